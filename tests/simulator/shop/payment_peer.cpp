#include "simulator/shop/payment_peer.h"

#include <QJsonDocument>
#include <QSslCertificate>
#include <QSslKey>

namespace tappay::simulator::shop {

namespace {

using Response = QHttpServerResponse;
using Status = Response::StatusCode;

}  // namespace

PaymentPeer::PaymentPeer(const test::Certificates& certificates, QByteArray apiKey)
    : m_apiKey(std::move(apiKey)) {
    m_server.sslSetup(QSslCertificate(QByteArray::fromStdString(certificates.certificate)),
                      QSslKey(QByteArray::fromStdString(certificates.key), QSsl::Ec));
    using Method = QHttpServerRequest::Method;
    m_server.route("/v1/orders", Method::Post,
                   [this](const QHttpServerRequest& request) { return place(request); });
    m_server.route(
        "/v1/orders/<arg>", Method::Get,
        [this](const QString& id, const QHttpServerRequest& request) { return show(id, request); });
    m_port = m_server.listen(QHostAddress::LocalHost);
}

QString PaymentPeer::url() const {
    return QString("https://localhost:%1").arg(m_port);
}

bool PaymentPeer::admits(const QHttpServerRequest& request) const {
    return m_working && request.value("Authorization") == "Bearer " + m_apiKey;
}

Response PaymentPeer::place(const QHttpServerRequest& request) {
    if (!admits(request)) return Response(Status::ServiceUnavailable);
    QJsonObject order = QJsonDocument::fromJson(request.body()).object();
    m_lastId = QString("0193%1").arg(m_orders.size());
    order.insert("id", m_lastId);
    order.insert("state", "open");
    order.insert("refunded", "0.00");
    order.insert("signed", "head.body.signature");
    order.insert("page", url() + "/pay/" + m_lastId);
    m_orders[m_lastId] = order;
    return {order, Status::Created};
}

Response PaymentPeer::show(const QString& id, const QHttpServerRequest& request) {
    ++m_asked;
    if (!admits(request)) return Response(Status::ServiceUnavailable);
    return {m_orders[id]};
}

}  // namespace tappay::simulator::shop
