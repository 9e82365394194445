#pragma once

#include <QJsonObject>

// A cardholder's account as the local API sends it, made up for pictures and tests.
namespace tappay::ui::recorded {

// Two cards, one that was removed, two computers, limits and notices.
QJsonObject cardholder();
// The back end has said that there is none.
QJsonObject noAccount();
QJsonObject withoutNotices(QJsonObject cardholder);
// A card is being added.
QJsonObject adding(QJsonObject cardholder, const char* stage);
QJsonObject failed(QJsonObject cardholder, const char* failure);

}  // namespace tappay::ui::recorded
