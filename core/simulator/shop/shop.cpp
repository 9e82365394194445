#include "simulator/shop/shop.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QUrlQuery>
#include <algorithm>
#include <memory>

#include "simulator/shop/web_files.h"
#include "simulator/shop/webhook.h"

namespace tappay::simulator::shop {

namespace {

using Method = QHttpServerRequest::Method;
using Response = QHttpServerResponse;
using Status = Response::StatusCode;

QUrlQuery formOf(const QHttpServerRequest& request) {
    // A form writes blanks as '+', which QUrlQuery doesn't read.
    return QUrlQuery(QString::fromUtf8(request.body().replace('+', ' ')));
}

QByteArray field(const QUrlQuery& form, const QString& name) {
    return form.queryItemValue(name, QUrl::FullyDecoded).toUtf8();
}

Cart cartOf(const QHttpServerRequest& request) {
    return Cart::fromCookies(request.value("Cookie"));
}

Response redirect(const QString& to) {
    Response response(Status::SeeOther);
    response.setHeader("Location", to.toUtf8());
    return response;
}

Response file(const WebFile& found) {
    const QByteArray type =
        found.name.ends_with(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
    Response response(type, QByteArray(found.contents.data(), qsizetype(found.contents.size())));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-cache");
    return response;
}

// A response that is given later, to who is still there: neither the futures nor the responder of
// Qt 6.4 look whether the connection is.
class Pending {
public:
    explicit Pending(QHttpServerResponder&& responder)
        : m_responder(std::make_shared<QHttpServerResponder>(std::move(responder))),
          m_connection(m_responder->socket()) {}
    void answer(const Response& response) {
        if (m_connection) response.write(std::move(*m_responder));
    }

private:
    std::shared_ptr<QHttpServerResponder> m_responder;
    QPointer<QObject> m_connection;
};

}  // namespace

Shop::Shop(const Config& config, OrderRecords records, const Clock& clock, const Log& log)
    : m_config(config),
      m_records(std::move(records)),
      m_clock(clock),
      m_log(log),
      m_paymentSystem(config) {
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(config.certificates);
    tls.setPrivateKey(config.key);
    m_server.sslSetup(tls);
    routePages();
    routeOrders();
}

Result<std::uint16_t> Shop::listen() {
    const auto port = m_server.listen(m_config.address, m_config.port);
    if (port == 0) return fail(FailureCode::HostUnreachable, "the address can't be taken");
    return port;
}

Pages Shop::pagesFor(const QHttpServerRequest& request) const {
    const auto language = languageOf(request.value("Accept-Language").toStdString());
    return {language, cartOf(request), m_config.backEnd};
}

Response Shop::html(const QString& text, Status status) const {
    Response response("text/html; charset=utf-8", text.toUtf8(), status);
    // The payment system's library is the one script from elsewhere; forms lead to its page.
    response.setHeader(
        "Content-Security-Policy",
        QString("default-src 'none'; script-src 'self' %1; style-src 'self'; img-src data:; "
                "connect-src 'self' %1; form-action 'self' %1; base-uri 'none'; "
                "frame-ancestors 'none'")
            .arg(m_config.backEnd)
            .toUtf8());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "same-origin");
    return response;
}

// Browsers say where a form was sent from.
bool Shop::isOwn(const QHttpServerRequest& request) const {
    return request.value("Origin") == m_config.url.toUtf8();
}

void Shop::routePages() {
    for (const WebFile& each : webFiles())
        m_server.route("/" + QString::fromLatin1(each.name.data(), qsizetype(each.name.size())),
                       Method::Get, [found = each] { return file(found); });
    m_server.route("/", Method::Get, [this](const QHttpServerRequest& request) {
        return html(pagesFor(request).goods());
    });
    m_server.route("/cart", Method::Get, [this](const QHttpServerRequest& request) {
        return html(pagesFor(request).cart());
    });
    m_server.route("/cart", Method::Post,
                   [this](const QHttpServerRequest& request) { return changeCart(request); });
    m_server.setMissingHandler(
        [this](const QHttpServerRequest& request, QHttpServerResponder&& responder) {
            html(pagesFor(request).message("noPage", "", "toGoods", "/"), Status::NotFound)
                .write(std::move(responder));
        });
}

void Shop::routeOrders() {
    m_server.route("/orders", Method::Post,
                   [this](const QHttpServerRequest& request, QHttpServerResponder&& responder) {
                       placeOrder(request, std::move(responder));
                   });
    m_server.route("/orders/<arg>", Method::Get,
                   [this](const QString& reference, const QHttpServerRequest& request,
                          QHttpServerResponder&& responder) {
                       showOrder(reference, request, std::move(responder));
                   });
    m_server.route("/orders/<arg>/state", Method::Get,
                   [this](const QString& reference, const QHttpServerRequest& request,
                          QHttpServerResponder&& responder) {
                       awaitChange(reference, request, std::move(responder));
                   });
    m_server.route("/webhooks", Method::Post,
                   [this](const QHttpServerRequest& request) { return takeWebhook(request); });
}

Response Shop::changeCart(const QHttpServerRequest& request) const {
    Cart cart = cartOf(request);
    const QUrlQuery form = formOf(request);
    if (!isOwn(request))
        return html(pagesFor(request).message("refused", "", "toGoods", "/"), Status::Forbidden);
    const bool adds = form.hasQueryItem("add");
    const QByteArray good = field(form, adds ? "add" : "good");
    const int quantity = adds ? std::min(cart.quantityOf(good) + 1, Cart::kMostPieces)
                              : field(form, "quantity").toInt();
    cart.set(good, quantity);
    Response response = redirect(adds ? "/" : "/cart");
    response.setHeader("Set-Cookie", cart.cookie());
    return response;
}

void Shop::placeOrder(const QHttpServerRequest& request, QHttpServerResponder&& responder) {
    Pending pending(std::move(responder));
    const Cart cart = cartOf(request);
    const Pages pages = pagesFor(request);
    const auto language = languageOf(request.value("Accept-Language").toStdString());
    if (!isOwn(request)) {
        return pending.answer(
            html(pages.message("refused", "", "toGoods", "/"), Status::Forbidden));
    }
    if (cart.lines().empty()) {
        return pending.answer(redirect("/cart"));
    }
    OrderRecord record;
    record.reference = m_records.nextReference();
    for (const auto& line : cart.lines())
        record.lines.push_back({line.good->name(language), line.quantity, line.amount()});
    const bool onPage = field(formOf(request), "way") != "here";
    const QString trouble = pages.message("failed", "failedHelp", "toCart", "/cart");
    m_paymentSystem.place(std::move(record), [=, this](const Result<OrderRecord>& placed) mutable {
        const auto kept = placed ? m_records.add(*placed) : std::unexpected(placed.error());
        if (!kept) {
            m_log.failure("order", kept.error());
            return pending.answer(html(trouble, Status::BadGateway));
        }
        m_log.info("order", placed->reference.toStdString() + " placed");
        Response response = redirect(onPage ? placed->page : "/orders/" + placed->reference);
        response.setHeader("Set-Cookie", Cart().cookie());
        pending.answer(response);
    });
}

void Shop::refresh(const OrderRecord& record, std::function<void(bool)> done) {
    m_paymentSystem.ask(record.id, [=, this](const Result<OrderNews>& news) {
        const auto taken = news ? take(*news) : std::unexpected(news.error());
        if (!taken) m_log.failure("order", taken.error());
        done(taken.has_value());
    });
}

void Shop::showOrder(const QString& reference, const QHttpServerRequest& request,
                     QHttpServerResponder&& responder) {
    Pending pending(std::move(responder));
    const Pages pages = pagesFor(request);
    const auto* record = m_records.find(reference);
    if (record == nullptr) {
        return pending.answer(html(pages.message("noOrder", "", "toGoods", "/"), Status::NotFound));
    }
    refresh(*record, [=, this](bool isAsked) mutable {
        const auto* now = m_records.find(reference);
        pending.answer(html(pages.order(*now, isAsked)));
    });
}

void Shop::awaitChange(const QString& reference, const QHttpServerRequest& request,
                       QHttpServerResponder&& responder) {
    Pending pending(std::move(responder));
    auto tell = [=, this]() mutable {
        const auto* record = m_records.find(reference);
        Response response(QJsonObject{{"state", nameOf(record->state)}});
        response.setHeader("Cache-Control", "no-store");
        pending.answer(response);
    };
    const auto* record = m_records.find(reference);
    if (record == nullptr)
        pending.answer(Response(Status::NotFound));
    else if (request.query().queryItemValue("known") != nameOf(record->state))
        tell();
    else
        m_changes.await(reference, tell);
}

Result<void> Shop::take(const OrderNews& news) {
    TAPPAY_TRY(changed, m_records.take(news));
    if (!changed) return {};
    m_log.info("order", (news.reference + " is " + nameOf(news.state)).toStdString());
    m_changes.changed(news.reference);
    return {};
}

// Answered 2xx once it is in the record, and also where it changes nothing here: the payment system
// sends what comes after it only then.
Response Shop::takeWebhook(const QHttpServerRequest& request) {
    const QByteArray body = request.body();
    const auto verified = verifyWebhook(request.value("TapPay-Signature"), body,
                                        m_config.webhookSecret, m_clock.now());
    if (!verified) {
        m_log.failure("webhook", verified.error());
        return Response(Status::Forbidden);
    }
    const auto news = readNews(QJsonDocument::fromJson(body).object().value("order").toObject());
    const auto taken = news ? take(*news) : std::unexpected(news.error());
    if (!taken) m_log.failure("webhook", taken.error());
    const bool kept = taken || taken.error().code != FailureCode::StorageFull;
    return Response(kept ? Status::NoContent : Status::ServiceUnavailable);
}

}  // namespace tappay::simulator::shop
