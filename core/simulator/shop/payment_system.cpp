#include "simulator/shop/payment_system.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>

namespace tappay::simulator::shop {

namespace {

constexpr int kTimeoutMs = 10'000;

QByteArray requestOf(const OrderRecord& record, const QString& returnUrl) {
    QJsonArray items;
    for (const auto& line : record.lines)
        items.append(QJsonObject{
            {"name", line.name}, {"quantity", line.quantity}, {"amount", plainPrice(line.amount)}});
    return QJsonDocument(QJsonObject{{"reference", record.reference},
                                     {"items", items},
                                     {"amount", plainPrice(record.total())},
                                     {"currency", "CNY"},
                                     {"returnUrl", returnUrl}})
        .toJson(QJsonDocument::Compact);
}

Result<QByteArray> answerOf(QNetworkReply& reply) {
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply.readAll();
    if (status == 200 || status == 201) return body;
    if (status == 0) return fail(FailureCode::HostUnreachable, reply.errorString().toStdString());
    const QJsonObject error = QJsonDocument::fromJson(body).object().value("error").toObject();
    return fail(FailureCode::HostRefused,
                QString("%1 %2 %3")
                    .arg(status)
                    .arg(error.value("code").toString(), error.value("detail").toString())
                    .toStdString());
}

}  // namespace

PaymentSystem::PaymentSystem(const Config& config) : m_config(config) {}

void PaymentSystem::place(OrderRecord record, std::function<void(Result<OrderRecord>)> done) {
    const QByteArray body = requestOf(record, m_config.url + "/orders/" + record.reference);
    send("POST", "/v1/orders", body,
         [placed = std::move(record), held = std::move(done)](Result<QByteArray> answer) mutable {
             if (!answer) return held(std::unexpected(answer.error()));
             const QJsonObject order = QJsonDocument::fromJson(*answer).object();
             placed.id = order.value("id").toString();
             placed.page = order.value("page").toString();
             placed.signedOrder = order.value("signed").toString();
             if (placed.id.isEmpty() || placed.page.isEmpty() || placed.signedOrder.isEmpty())
                 return held(fail(FailureCode::InputMalformed, "not an order"));
             held(std::move(placed));
         });
}

void PaymentSystem::ask(const QString& id, std::function<void(Result<OrderNews>)> done) {
    send("GET", "/v1/orders/" + id, {}, [held = std::move(done)](Result<QByteArray> answer) {
        if (!answer) return held(std::unexpected(answer.error()));
        held(readNews(*answer));
    });
}

void PaymentSystem::send(const QByteArray& method, const QString& path, const QByteArray& body,
                         Done done) {
    QNetworkRequest request(QUrl(m_config.backEnd + path));
    request.setSslConfiguration(m_config.tls);
    request.setTransferTimeout(kTimeoutMs);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setRawHeader("Authorization", "Bearer " + m_config.apiKey);
    if (!body.isEmpty()) request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json");
    auto* reply = m_network.sendCustomRequest(request, method, body);
    connect(reply, &QNetworkReply::finished, this, [reply, held = std::move(done)] {
        reply->deleteLater();
        held(answerOf(*reply));
    });
}

}  // namespace tappay::simulator::shop
