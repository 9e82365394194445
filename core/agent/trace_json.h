#pragma once

#include <QtCore/QJsonObject>
#include <string>

#include "base/result.h"

namespace tappay::agent {

// A kept trace as docs/api.md shows it: commands with their answers as trees of data objects,
// decisions with their paragraphs, what person and host said. Internal for a text that is no trace.
Result<QJsonObject> traceToJson(const std::string& id, const std::string& text);

}  // namespace tappay::agent
