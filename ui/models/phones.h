#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QTimer>

#include "models/devices_facts.h"
#include "models/phones_facts.h"
#include "models/preferences.h"
#include "models/session.h"

namespace tappay::ui {

// What the application last said of the phones that confirm and of their security devices, and what
// a person asks it to do. There are the cardholder's and the shop's; one of them is looked at.
class Phones : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(QString whose READ whose WRITE setWhose NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::PhonesFacts facts READ facts NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::PhonesFacts cardholders READ cardholders NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::DevicesFacts devices READ devices NOTIFY changed FINAL)
    Q_PROPERTY(tappay::ui::PhonePairing pairing READ pairing NOTIFY changed FINAL)
    Q_PROPERTY(bool asking READ asking NOTIFY changed FINAL)
    Q_PROPERTY(QString happened READ happened NOTIFY changed FINAL)
    Q_PROPERTY(QString remedy READ remedy NOTIFY changed FINAL)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY ticked FINAL)

public:
    Phones(Session& session, const Preferences& preferences, QObject* parent = nullptr);

    // Asks the back end how phones and devices are now.
    Q_INVOKABLE void refresh();
    // Devices alone, where nothing else goes on.
    Q_INVOKABLE void lookForDevices();
    Q_INVOKABLE void pair();
    // The digits on both screens are the same, or they aren't. Before the phone has answered
    // refusing ends the offer.
    Q_INVOKABLE void accept();
    Q_INVOKABLE void refuse();
    // How a pairing ended has been looked at.
    Q_INVOKABLE void close();
    Q_INVOKABLE void rename(const QString& phone, const QString& name);
    Q_INVOKABLE void revokePhone(const QString& phone);
    Q_INVOKABLE void acceptDevice(const QString& device);
    Q_INVOKABLE void revokeDevice(const QString& device);
    Q_INVOKABLE void dismissProblem();

    [[nodiscard]] QString whose() const { return m_whose; }  // "cardholder" or "shop"
    void setWhose(const QString& whose);
    [[nodiscard]] const PhonesFacts& facts() const { return side(m_whose).phones; }
    [[nodiscard]] const PhonesFacts& cardholders() const { return m_cardholder.phones; }
    [[nodiscard]] const DevicesFacts& devices() const { return side(m_whose).devices; }
    [[nodiscard]] const PhonePairing& pairing() const { return facts().pairing; }
    [[nodiscard]] bool asking() const { return m_asking; }
    // Why the last thing asked for was refused, in English source text; empty: it was not.
    [[nodiscard]] QString happened() const { return m_happened; }
    [[nodiscard]] QString remedy() const { return m_remedy; }
    [[nodiscard]] int secondsLeft() const;  // of the code that is shown; -1: none is

Q_SIGNALS:
    void changed();
    void ticked();

private:
    struct Side {
        PhonesFacts phones;
        DevicesFacts devices;
    };
    [[nodiscard]] const Side& side(const QString& whose) const;
    void takePhones(const QJsonObject& json);
    void takeDevices(const QJsonObject& json);
    void ask(const QString& method, QJsonObject params = {});
    void fetch(const QString& method, const QString& whose);
    void onConnection();
    void onRole();

    Session& m_session;
    const Preferences& m_preferences;
    Side m_cardholder, m_shop;
    QString m_whose;
    bool m_asking = false;
    QString m_happened, m_remedy;
    QTimer m_second;
};

}  // namespace tappay::ui
