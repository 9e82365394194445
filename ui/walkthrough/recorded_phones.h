#pragma once

#include <QJsonObject>

// Phones that confirm and their security devices as the local API sends them, made up for pictures
// and tests.
namespace tappay::ui::recorded {

// One paired, one copied, one removed.
QJsonObject phones(const char* whose = "cardholder");
// Without the copied one.
QJsonObject withoutCopies(QJsonObject phones);
QJsonObject noPhones(const char* whose = "cardholder");
// With a pairing in this state.
QJsonObject pairing(QJsonObject phones, const char* state);
// The code is good for so many seconds.
QJsonObject pairingFor(QJsonObject phones, int seconds);
QJsonObject failedPairing(QJsonObject phones, const char* failure);
QJsonObject busyPhones(QJsonObject phones);
// One registered, one that the phone has offered, one removed.
QJsonObject devices(const char* whose = "cardholder");
QJsonObject noDevices(const char* whose = "cardholder");

}  // namespace tappay::ui::recorded
