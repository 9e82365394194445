#pragma once

#include <QJsonObject>

namespace tappay::ui::recorded {

// A short trace of a tap as the local API gives it, made up for pictures and tests.
QJsonObject trace();

}  // namespace tappay::ui::recorded
