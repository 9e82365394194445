#include "models/session.h"

#include <QJsonArray>
#include <QTimer>

namespace tappay::ui {

namespace {

// A running application answers far sooner; until then the window says nothing alarming.
constexpr std::chrono::milliseconds kPatience{600};

}  // namespace

Session::Session(const QString& socketPath, QObject* parent)
    : QObject(parent), m_client(socketPath) {
    connect(&m_client, &agent::Client::subscribed, this,
            [this](const QJsonObject& status, const QJsonArray& transactions) {
                m_subscribed = true;
                onStatus(status);
                QList<Transaction> list;
                for (const QJsonValue& entry : transactions)
                    list.append(Transaction::fromJson(entry.toObject()));
                Q_EMIT listReceived(list);
            });
    connect(&m_client, &agent::Client::statusChanged, this, &Session::onStatus);
    connect(&m_client, &agent::Client::transactionChanged, this,
            [this](const QJsonObject& transaction) {
                Q_EMIT transactionChanged(Transaction::fromJson(transaction));
            });
    connect(&m_client, &agent::Client::securityChanged, this, &Session::securityChanged);
    connect(&m_client, &agent::Client::cardholderChanged, this, &Session::cardholderChanged);
    connect(&m_client, &agent::Client::phonesChanged, this, &Session::phonesChanged);
    connect(&m_client, &agent::Client::devicesChanged, this, &Session::devicesChanged);
    connect(&m_client, &agent::Client::confirmationChanged, this, &Session::confirmationChanged);
    connect(&m_client, &agent::Client::connectedChanged, this, [this](bool connected) {
        if (connected) return;
        m_subscribed = false;
        Q_EMIT statusChanged();
    });
    QTimer::singleShot(kPatience, this, [this] {
        m_waitedLong = true;
        Q_EMIT statusChanged();
    });
}

void Session::retry() {
    if (m_client.connected()) return;
    m_client.close();
    m_client.open();
}

void Session::call(const QString& method, const QJsonObject& params, agent::Client::Handler handler,
                   std::chrono::milliseconds deadline) {
    m_client.call(method, params, std::move(handler), deadline);
}

Session::Trouble Session::trouble() const {
    if (!m_subscribed) return m_waitedLong ? NoApplication : Connecting;
    if (!m_status.happened.isEmpty()) return Stopped;
    if (!m_status.standing.isEmpty()) return NoStanding;
    if (!m_status.readerService) return NoReaderService;
    if (!m_status.hasReader) return NoReader;
    if (!m_status.bankReachable) return NoBank;
    return NoTrouble;
}

void Session::onStatus(const QJsonObject& status) {
    m_status = Status::fromJson(status);
    Q_EMIT statusChanged();
}

}  // namespace tappay::ui
