#pragma once

#include <QtQml/qqmlregistration.h>
#include <QJsonObject>
#include <QObject>

#include "agent/client.h"
#include "models/status.h"
#include "models/transaction.h"

namespace tappay::ui {

// The window's connection to the Tap & Pay application, and what it last said of itself.
class Session : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to the till")
    Q_PROPERTY(bool connected READ connected NOTIFY statusChanged FINAL)
    Q_PROPERTY(tappay::ui::Status status READ status NOTIFY statusChanged FINAL)
    Q_PROPERTY(Trouble trouble READ trouble NOTIFY statusChanged FINAL)

public:
    // What stands in the way of a payment, the most basic first.
    enum Trouble {
        NoTrouble,
        Connecting,
        NoApplication,
        Stopped,
        NoStanding,  // the back end takes nothing from this terminal at the moment
        NoReaderService,
        NoReader,
        NoBank
    };
    Q_ENUM(Trouble)

    explicit Session(const QString& socketPath, QObject* parent = nullptr);

    void open() { m_client.open(); }
    Q_INVOKABLE void retry();

    // A call of the local API; see docs/api.md.
    void call(const QString& method, const QJsonObject& params, agent::Client::Handler handler,
              std::chrono::milliseconds deadline = std::chrono::seconds(10));

    [[nodiscard]] bool connected() const { return m_subscribed; }
    [[nodiscard]] const Status& status() const { return m_status; }
    [[nodiscard]] Trouble trouble() const;

Q_SIGNALS:
    void statusChanged();
    // The whole list, after each connection.
    void listReceived(const QList<tappay::ui::Transaction>& transactions);
    void transactionChanged(const tappay::ui::Transaction& transaction);
    // Chip, keys and standing as JSON, after each connection and at each change.
    void securityChanged(const QJsonObject& security);
    // The cardholder's account, likewise.
    void cardholderChanged(const QJsonObject& cardholder);
    // Phones that confirm, their devices, and each confirmation, likewise.
    void phonesChanged(const QJsonObject& phones);
    void devicesChanged(const QJsonObject& devices);
    void confirmationChanged(const QJsonObject& confirmation);

private:
    void onStatus(const QJsonObject& status);

    agent::Client m_client;
    bool m_subscribed = false;
    bool m_waitedLong = false;
    Status m_status;
};

}  // namespace tappay::ui
