#pragma once

#include <QtBluetooth/QBluetoothUuid>

// The service of a security device: docs/device-protocol.md, "Bluetooth LE".
namespace tappay::confirm::gatt {

inline const QBluetoothUuid kService(QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470001"));
inline const QBluetoothUuid kControlPoint(QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470002"));
inline const QBluetoothUuid kStatus(QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470003"));
inline const QBluetoothUuid kLargestFrame(QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470004"));
inline const QBluetoothUuid kRevision(QStringLiteral("d0b8c339-971b-48a5-89fb-ca1556470005"));

constexpr char kOurRevision = 0x01;

}  // namespace tappay::confirm::gatt
