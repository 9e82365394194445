#pragma once

#include <QtCore/QThread>
#include <atomic>

#include "base/bytes.h"
#include "base/result.h"
#include "link/request_worker.h"

namespace tappay::link {

// The network has a thread of its own.
class HttpsSession final : public HttpSession {
public:
    // NotConfigured when the URL is not https or there is no authority (DER) to believe.
    static Result<std::unique_ptr<HttpsSession>> open(const std::string& url,
                                                      const std::vector<Bytes>& authorities);
    ~HttpsSession() override;
    HttpsSession(const HttpsSession&) = delete;
    HttpsSession& operator=(const HttpsSession&) = delete;

    HttpOutcome call(const HttpCall& call, const Deadline& deadline) override;
    void callLater(const HttpCall& call, std::chrono::milliseconds limit, Done done) override;
    [[nodiscard]] QObject* context() const override { return m_worker; }

private:
    HttpsSession(const QUrl& url, const QSslConfiguration& tls);

    QThread m_thread;
    RequestWorker* m_worker = nullptr;
    std::atomic<quint64> m_last = 0;
};

}  // namespace tappay::link
