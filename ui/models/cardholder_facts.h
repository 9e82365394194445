#pragma once

#include <QtQml/qqmlregistration.h>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QVariantList>

// The cardholder's account as the local API shows it (docs/api.md).
namespace tappay::ui {

class BoundCard {
    Q_GADGET
    QML_VALUE_TYPE(boundCard)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(QString number MEMBER number FINAL)
    Q_PROPERTY(QString label MEMBER label FINAL)
    Q_PROPERTY(QDateTime since MEMBER since FINAL)
    Q_PROPERTY(QDateTime until MEMBER until FINAL)
    Q_PROPERTY(bool bound READ bound FINAL)

public:
    [[nodiscard]] bool bound() const { return !until.isValid(); }

    QString id, number, label;  // "622848 •••• 8901"
    QDateTime since, until;

    friend bool operator==(const BoundCard&, const BoundCard&) = default;
};

class BoundDevice {
    Q_GADGET
    QML_VALUE_TYPE(boundDevice)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(QString terminalId MEMBER terminalId FINAL)
    Q_PROPERTY(QDateTime since MEMBER since FINAL)
    Q_PROPERTY(QDateTime lastSeen MEMBER lastSeen FINAL)
    Q_PROPERTY(bool thisOne MEMBER thisOne FINAL)

public:
    QString id, terminalId;
    QDateTime since, lastSeen;
    bool thisOne = false;

    friend bool operator==(const BoundDevice&, const BoundDevice&) = default;
};

class AccountNotice {
    Q_GADGET
    QML_VALUE_TYPE(accountNotice)
    Q_PROPERTY(QDateTime at MEMBER at FINAL)
    Q_PROPERTY(QString what MEMBER what FINAL)
    Q_PROPERTY(QString detail MEMBER detail FINAL)

public:
    QDateTime at;
    QString what, detail;

    friend bool operator==(const AccountNotice&, const AccountNotice&) = default;
};

class CardholderFacts {
    Q_GADGET
    QML_VALUE_TYPE(cardholderFacts)
    Q_PROPERTY(bool known MEMBER known FINAL)
    Q_PROPERTY(bool registered MEMBER registered FINAL)
    Q_PROPERTY(bool answered READ answered FINAL)
    Q_PROPERTY(bool busy READ busy FINAL)
    Q_PROPERTY(bool adding READ adding FINAL)
    Q_PROPERTY(QDateTime since MEMBER since FINAL)
    Q_PROPERTY(QVariantList cards MEMBER cards FINAL)
    Q_PROPERTY(QVariantList pastCards MEMBER pastCards FINAL)
    Q_PROPERTY(QVariantList devices MEMBER devices FINAL)
    Q_PROPERTY(QVariantList notices MEMBER notices FINAL)
    Q_PROPERTY(QString paymentLimit READ paymentLimit FINAL)
    Q_PROPERTY(QString dayLimit READ dayLimit FINAL)
    Q_PROPERTY(QString stage MEMBER stage FINAL)
    Q_PROPERTY(QString happened MEMBER happened FINAL)
    Q_PROPERTY(QString remedy MEMBER remedy FINAL)

public:
    static CardholderFacts fromJson(const QJsonObject& object);

    // The back end has told at least once whether there is an account.
    [[nodiscard]] bool answered() const { return asked.isValid() || registered; }
    [[nodiscard]] bool busy() const { return known && step != QLatin1String("idle"); }
    [[nodiscard]] bool adding() const { return step == QLatin1String("adding_card"); }
    [[nodiscard]] QString paymentLimit() const;  // "¥500.00"; empty: none
    [[nodiscard]] QString dayLimit() const;

    bool known = false;
    bool registered = false;
    QDateTime since, asked;
    QVariantList cards, pastCards;  // BoundCard
    QVariantList devices;           // BoundDevice
    QVariantList notices;           // AccountNotice, newest first
    QString payment, day, currency;
    QString step, stage;
    QString happened, remedy;  // why the last step failed

    friend bool operator==(const CardholderFacts&, const CardholderFacts&) = default;
};

}  // namespace tappay::ui
