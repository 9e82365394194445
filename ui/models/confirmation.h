#pragma once

#include <QtQml/qqmlregistration.h>
#include <QDateTime>
#include <QJsonObject>
#include <QString>

namespace tappay::ui {

// What is confirmed on a phone, as the local API shows it (docs/api.md). Who is paid, how much and
// from where is what the application has read from the octets that the device signs.
class Confirmation {
    Q_GADGET
    QML_VALUE_TYPE(confirmation)
    Q_PROPERTY(QString id MEMBER id FINAL)
    Q_PROPERTY(QString wish MEMBER wish FINAL)
    Q_PROPERTY(QString state MEMBER state FINAL)
    Q_PROPERTY(QString reason MEMBER reason FINAL)
    Q_PROPERTY(bool valid READ valid FINAL)
    Q_PROPERTY(bool ended READ ended FINAL)
    Q_PROPERTY(bool paid READ paid FINAL)
    Q_PROPERTY(bool paying READ paying FINAL)
    Q_PROPERTY(int step READ step FINAL)
    Q_PROPERTY(bool requested MEMBER requested FINAL)
    Q_PROPERTY(QString payer MEMBER payer FINAL)
    Q_PROPERTY(QString order MEMBER order FINAL)
    Q_PROPERTY(QString payee MEMBER payee FINAL)
    Q_PROPERTY(QString payeeAccount MEMBER payeeAccount FINAL)
    Q_PROPERTY(QString sign READ sign FINAL)
    Q_PROPERTY(QString figures READ figures FINAL)
    Q_PROPERTY(QString money READ money FINAL)
    Q_PROPERTY(QDateTime expires MEMBER expires FINAL)
    Q_PROPERTY(bool mixedScripts MEMBER mixedScripts FINAL)
    Q_PROPERTY(QString code MEMBER code FINAL)
    Q_PROPERTY(QString phone MEMBER phone FINAL)
    Q_PROPERTY(bool reachable MEMBER reachable FINAL)
    Q_PROPERTY(bool canWithdraw MEMBER canWithdraw FINAL)
    Q_PROPERTY(bool withdrawing MEMBER withdrawing FINAL)
    Q_PROPERTY(QDateTime began MEMBER began FINAL)
    Q_PROPERTY(QString happened MEMBER happened FINAL)
    Q_PROPERTY(QString remedy MEMBER remedy FINAL)

public:
    static Confirmation fromJson(const QJsonObject& object);
    // One that was asked for a moment ago, and of which the application has said nothing yet.
    static Confirmation asked(const QString& id, const QString& wish);

    [[nodiscard]] bool valid() const { return !id.isEmpty(); }
    // Nothing changes it any more.
    [[nodiscard]] bool ended() const;
    [[nodiscard]] bool paid() const { return state == QLatin1String("paid"); }
    // Signed: nobody can call it back.
    [[nodiscard]] bool paying() const { return state == QLatin1String("signed"); }
    // How far it is, of intended, sent, delivered, opened, waiting_for_device, signed, paid: 0..6;
    // -1 where it has ended in another way.
    [[nodiscard]] int step() const;
    // What is told later than this one, or not at all.
    [[nodiscard]] bool overtakes(const Confirmation& known) const;
    [[nodiscard]] QString sign() const;
    [[nodiscard]] QString figures() const;  // "6,000.00"
    [[nodiscard]] QString money() const;    // "¥6,000.00"

    QString id, wish, state, reason;
    bool requested = false;  // the members up to mixedScripts are known
    QString payer, order, payee, payeeAccount, amount, currency;
    QDateTime expires;
    bool mixedScripts = false;
    QString code;   // "41 87"
    QString phone;  // its name
    bool reachable = true;
    bool canWithdraw = false;
    bool withdrawing = false;
    QDateTime began, changed;
    QString happened, remedy;

    friend bool operator==(const Confirmation&, const Confirmation&) = default;
};

}  // namespace tappay::ui
