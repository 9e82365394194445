#pragma once

#include <QHttpServer>
#include <QJsonObject>

#include "backend/support/certificates.h"

namespace tappay::simulator::shop {

// A payment system of a few lines that says what a test wants.
class PaymentPeer {
public:
    PaymentPeer(const test::Certificates& certificates, QByteArray apiKey);

    [[nodiscard]] QString url() const;
    void say(const QString& id, const QString& state) { m_orders[id]["state"] = state; }
    [[nodiscard]] const QJsonObject& order(const QString& id) { return m_orders[id]; }
    [[nodiscard]] QString lastId() const { return m_lastId; }
    void setWorking(bool working) { m_working = working; }
    [[nodiscard]] int asked() const { return m_asked; }

private:
    QHttpServerResponse place(const QHttpServerRequest& request);
    QHttpServerResponse show(const QString& id, const QHttpServerRequest& request);
    [[nodiscard]] bool admits(const QHttpServerRequest& request) const;

    QByteArray m_apiKey;
    std::map<QString, QJsonObject> m_orders;
    QString m_lastId;
    bool m_working = true;
    int m_asked = 0;
    QHttpServer m_server;
    quint16 m_port = 0;
};

}  // namespace tappay::simulator::shop
