#pragma once

#include <QtQml/qqmlregistration.h>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QVariantList>

// The phones that confirm payments, as the local API shows them (docs/api.md).
namespace tappay::ui {

class PairedPhone {
    Q_GADGET
    QML_VALUE_TYPE(pairedPhone)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(QString name MEMBER name FINAL)
    Q_PROPERTY(QString standing MEMBER standing FINAL)
    Q_PROPERTY(QDateTime since MEMBER since FINAL)
    Q_PROPERTY(QDateTime lastSeen MEMBER lastSeen FINAL)
    Q_PROPERTY(bool paired READ paired FINAL)

public:
    [[nodiscard]] bool paired() const { return standing == QLatin1String("paired"); }

    QString id, name, standing;  // paired, revoked, cloned or left
    QDateTime since, lastSeen;

    friend bool operator==(const PairedPhone&, const PairedPhone&) = default;
};

// A phone that is being paired, or how that ended.
class PhonePairing {
    Q_GADGET
    QML_VALUE_TYPE(phonePairing)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(QString state MEMBER state FINAL)
    Q_PROPERTY(QString invitation MEMBER invitation FINAL)
    Q_PROPERTY(QString code MEMBER code FINAL)
    Q_PROPERTY(QString name MEMBER name FINAL)
    Q_PROPERTY(bool valid READ valid FINAL)
    Q_PROPERTY(bool ended READ ended FINAL)

public:
    [[nodiscard]] bool valid() const { return !id.isEmpty(); }
    [[nodiscard]] bool ended() const;

    QString id, state;
    QString invitation;  // what the QR code says; only while it is offered
    QString code;        // "483 920", once the phone has answered
    QString name;
    QDateTime expires;

    friend bool operator==(const PhonePairing&, const PhonePairing&) = default;
};

class PhonesFacts {
    Q_GADGET
    QML_VALUE_TYPE(phonesFacts)
    Q_PROPERTY(bool known MEMBER known FINAL)
    Q_PROPERTY(bool answered READ answered FINAL)
    Q_PROPERTY(bool busy READ busy FINAL)
    Q_PROPERTY(bool beginning READ beginning FINAL)
    Q_PROPERTY(QVariantList phones MEMBER phones FINAL)
    Q_PROPERTY(tappay::ui::PhonePairing pairing MEMBER pairing FINAL)
    Q_PROPERTY(QString happened MEMBER happened FINAL)
    Q_PROPERTY(QString remedy MEMBER remedy FINAL)
    Q_PROPERTY(QString pairedName READ pairedName FINAL)
    Q_PROPERTY(bool cloned READ cloned FINAL)

public:
    static PhonesFacts fromJson(const QJsonObject& object);

    // The back end has told at least once.
    [[nodiscard]] bool answered() const { return asked.isValid() || !phones.isEmpty(); }
    [[nodiscard]] bool busy() const { return known && step != QLatin1String("idle"); }
    // A pairing was asked for and has no code to show yet.
    [[nodiscard]] bool beginning() const;
    // Of the paired one that was seen last; empty: there is none.
    [[nodiscard]] QString pairedName() const;
    [[nodiscard]] bool cloned() const;

    bool known = false;
    QVariantList phones;  // PairedPhone, those that confirm first
    PhonePairing pairing;
    QString step;
    QDateTime asked;
    QString happened, remedy;  // why the last step failed

    friend bool operator==(const PhonesFacts&, const PhonesFacts&) = default;
};

}  // namespace tappay::ui
