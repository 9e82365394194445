#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

// Snapshots as the local API sends them, made up for pictures and tests.
namespace tappay::ui::recorded {

QJsonObject status();
QJsonObject transaction(const QString& state, const QString& stage, int lights);
QJsonObject withFailure(QJsonObject transaction, const char* failure);
QJsonObject withPin(QJsonObject transaction, int digits, int triesLeft);
// The payments of a day, one of them open.
QJsonArray today();
QJsonObject receipt();

}  // namespace tappay::ui::recorded
