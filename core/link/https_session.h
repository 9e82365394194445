#pragma once

#include <QtCore/QThread>
#include <atomic>

#include "base/clock.h"
#include "base/result.h"
#include "link/request_worker.h"

namespace tappay::link {

// HTTP requests for callers on any thread, who wait; the network has a thread of its own.
class HttpsSession {
public:
    // NotConfigured when the URL is not https or the file holds no certificate.
    static Result<std::unique_ptr<HttpsSession>> open(const std::string& url,
                                                      const std::string& caFile);
    ~HttpsSession();
    HttpsSession(const HttpsSession&) = delete;
    HttpsSession& operator=(const HttpsSession&) = delete;

    // NoAnswer when the deadline or a stop request came first.
    HttpOutcome call(const HttpCall& call, const Deadline& deadline);
    // `done` on the network's thread, unless the session ends first.
    void callLater(const HttpCall& call, std::chrono::milliseconds limit, RequestWorker::Done done);
    // For timers that live with the session.
    [[nodiscard]] QObject* context() const { return m_worker; }

private:
    HttpsSession(const QUrl& url, const QSslConfiguration& tls);

    QThread m_thread;
    RequestWorker* m_worker = nullptr;
    std::atomic<quint64> m_last = 0;
};

}  // namespace tappay::link
