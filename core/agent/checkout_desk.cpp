#include "agent/checkout_desk.h"

#include <QtCore/QJsonArray>
#include <utility>

#include "agent/checkout_json.h"
#include "agent/connection.h"
#include "agent/json.h"

namespace tappay::agent {

CheckoutDesk::CheckoutDesk(terminal::Terminal& terminal, std::function<bool()> windowThere)
    : m_terminal(terminal), m_windowThere(std::move(windowThere)) {}

CheckoutDesk::~CheckoutDesk() {
    for (const auto& [id, visit] : m_visits)
        visit.carrier->close();
}

Result<QJsonObject> CheckoutDesk::ready(Connection& caller, std::string_view plugin) {
    TAPPAY_TRY(state, pluginState(plugin));
    m_plugins[&caller] = state;
    const auto status = m_terminal.status();
    QJsonArray problems;
    if (state == PluginState::Outdated) problems.append(toJson({FailureCode::PluginOutdated, {}}));
    for (const Failure& obstacle : obstaclesOf(status))
        problems.append(toJson(obstacle));
    return QJsonObject{{"version", text(status.version)},
                       {"checkout", kCheckoutVersion},
                       {"plugin", text(nameOf(state))},
                       {"window", m_windowThere()},
                       {"problems", problems}};
}

Result<void> CheckoutDesk::checkPace() {
    const auto now = std::chrono::steady_clock::now();
    while (!m_starts.empty() && m_starts.front() + kStartsWithin < now)
        m_starts.pop_front();
    if (m_starts.size() >= kStarts) return fail(FailureCode::Busy, "too many orders a minute");
    m_starts.push_back(now);
    return {};
}

Result<QJsonObject> CheckoutDesk::start(Connection& caller, const std::string& order,
                                        const std::string& origin) {
    const auto plugin = m_plugins.find(&caller);
    if (plugin != m_plugins.end() && plugin->second == PluginState::Outdated)
        return fail(FailureCode::PluginOutdated, "as checkout.ready has said");
    TAPPAY_CHECK(checkPace());
    auto carrier =
        std::make_shared<PageCarrier>([this, to = &caller](const link::Carrier::Parcel& parcel) {
            QMetaObject::invokeMethod(
                this, [this, to, parcel] { hand(*to, parcel); }, Qt::QueuedConnection);
        });
    TAPPAY_TRY(id, m_terminal.startCheckout(order, origin, carrier));
    TAPPAY_TRY(payment, m_terminal.transaction(id));
    auto told = checkoutJson(payment);
    m_visits[id] = Visit{&caller, std::move(carrier), told, false, nullptr};
    return told;
}

// The caller may have left since.
void CheckoutDesk::hand(Connection& caller, const link::Carrier::Parcel& parcel) {
    if (!visit(caller, parcel.payment)) return;
    caller.notify(text(parcel.payment) + "/carry", QStringLiteral("checkout.carry"),
                  {{"id", text(parcel.payment)},
                   {"number", static_cast<qint64>(parcel.number)},
                   {"url", text(parcel.url)},
                   {"body", text(parcel.body)}});
}

Result<QJsonObject> CheckoutDesk::cancel(Connection& caller, const std::string& id) {
    TAPPAY_CHECK(visit(caller, id));
    TAPPAY_CHECK(m_terminal.cancel(id));
    TAPPAY_TRY(payment, m_terminal.transaction(id));
    return checkoutJson(payment);
}

Result<void> CheckoutDesk::answer(Connection& caller, const std::string& id, std::uint32_t number,
                                  int status, std::string body) {
    TAPPAY_TRY(found, visit(caller, id));
    return found->carrier->answer(number, status, std::move(body));
}

void CheckoutDesk::changed(const terminal::TransactionSnapshot& payment) {
    const auto found = m_visits.find(payment.id);
    if (found == m_visits.end()) return;
    auto& visit = found->second;
    if (checkoutStateOf(payment) != CheckoutState::Unknown || !isPending(payment.state)) {
        visit.patience.reset();
        tell(visit, payment);
        if (isFinal(payment.state)) m_visits.erase(found);
        return;
    }
    if (visit.patience) return;
    visit.patience = std::make_unique<QTimer>();
    visit.patience->setSingleShot(true);
    connect(visit.patience.get(), &QTimer::timeout, this, [this, id = payment.id] {
        const auto now = m_terminal.transaction(id);
        if (const auto still = m_visits.find(id); now && still != m_visits.end())
            tell(still->second, *now);
    });
    visit.patience->start(kPatience);
}

void CheckoutDesk::paidElsewhere(const std::string& order) {
    for (auto& [id, visit] : m_visits)
        visit.paidElsewhere = visit.paidElsewhere || visit.told.value("order") == text(order);
    const auto running = m_terminal.status().running;
    if (!running) return;
    const auto payment = m_terminal.transaction(*running);
    if (!payment || !payment->order || payment->order->id != order) return;
    // One that is under way is refused by the back end.
    if (checkoutStateOf(*payment) == CheckoutState::Waiting) (void)m_terminal.cancel(*running);
}

void CheckoutDesk::tell(Visit& visit, const terminal::TransactionSnapshot& payment) {
    auto now = checkoutJson(payment);
    if (visit.paidElsewhere && checkoutStateOf(payment) == CheckoutState::Cancelled) {
        now["state"] = "paid";
        now["failure"] = QJsonValue::Null;
    }
    if (std::exchange(visit.told, now) != now)
        visit.caller->notify(text(payment.id), QStringLiteral("checkout.changed"), now);
}

void CheckoutDesk::leave(const Connection& caller) {
    m_plugins.erase(&caller);
    for (auto it = m_visits.begin(); it != m_visits.end();) {
        if (it->second.caller != &caller) {
            ++it;
            continue;
        }
        const auto left = m_visits.extract(it++);
        left.mapped().carrier->close();
        (void)m_terminal.cancel(left.key());  // too late for one that is under way
    }
}

Result<CheckoutDesk::Visit*> CheckoutDesk::visit(const Connection& caller, const std::string& id) {
    const auto found = m_visits.find(id);
    if (found == m_visits.end() || found->second.caller != &caller)
        return fail(FailureCode::NotFound, "no payment of this connection");
    return &found->second;
}

}  // namespace tappay::agent
