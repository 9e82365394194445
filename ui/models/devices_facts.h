#pragma once

#include <QtQml/qqmlregistration.h>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QVariantList>

// The security devices that sign what phones confirm, as the local API shows them (docs/api.md).
namespace tappay::ui {

class SecurityDevice {
    Q_GADGET
    QML_VALUE_TYPE(securityDevice)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(QString name MEMBER name FINAL)
    Q_PROPERTY(QString form MEMBER form FINAL)
    Q_PROPERTY(QString key MEMBER key FINAL)
    Q_PROPERTY(QString shortKey READ shortKey FINAL)
    Q_PROPERTY(QDateTime since MEMBER since FINAL)
    Q_PROPERTY(QString standing MEMBER standing FINAL)
    Q_PROPERTY(bool offered READ offered FINAL)
    Q_PROPERTY(bool registered READ registered FINAL)

public:
    [[nodiscard]] bool offered() const { return standing == QLatin1String("offered"); }
    [[nodiscard]] bool registered() const { return standing == QLatin1String("registered"); }
    [[nodiscard]] QString shortKey() const;  // the first four groups

    QString id, name, form;
    QString key;  // SHA-256 of the certificate in groups of four, "9F2A 04C1 ..."
    QDateTime since;
    QString standing;  // offered, registered or revoked

    friend bool operator==(const SecurityDevice&, const SecurityDevice&) = default;
};

class DevicesFacts {
    Q_GADGET
    QML_VALUE_TYPE(devicesFacts)
    Q_PROPERTY(bool known MEMBER known FINAL)
    Q_PROPERTY(bool answered READ answered FINAL)
    Q_PROPERTY(bool busy READ busy FINAL)
    Q_PROPERTY(QVariantList devices MEMBER devices FINAL)
    Q_PROPERTY(QString happened MEMBER happened FINAL)
    Q_PROPERTY(QString remedy MEMBER remedy FINAL)

public:
    static DevicesFacts fromJson(const QJsonObject& object);

    [[nodiscard]] bool answered() const { return asked.isValid() || !devices.isEmpty(); }
    [[nodiscard]] bool busy() const { return known && step != QLatin1String("idle"); }

    bool known = false;
    QVariantList devices;  // SecurityDevice; those that wait for an answer first
    QString step;
    QDateTime asked;
    QString happened, remedy;

    friend bool operator==(const DevicesFacts&, const DevicesFacts&) = default;
};

}  // namespace tappay::ui
