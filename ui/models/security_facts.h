#pragma once

#include <QtQml/qqmlregistration.h>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QVariantList>

namespace tappay::ui {

// Chip, keys and standing of the terminal as the local API shows them (docs/api.md).
class SecurityFacts {
    Q_GADGET
    QML_VALUE_TYPE(securityFacts)
    Q_PROPERTY(bool known MEMBER known FINAL)
    Q_PROPERTY(QString chipForm MEMBER chipForm FINAL)
    Q_PROPERTY(QString chipName MEMBER chipName FINAL)
    Q_PROPERTY(QString chipHappened MEMBER chipHappened FINAL)
    Q_PROPERTY(QString chipRemedy MEMBER chipRemedy FINAL)
    Q_PROPERTY(bool enrolled MEMBER enrolled FINAL)
    Q_PROPERTY(QString terminalId MEMBER terminalId FINAL)
    Q_PROPERTY(QString merchantName MEMBER merchantName FINAL)
    Q_PROPERTY(QString transactionId MEMBER transactionId FINAL)
    Q_PROPERTY(QString issuer MEMBER issuer FINAL)
    Q_PROPERTY(QDateTime validUntil MEMBER validUntil FINAL)
    Q_PROPERTY(bool hasMasterKey MEMBER hasMasterKey FINAL)
    Q_PROPERTY(QString masterCheck MEMBER masterCheck FINAL)
    Q_PROPERTY(int masterVersion MEMBER masterVersion FINAL)
    Q_PROPERTY(QDateTime masterSince MEMBER masterSince FINAL)
    Q_PROPERTY(QDateTime renewal MEMBER renewal FINAL)
    Q_PROPERTY(bool signedOn MEMBER signedOn FINAL)
    Q_PROPERTY(QString pinCheck MEMBER pinCheck FINAL)
    Q_PROPERTY(QDateTime pinSince MEMBER pinSince FINAL)
    Q_PROPERTY(QDateTime processSince MEMBER processSince FINAL)
    Q_PROPERTY(QDateTime signOnExpires MEMBER signOnExpires FINAL)
    Q_PROPERTY(bool hasParameters MEMBER hasParameters FINAL)
    Q_PROPERTY(int parametersVersion MEMBER parametersVersion FINAL)
    Q_PROPERTY(QString profile MEMBER profile FINAL)
    Q_PROPERTY(QDateTime parametersApplied MEMBER parametersApplied FINAL)
    Q_PROPERTY(int applications MEMBER applications FINAL)
    Q_PROPERTY(int authorityKeys MEMBER authorityKeys FINAL)
    Q_PROPERTY(QString chipGrade MEMBER chipGrade FINAL)
    Q_PROPERTY(QString keysGrade MEMBER keysGrade FINAL)
    Q_PROPERTY(QString parametersGrade MEMBER parametersGrade FINAL)
    Q_PROPERTY(QString pinGrade MEMBER pinGrade FINAL)
    Q_PROPERTY(int weaker MEMBER weaker FINAL)
    Q_PROPERTY(int missing MEMBER missing FINAL)
    Q_PROPERTY(QString step MEMBER step FINAL)
    Q_PROPERTY(bool busy READ busy FINAL)
    Q_PROPERTY(QString failureCode MEMBER failureCode FINAL)
    Q_PROPERTY(QString happened MEMBER happened FINAL)
    Q_PROPERTY(QString remedy MEMBER remedy FINAL)
    Q_PROPERTY(QDateTime nextAttempt MEMBER nextAttempt FINAL)
    Q_PROPERTY(QVariantList changes MEMBER changes FINAL)

public:
    // The steps from a machine to a terminal, in their order.
    static constexpr int kSteps = 4;

    static SecurityFacts fromJson(const QJsonObject& object);

    // Something is being done for the terminal's standing.
    [[nodiscard]] bool busy() const { return !step.isEmpty() && step != QLatin1String("idle"); }
    // The step that goes on, 0..3; -1: none.
    [[nodiscard]] int stepNumber() const;
    // The first step that is still to be done, by what is there; kSteps: none.
    [[nodiscard]] int firstMissing() const;

    bool known = false;  // the application has said something
    QString chipForm, chipName, chipHappened, chipRemedy;
    bool enrolled = false;
    QString terminalId, merchantName, transactionId, issuer;
    QDateTime validUntil;
    bool hasMasterKey = false;
    QString masterCheck;  // octets with gaps
    int masterVersion = 0;
    QDateTime masterSince, renewal;
    bool signedOn = false;
    QString pinCheck;
    QDateTime pinSince, processSince, signOnExpires;
    bool hasParameters = false;
    int parametersVersion = 0;
    QString profile;
    QDateTime parametersApplied;
    int applications = 0, authorityKeys = 0;
    QString chipGrade, keysGrade, parametersGrade, pinGrade;  // active, weaker or missing
    int weaker = 0, missing = 0;                              // how many protections
    QString step, failureCode, happened, remedy;
    QDateTime nextAttempt;
    QVariantList changes;  // {what, at, detail}, the newest first
};

}  // namespace tappay::ui
