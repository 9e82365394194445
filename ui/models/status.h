#pragma once

#include <QtQml/qqmlregistration.h>
#include <QJsonObject>
#include <QString>

namespace tappay::ui {

// The status of the terminal as the local API shows it (docs/api.md).
class Status {
    Q_GADGET
    QML_VALUE_TYPE(terminalStatus)
    Q_PROPERTY(QString version MEMBER version FINAL)
    Q_PROPERTY(QString terminalId MEMBER terminalId FINAL)
    Q_PROPERTY(QString merchantId MEMBER merchantId FINAL)
    Q_PROPERTY(QString merchantName MEMBER merchantName FINAL)
    Q_PROPERTY(QString operatorId MEMBER operatorId FINAL)
    Q_PROPERTY(QString batch MEMBER batch FINAL)
    Q_PROPERTY(int pendingCount MEMBER pendingCount FINAL)
    Q_PROPERTY(QString chipForm MEMBER chipForm FINAL)
    Q_PROPERTY(bool readerService MEMBER readerService FINAL)
    Q_PROPERTY(bool hasReader MEMBER hasReader FINAL)
    Q_PROPERTY(bool cardPresent MEMBER cardPresent FINAL)
    Q_PROPERTY(bool readerInUse MEMBER readerInUse FINAL)
    Q_PROPERTY(bool bankReachable MEMBER bankReachable FINAL)
    Q_PROPERTY(int roundTripMs MEMBER roundTripMs FINAL)
    Q_PROPERTY(QString happened MEMBER happened FINAL)
    Q_PROPERTY(QString remedy MEMBER remedy FINAL)
    Q_PROPERTY(QString standing MEMBER standing FINAL)
    Q_PROPERTY(QString standingHappened MEMBER standingHappened FINAL)
    Q_PROPERTY(QString standingRemedy MEMBER standingRemedy FINAL)
    Q_PROPERTY(bool lost READ lost FINAL)

public:
    static Status fromJson(const QJsonObject& object);

    // Of a failure that only a new enrolment cures.
    static bool isLost(const QString& failureCode);
    [[nodiscard]] bool lost() const { return isLost(standing); }

    QString version, terminalId, merchantId, merchantName, operatorId;
    QString currency = QStringLiteral("CNY");
    int currencyExponent = 2;
    QString batch, running, chipForm;
    int pendingCount = 0;
    bool readerService = false;
    bool hasReader = false;
    bool cardPresent = false;
    bool readerInUse = false;
    bool bankReachable = false;
    int roundTripMs = -1;      // -1: not measured
    QString happened, remedy;  // the trouble that stops all payments, or empty
    // The failure that keeps this terminal from payments, or empty: its code, and what it says.
    QString standing, standingHappened, standingRemedy;

    friend bool operator==(const Status&, const Status&) = default;
};

}  // namespace tappay::ui
