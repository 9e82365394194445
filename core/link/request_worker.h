#pragma once

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>
#include <map>
#include <memory>

#include "link/http_session.h"

class QNetworkAccessManager;

namespace tappay::link {

inline constexpr qint64 kMaxAnswer = 64 * 1024;

// Sends HTTP requests from the thread it lives on. TLS 1.2 or later to the given roots only; no
// redirects, proxies, cookies, cache or HTTP/2.
class RequestWorker : public QObject {
public:
    using Done = HttpSession::Done;

    RequestWorker(QUrl base, QSslConfiguration tls);
    ~RequestWorker() override;

    // `done` is called once, on this thread; also after cancel().
    void start(quint64 number, const HttpCall& call, std::chrono::milliseconds limit, Done done);
    void cancel(quint64 number);

private:
    struct Running;
    QNetworkReply* send(const HttpCall& call);
    void finish(quint64 number);

    QUrl m_base;
    QSslConfiguration m_tls;
    QNetworkAccessManager* m_manager;
    std::map<quint64, std::unique_ptr<Running>> m_running;
};

}  // namespace tappay::link
