#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>

#include "agent/page_carrier.h"
#include "agent/plugin_version.h"
#include "terminal/terminal.h"

namespace tappay::agent {

class Connection;

// The payments that web pages have asked for, each bound to the connection it came by: that one is
// told of it, carries its calls, and takes it away with itself as long as nothing was sent.
class CheckoutDesk : public QObject {
    Q_OBJECT

public:
    // All connections together; a page that asks more often is no shop's.
    static constexpr std::size_t kStarts = 20;
    static constexpr std::chrono::minutes kStartsWithin{1};
    // How long a result that is open is asked for before the page hears that it is not known.
    static constexpr std::chrono::seconds kPatience{3};

    // `windowThere`: somebody can see an order and agree to it.
    CheckoutDesk(terminal::Terminal& terminal, std::function<bool()> windowThere);
    // The payments go on without a page.
    ~CheckoutDesk() override;

    Result<QJsonObject> ready(Connection& caller, std::string_view plugin);
    Result<QJsonObject> start(Connection& caller, const std::string& order,
                              const std::string& origin);
    // NotFound for a payment of another connection; here and below.
    Result<QJsonObject> cancel(Connection& caller, const std::string& id);
    Result<void> answer(Connection& caller, const std::string& id, std::uint32_t number, int status,
                        std::string body);

    void changed(const terminal::TransactionSnapshot& payment);
    // In another way than by a payment of this terminal: nobody has to agree to it here any more.
    void paidElsewhere(const std::string& order);
    void leave(const Connection& caller);

private:
    struct Visit {
        Connection* caller = nullptr;
        std::shared_ptr<PageCarrier> carrier;
        QJsonObject told;
        bool paidElsewhere = false;
        std::unique_ptr<QTimer> patience;
    };
    Result<void> checkPace();
    void hand(Connection& caller, const link::Carrier::Parcel& parcel);
    void tell(Visit& visit, const terminal::TransactionSnapshot& payment);
    Result<Visit*> visit(const Connection& caller, const std::string& id);

    terminal::Terminal& m_terminal;
    std::function<bool()> m_windowThere;
    std::map<std::string, Visit> m_visits;  // by payment
    std::map<const Connection*, PluginState> m_plugins;
    std::deque<std::chrono::steady_clock::time_point> m_starts;
};

}  // namespace tappay::agent
