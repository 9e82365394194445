#include "follower.h"

#include <utility>

namespace tappay::ctl {

namespace {
constexpr std::chrono::seconds kPatience{30};
}

Follower::Follower(agent::Client& client, QString id) : m_client(client), m_id(std::move(id)) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &Follower::outOfReach);
    connect(&client, &agent::Client::transactionChanged, this, &Follower::take);
    connect(&client, &agent::Client::connectedChanged, this, [this](bool connected) {
        if (!m_following || connected) return;
        limitWait();
        Q_EMIT interrupted();
    });
    // A connection that says nothing is none.
    connect(&client, &agent::Client::subscribed, this, [this] {
        m_patience.stop();
        if (m_following) look();
    });
}

void Follower::look() {
    m_following = true;
    if (!m_client.connected()) return limitWait();
    m_client.call(QStringLiteral("transaction.get"), {{"id", m_id}},
                  [this](const agent::Reply& reply) {
                      if (reply.ok()) return take(reply.result);
                      if (reply.problem->code == QLatin1String("not_found"))
                          Q_EMIT notThere();
                      else if (reply.problem->cause == agent::Problem::Cause::NoAnswer ||
                               reply.problem->cause == agent::Problem::Cause::Refused)
                          Q_EMIT outOfReach();
                      // Otherwise the connection was lost again, and the next one looks again.
                  });
}

void Follower::limitWait() {
    if (!m_patience.isActive()) m_patience.start();
}

void Follower::take(const QJsonObject& transaction) {
    if (transaction.value(QLatin1String("id")).toString() != m_id) return;
    m_following = true;
    Q_EMIT changed(transaction);
}

}  // namespace tappay::ctl
