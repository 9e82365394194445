#pragma once

#include <QtQml/qqmlregistration.h>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include "models/order.h"

namespace tappay::ui {

// One transaction as the local API shows it (docs/api.md), unchanged but for its shape. Names of
// states and stages are the API's.
class Transaction {
    Q_GADGET
    QML_VALUE_TYPE(transaction)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(bool purchase READ purchase FINAL)
    Q_PROPERTY(tappay::ui::Order order MEMBER order FINAL)
    Q_PROPERTY(QString note MEMBER note FINAL)
    Q_PROPERTY(QString state MEMBER state FINAL)
    Q_PROPERTY(QString stage MEMBER stage FINAL)
    Q_PROPERTY(int lights MEMBER lights FINAL)
    Q_PROPERTY(bool canCancel MEMBER canCancel FINAL)
    Q_PROPERTY(bool canUndo MEMBER canUndo FINAL)
    Q_PROPERTY(bool canResume MEMBER canResume FINAL)
    Q_PROPERTY(QString cardInterface MEMBER interface FINAL)
    Q_PROPERTY(bool contactless READ contactless FINAL)
    Q_PROPERTY(bool acceptsTap MEMBER acceptsTap FINAL)
    Q_PROPERTY(bool acceptsInsert MEMBER acceptsInsert FINAL)
    Q_PROPERTY(QString balance READ balance FINAL)
    Q_PROPERTY(QString happened MEMBER happened FINAL)
    Q_PROPERTY(QString remedy MEMBER remedy FINAL)
    Q_PROPERTY(QString failure MEMBER failure FINAL)
    Q_PROPERTY(int pinDigits MEMBER pinDigits FINAL)
    Q_PROPERTY(bool pinOnReader MEMBER pinOnReader FINAL)
    Q_PROPERTY(bool pinBypass MEMBER pinBypass FINAL)
    Q_PROPERTY(bool pinWrong MEMBER pinWrong FINAL)
    Q_PROPERTY(int pinTries MEMBER pinTries FINAL)
    Q_PROPERTY(QStringList applications MEMBER applications FINAL)
    Q_PROPERTY(bool applicationRefused MEMBER applicationRefused FINAL)
    Q_PROPERTY(int undoAttempts MEMBER undoAttempts FINAL)
    Q_PROPERTY(QString cardLabel MEMBER cardLabel FINAL)
    Q_PROPERTY(QString aid MEMBER aid FINAL)
    Q_PROPERTY(QString authCode MEMBER authCode FINAL)
    Q_PROPERTY(QString reference MEMBER reference FINAL)
    Q_PROPERTY(QString voucher MEMBER stan FINAL)
    Q_PROPERTY(QString batch MEMBER batch FINAL)
    Q_PROPERTY(QString issuerName MEMBER issuerName FINAL)
    Q_PROPERTY(QString cvm MEMBER cvm FINAL)
    Q_PROPERTY(bool signatureNeeded MEMBER signatureNeeded FINAL)
    Q_PROPERTY(bool valid READ valid FINAL)
    Q_PROPERTY(bool pending READ pending FINAL)
    Q_PROPERTY(bool final READ final FINAL)
    Q_PROPERTY(bool settled READ settled FINAL)
    Q_PROPERTY(QString sign READ sign FINAL)
    Q_PROPERTY(QString figures READ figures FINAL)
    Q_PROPERTY(QString money READ money FINAL)
    Q_PROPERTY(QString card READ card FINAL)
    Q_PROPERTY(QString time READ time FINAL)
    Q_PROPERTY(QString day READ day FINAL)
    Q_PROPERTY(QString clockTime READ clockTime FINAL)
    Q_PROPERTY(QString changedTime READ changedTime FINAL)
    Q_PROPERTY(QDateTime created MEMBER created FINAL)

public:
    static Transaction fromJson(const QJsonObject& object);

    [[nodiscard]] bool valid() const { return !id.isEmpty(); }
    // Of a web order, by the person at this computer; everything else is taken for the shop here.
    [[nodiscard]] bool purchase() const { return kind == QLatin1String("purchase"); }
    // The result is open: the till must not charge again.
    [[nodiscard]] bool pending() const;
    [[nodiscard]] bool final() const;
    // The amount is the shop's, whoever said so.
    [[nodiscard]] bool taken() const;
    // Nothing is waited for any more: final, or paid by the card and only the bank is to be told.
    [[nodiscard]] bool settled() const;
    [[nodiscard]] bool contactless() const { return interface == QLatin1String("contactless"); }
    [[nodiscard]] QString balance() const;  // "¥71.40" left on the card; empty: not known
    [[nodiscard]] QString sign() const;
    [[nodiscard]] QString figures() const;      // "1,280.00"
    [[nodiscard]] QString money() const;        // "¥1,280.00"
    [[nodiscard]] QString card() const;         // "622848 •••• 8901"
    [[nodiscard]] QString time() const;         // "14:28", local
    [[nodiscard]] QString day() const;          // of today the time, else the date
    [[nodiscard]] QString clockTime() const;    // "14:28:07", when it was begun
    [[nodiscard]] QString changedTime() const;  // "14:28:09"

    QString id, kind, amount, currency, note, state, stage;
    Order order;
    int lights = 0;
    bool canCancel = false;
    bool canUndo = false;
    bool canResume = false;  // a card in doubt can still be asked
    QString failure, happened, remedy, responseCode;
    QString interface, cardBalance;
    bool acceptsTap = false;
    bool acceptsInsert = false;
    int pinDigits = 0;
    bool pinOnReader = false;  // on the reader's own keys
    bool pinBypass = false;
    bool pinWrong = false;
    int pinTries = -1;  // -1: the card did not say
    QStringList applications;
    bool applicationRefused = false;  // the one chosen before can't be used
    QDateTime deadline, nextAttempt;
    int undoAttempts = 0;
    QString pan, cardLabel, aid;
    QString authCode, reference, stan, batch, issuerName;
    QString cvm;
    bool signatureNeeded = false;
    QDateTime created, changed;

    friend bool operator==(const Transaction&, const Transaction&) = default;
};

}  // namespace tappay::ui
