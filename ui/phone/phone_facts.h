#pragma once

#include <QtQml/qqmlregistration.h>
#include <QDateTime>
#include <QString>

#include "companion/companion.h"

// What the phone knows, in the forms that its screens show.
namespace tappay::ui {

// All of it is read from the confirmation request itself.
class PhoneConfirmation {
    Q_GADGET
    QML_VALUE_TYPE(phoneConfirmation)
    Q_PROPERTY(bool valid READ valid FINAL)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(QString kind MEMBER kind FINAL)
    Q_PROPERTY(QString state MEMBER state FINAL)
    Q_PROPERTY(QString reason MEMBER reason FINAL)
    Q_PROPERTY(QString sign MEMBER sign FINAL)
    Q_PROPERTY(QString figures MEMBER figures FINAL)
    Q_PROPERTY(QString payee MEMBER payee FINAL)
    Q_PROPERTY(QString payeeAccount MEMBER payeeAccount FINAL)
    Q_PROPERTY(QString payer MEMBER payer FINAL)
    Q_PROPERTY(QString order MEMBER order FINAL)
    Q_PROPERTY(QString code MEMBER code FINAL)
    Q_PROPERTY(bool mixed MEMBER mixed FINAL)
    Q_PROPERTY(bool deviceAsked MEMBER deviceAsked FINAL)
    Q_PROPERTY(QDateTime expires MEMBER expires FINAL)
    Q_PROPERTY(QDateTime changed MEMBER changed FINAL)

public:
    static PhoneConfirmation of(const companion::InboxEntry& entry);
    [[nodiscard]] bool valid() const { return !id.isEmpty(); }

    QString id, kind;       // "order", "transfer", "refund"
    QString state, reason;  // as in docs/protocol.md
    QString sign, figures, payee, payeeAccount, payer, order;
    QString code;  // "41 87"
    bool mixed = false, deviceAsked = false;
    QDateTime expires, changed;

    friend bool operator==(const PhoneConfirmation&, const PhoneConfirmation&) = default;
};

class PhoneDevice {
    Q_GADGET
    QML_VALUE_TYPE(phoneDevice)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(QString name MEMBER name FINAL)
    Q_PROPERTY(QString standing MEMBER standing FINAL)
    Q_PROPERTY(bool wireless MEMBER wireless FINAL)
    Q_PROPERTY(QString key MEMBER key FINAL)

public:
    static PhoneDevice of(const companion::KeptDevice& device);

    QString id, name, standing;  // "offered", "registered", "revoked"
    bool wireless = false;
    QString key;  // how the computer's list begins to name it: "3f9a 01bc"

    friend bool operator==(const PhoneDevice&, const PhoneDevice&) = default;
};

// Somewhere a device is that could be added.
class PhonePlace {
    Q_GADGET
    QML_VALUE_TYPE(phonePlace)
    Q_PROPERTY(QString name MEMBER name FINAL)
    Q_PROPERTY(bool wireless MEMBER wireless FINAL)

public:
    QString name;
    bool wireless = false;

    friend bool operator==(const PhonePlace&, const PhonePlace&) = default;
};

}  // namespace tappay::ui
