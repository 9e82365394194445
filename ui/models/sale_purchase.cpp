#include "models/sale.h"

// The web order a person at this computer pays: how it comes to the stage, and the consent.
namespace tappay::ui {

void Sale::openOrder(const QString& order) {
    const bool busy = m_transaction.valid() && !m_transaction.settled() && screen() != NotKnown;
    if (!busy) {
        makeRoom();
        clearStage();
    }
    m_order = order;
    // While another payment is under way the application refuses it, and says what to do; it is
    // fetched once more when that one is left.
    fetchOrder();
}

void Sale::openAgain() {
    if (!m_order.isEmpty()) fetchOrder();
}

void Sale::fetchOrder() {
    m_orderWaits = !m_session.connected();
    setProblem({}, {});
    Q_EMIT changed();
    if (m_orderWaits) return;
    m_session.call(QStringLiteral("checkout.open"), {{QStringLiteral("order"), m_order}},
                   [this, order = m_order](const agent::Reply& reply) {
                       if (order != m_order) return;  // left, or come by itself
                       if (!reply.ok()) return onOrderProblem(*reply.problem);
                       const Transaction transaction = Transaction::fromJson(reply.result);
                       if (!m_transaction.valid() || m_transaction.id == transaction.id)
                           adopt(transaction);
                   });
}

void Sale::onOrderProblem(const agent::Problem& problem) {
    using Cause = agent::Problem::Cause;
    m_orderWaits = problem.cause == Cause::Lost || problem.cause == Cause::Unreachable;
    if (!m_orderWaits) setProblem(problem.happened, problem.remedy);
}

void Sale::accept() {
    if (m_starting || screen() != Consent) return;
    setProblem({}, {});
    m_starting = true;
    Q_EMIT changed();
    m_session.call(QStringLiteral("checkout.accept"), {{QStringLiteral("id"), m_transaction.id}},
                   [this, id = m_transaction.id](const agent::Reply& reply) {
                       if (id != m_transaction.id) return;
                       m_starting = false;
                       if (!reply.ok()) setProblem(reply.problem->happened, reply.problem->remedy);
                       Q_EMIT changed();
                   });
}

void Sale::paidOtherwise(const QString& order) {
    if (!m_transaction.valid() || m_transaction.order.id != order) return;
    if (screen() == Consent)
        m_session.call(QStringLiteral("sale.cancel"), {{QStringLiteral("id"), m_transaction.id}},
                       {});
    else if (!m_transaction.final())
        return;
    m_order.clear();
    clearStage();
    Q_EMIT changed();
}

bool Sale::isForUs(const Transaction& transaction) const {
    const bool free = !m_transaction.valid() || m_transaction.settled() || screen() == NotKnown ||
                      screen() == CardInDoubt;
    return free && transaction.purchase() && transaction.stage == QLatin1String("consent") &&
           !transaction.final();
}

void Sale::makeRoom() {
    if (m_transaction.valid() && !m_transaction.final()) m_left.append(m_transaction.id);
    m_waitStopped = m_starting = false;
    m_entry.putAside();
    setProblem({}, {});
}

}  // namespace tappay::ui
