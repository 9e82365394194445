#pragma once

#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslConfiguration>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>

class QNetworkAccessManager;

namespace tappay::link {

struct HttpCall {
    QByteArray method;  // GET or POST
    QString path;
    QByteArray body;           // signed and sealed: no secret in it
    QByteArray authorisation;  // empty for none
};

struct HttpOutcome {
    enum class Kind : std::uint8_t {
        Answered,
        NotSent,  // no complete request can have reached the peer
        NoAnswer,
    };
    Kind kind = Kind::NoAnswer;
    int status = 0;
    std::string body;
    std::string trouble;  // for the log
    std::chrono::milliseconds roundTrip{0};
    bool repeated = false;  // sent completely more than once, over a connection made again
};

inline constexpr qint64 kMaxAnswer = 64 * 1024;

// Sends HTTP requests from the thread it lives on. TLS 1.2 or later to the given roots only; no
// redirects, proxies, cookies, cache or HTTP/2.
class RequestWorker : public QObject {
public:
    using Done = std::function<void(HttpOutcome)>;

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
