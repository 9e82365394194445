#pragma once

#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QTimer>
#include <QtNetwork/QLocalSocket>
#include <chrono>
#include <functional>
#include <optional>

// The client's end of the local API, for the window and the command line. Everything happens on
// the thread the object lives on; nothing blocks.
namespace tappay::agent {

// Why a call brought no result.
struct Problem {
    enum class Cause : std::uint8_t {
        Refused,      // the application answered with a failure
        Unreachable,  // nothing was sent: there is no connection
        Lost,         // sent, then the connection broke: the effect is not known, ask by id
        NoAnswer,     // sent, and the deadline passed: the effect is not known, ask by id
    };
    Cause cause = Cause::Refused;
    // As in docs/failures.md; "app.unreachable", "app.connection_lost" and "app.no_answer" for the
    // three causes the application can't name itself.
    QString code, happened, remedy, detail;

    [[nodiscard]] QJsonObject toJson() const;
};

struct Reply {
    QJsonObject result;
    std::optional<Problem> problem;

    [[nodiscard]] bool ok() const { return !problem; }
};

class Client : public QObject {
    Q_OBJECT

public:
    using Handler = std::function<void(Reply)>;
    enum class Subscription : std::uint8_t { None, Changes };

    // Nothing happens before open().
    explicit Client(QString socketPath, QObject* parent = nullptr);
    ~Client() override;

    // Connects, and connects again whenever the connection is lost, with growing pauses. With
    // Subscription::Changes each new connection subscribes before any other call. A server that is
    // there is connected to before open() returns.
    void open(Subscription subscription = Subscription::Changes);
    void close();
    [[nodiscard]] bool connected() const { return m_connected; }

    // `handler` runs exactly once, later (never inside call), unless this object is destroyed
    // before. Without a connection it gets Unreachable at once: nothing is kept back and sent
    // later.
    void call(const QString& method, const QJsonObject& params, Handler handler,
              std::chrono::milliseconds deadline = std::chrono::seconds(10));

    // $TAPPAY_SOCKET, else $XDG_RUNTIME_DIR/tappay/app.sock; when that is not there,
    // /run/tappay/app.sock of the installed service.
    static QString defaultSocket();

Q_SIGNALS:
    void connectedChanged(bool connected);
    // After each (re)connection: the whole truth, before any change.
    void subscribed(const QJsonObject& status, const QJsonArray& transactions);
    void statusChanged(const QJsonObject& status);
    void transactionChanged(const QJsonObject& transaction);
    // On a connection that pays web orders: docs/api.md, "Paying a web order".
    void checkoutChanged(const QJsonObject& checkout);
    void carryWanted(const QJsonObject& call);
    // Right after `subscribed`, and at each change; never where the application shows no security.
    void securityChanged(const QJsonObject& security);
    // The cardholder's account, likewise.
    void cardholderChanged(const QJsonObject& cardholder);
    // The paired phones and their devices, likewise; after `subscribed` each confirmation of today.
    void phonesChanged(const QJsonObject& phones);
    void devicesChanged(const QJsonObject& devices);
    void confirmationChanged(const QJsonObject& confirmation);

private:
    struct Waiting {
        Handler handler;
        QTimer* deadline = nullptr;
    };

    void connectNow();
    void onConnected();
    void onDisconnected();
    void retryLater();
    void onReadyRead();
    void onLine(const QByteArray& line);
    void onNotification(const QString& method, const QJsonObject& params);
    void tellSubscribed(const QJsonObject& all);
    void finish(qint64 id, Reply reply);
    void failAll(Problem::Cause cause);
    void subscribe();

    QString m_path;
    QLocalSocket m_socket;
    QTimer m_retry;
    Subscription m_subscription = Subscription::None;
    bool m_wanted = false;
    bool m_connected = false;
    std::chrono::milliseconds m_pause;
    qint64 m_nextId = 1;
    QHash<qint64, Waiting> m_waiting;
};

}  // namespace tappay::agent
