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
// The same over the contactless interface; paid from the card's own balance; with the PIN on the
// reader's own keys.
QJsonObject tapped(QJsonObject transaction);
QJsonObject paidByCard(QJsonObject transaction);
QJsonObject onReader(QJsonObject transaction);
// The payments of a day, one of them open.
QJsonArray today();
QJsonObject receipt();

}  // namespace tappay::ui::recorded
