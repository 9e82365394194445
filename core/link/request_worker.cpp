#include "link/request_worker.h"

#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkProxy>
#include <map>
#include <memory>

namespace tappay::link {

struct RequestWorker::Running {
    QNetworkReply* reply = nullptr;
    Done done;
    QTimer limit;
    std::chrono::steady_clock::time_point begun = std::chrono::steady_clock::now();
    int sendings = 0;      // complete ones
    bool aborted = false;  // by us: whether it was sent may be on its way to this thread
};

namespace {

// Errors of the connection itself, before a request can be written to it.
bool beforeRequest(QNetworkReply::NetworkError error) {
    return error == QNetworkReply::ConnectionRefusedError ||
           error == QNetworkReply::HostNotFoundError ||
           error == QNetworkReply::SslHandshakeFailedError;
}

}  // namespace

RequestWorker::RequestWorker(QUrl base, QSslConfiguration tls)
    : m_base(std::move(base)), m_tls(std::move(tls)), m_manager(new QNetworkAccessManager(this)) {
    m_manager->setProxy(QNetworkProxy::NoProxy);
    m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

RequestWorker::~RequestWorker() {
    while (!m_running.empty())
        cancel(m_running.begin()->first);
}

QNetworkReply* RequestWorker::send(const HttpCall& call) {
    QUrl url(m_base);
    url.setPath(call.path);
    QNetworkRequest request(url);
    request.setSslConfiguration(m_tls);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setRawHeader("Accept-Encoding", "identity");
    if (!call.authorisation.isEmpty()) request.setRawHeader("Authorization", call.authorisation);
    if (call.method == "GET") return m_manager->get(request);
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/jose");
    return m_manager->post(request, call.body);
}

void RequestWorker::start(quint64 number, const HttpCall& call, std::chrono::milliseconds limit,
                          Done done) {
    auto* reply = send(call);
    auto& running = *m_running.emplace(number, std::make_unique<Running>()).first->second;
    running.reply = reply;
    running.done = std::move(done);
    running.limit.setSingleShot(true);
    connect(&running.limit, &QTimer::timeout, this, [this, number] { cancel(number); });
    connect(reply, &QNetworkReply::requestSent, this, [&running] { ++running.sendings; });
    connect(reply, &QNetworkReply::downloadProgress, this, [this, number](qint64 received) {
        if (received > kMaxAnswer) cancel(number);
    });
    connect(reply, &QNetworkReply::finished, this, [this, number] { finish(number); });
    running.limit.start(limit);
}

void RequestWorker::cancel(quint64 number) {
    const auto found = m_running.find(number);
    if (found == m_running.end()) return;
    found->second->aborted = true;
    found->second->reply->abort();  // finishes at once
    finish(number);
}

void RequestWorker::finish(quint64 number) {
    auto node = m_running.extract(number);
    if (node.empty()) return;
    auto& running = *node.mapped();
    auto* reply = running.reply;
    disconnect(reply, nullptr, this, nullptr);

    HttpOutcome outcome;
    outcome.roundTrip = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - running.begun);
    outcome.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    outcome.repeated = running.sendings > 1;
    const auto error = reply->error();
    // Errors from 201 on are HTTP answers that say no.
    const bool whole = error == QNetworkReply::NoError ||
                       (outcome.status >= 400 && error > QNetworkReply::UnknownProxyError);
    if (whole && outcome.status != 0 && !running.aborted) {
        outcome.kind = HttpOutcome::Kind::Answered;
        outcome.body = reply->read(kMaxAnswer).toStdString();
    } else {
        outcome.trouble = running.aborted ? "given up" : reply->errorString().toStdString();
        if (running.sendings == 0 && !running.aborted && beforeRequest(error))
            outcome.kind = HttpOutcome::Kind::NotSent;
    }
    reply->deleteLater();
    running.done(std::move(outcome));
}

}  // namespace tappay::link
