#pragma once

#include <QJsonArray>
#include <QJsonObject>

// What is confirmed on phones, as the local API sends it, made up for pictures and tests.
namespace tappay::ui::recorded {

// Of the web order that recorded::purchase() pays.
QJsonObject confirmation(const char* state, const char* reason = "");
// Of a transfer to an account, and of a refund by the shop.
QJsonObject transfer(const char* state, const char* reason = "");
QJsonObject refund(const char* state, const char* reason = "");
// The back end has not answered yet: nothing is read from a request.
QJsonObject unanswered(QJsonObject confirmation);
QJsonObject unreachable(QJsonObject confirmation);
QJsonObject refused(QJsonObject confirmation, const char* failure);
QJsonObject withMixedScripts(QJsonObject confirmation);
QJsonObject withSeconds(QJsonObject confirmation, int seconds);
QJsonObject called(QJsonObject confirmation, const char* id);
// Some of today and of the days before, each ended in another way.
QJsonArray confirmations();

}  // namespace tappay::ui::recorded
