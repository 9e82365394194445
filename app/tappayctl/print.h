#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

// The API's objects for people: aligned, in English.
namespace tappay::ctl {

QString statusText(const QJsonObject& status);
// One line each.
QString listText(const QJsonArray& transactions);
QString transactionText(const QJsonObject& transaction);
// Of a payment of a web order: shop, verified address, articles.
QString orderText(const QJsonObject& transaction);
QString receiptText(const QJsonObject& receipt);
// Commands with their answers as trees, decisions, what person and host said.
QString traceText(const QJsonObject& trace);
QString factsText(const QJsonArray& facts);
// Of the object of security.get: the chip; the keys with certificate and sign-on; everything.
QString chipText(const QJsonObject& security);
QString keysText(const QJsonObject& security);
QString securityText(const QJsonObject& security);

// Of the object of cardholder.get, and what goes on with it at the moment.
QString cardholderText(const QJsonObject& cardholder);
QString cardholderStepWords(const QJsonObject& cardholder);

// Of the objects of phone.get, device.get, confirm.get and confirm.list.
QString phonesText(const QJsonObject& phones);
QString devicesText(const QJsonObject& devices);
QString confirmationText(const QJsonObject& confirmation);
QString confirmationsText(const QJsonObject& list);
// What goes on with it, or what became of it.
QString confirmationWords(const QJsonObject& confirmation);
bool isConfirmationEnd(const QString& state);

// "Approved", "Result not known yet. Do not charge again", ...
QString stateWords(const QString& state);
// What is going on and what the person can do, for a payment under way.
QString progressWords(const QJsonObject& transaction);
// What the terminal does for its standing at the moment; empty when it does nothing.
QString stepWords(const QJsonObject& security);

}  // namespace tappay::ctl
