#include "link/https_session.h"

#include <QtNetwork/QSslCertificate>
#include <condition_variable>
#include <mutex>

namespace tappay::link {

namespace {

constexpr std::chrono::minutes kLongestCall{5};

// What caller and network thread share about one call; the later of the two frees it.
struct Shared {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<HttpOutcome> outcome;
};

}  // namespace

Result<std::unique_ptr<HttpsSession>> HttpsSession::open(const std::string& url,
                                                         const std::vector<Bytes>& authorities) {
    const QUrl parsed(QString::fromStdString(url), QUrl::StrictMode);
    if (!parsed.isValid() || parsed.scheme() != QLatin1String("https") || parsed.host().isEmpty())
        return fail(FailureCode::NotConfigured, "backEnd.url");
    QList<QSslCertificate> roots;
    for (const auto& der : authorities)
        roots += QSslCertificate::fromData(
            QByteArray(reinterpret_cast<const char*>(der.data()), std::ssize(der)), QSsl::Der);
    if (roots.isEmpty()) return fail(FailureCode::NotConfigured, "no authority to believe");
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(roots);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    return std::unique_ptr<HttpsSession>(new HttpsSession(parsed, tls));
}

HttpsSession::HttpsSession(const QUrl& url, const QSslConfiguration& tls)
    : m_worker(new RequestWorker(url, tls)) {
    m_thread.setObjectName(QStringLiteral("link"));
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

HttpsSession::~HttpsSession() {
    m_thread.quit();
    m_thread.wait();
}

HttpOutcome HttpsSession::call(const HttpCall& call, const Deadline& deadline) {
    if (deadline.passed() || deadline.cancelled())
        return {HttpOutcome::Kind::NotSent, 0, {}, "no time left", {}};
    const auto limit = std::min<std::chrono::milliseconds>(deadline.left(), kLongestCall);
    const auto until = std::chrono::steady_clock::now() + limit;
    const auto shared = std::make_shared<Shared>();
    const quint64 number = ++m_last;
    QMetaObject::invokeMethod(m_worker, [this, number, call, limit, shared] {
        m_worker->start(number, call, limit, [shared](HttpOutcome outcome) {
            const std::scoped_lock lock(shared->mutex);
            shared->outcome = std::move(outcome);
            shared->changed.notify_all();
        });
    });
    std::unique_lock lock(shared->mutex);
    if (shared->changed.wait_until(lock, deadline.stop, until,
                                   [&] { return shared->outcome.has_value(); }))
        return std::move(*shared->outcome);
    lock.unlock();
    QMetaObject::invokeMethod(m_worker, [this, number] { m_worker->cancel(number); });
    return {HttpOutcome::Kind::NoAnswer, 0, {}, "given up", limit};
}

void HttpsSession::callLater(const HttpCall& call, std::chrono::milliseconds limit, Done done) {
    QMetaObject::invokeMethod(m_worker,
                              [this, number = ++m_last, call, limit, held = std::move(done)] {
                                  m_worker->start(number, call, limit, held);
                              });
}

}  // namespace tappay::link
