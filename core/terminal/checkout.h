#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "link/channel.h"
#include "protocol/order.h"
#include "terminal/consent.h"
#include "terminal/parameters.h"
#include "terminal/terminal.h"

// What is special about a payment of an order: docs/architecture.md, "The way of a web payment".
namespace tappay::terminal {

// How long a person may look at an order.
inline constexpr std::chrono::minutes kConsentWait{5};

// The order as the back end has signed it, for a page of that address. NotEnrolled, OrderInvalid,
// OrderOriginWrong. `origin`: as the browser says; nothing where no page asks.
Result<protocol::Order> readOrder(std::string_view compact,
                                  const std::optional<std::string>& origin,
                                  const std::optional<link::TerminalIdentity>& believed);
Result<std::chrono::system_clock::time_point> expiryOf(const protocol::Order& order);
// OrderExpired; OrderInvalid when it says no time.
Result<void> checkNotExpired(const protocol::Order& order,
                             std::chrono::system_clock::time_point now);

// Asks the back end for it. OrderInvalid when that is another one; NotEnrolled, NotFound,
// HostUnreachable, HostTimeout.
Result<std::string> fetchOrder(const std::string& id, World& world, const Deadline& deadline);

OrderFacts factsOf(const protocol::Order& order, const std::string& origin);
// Of an order that was checked before it was kept.
Result<OrderFacts> keptFacts(const std::string& compact);

// For the merchant of the order, and with no approval of the card alone: an order is paid when the
// back end says so.
std::shared_ptr<const Parameters> parametersFor(const protocol::Order& order,
                                                const Parameters& parameters);

// One payment of an order, as it goes on.
struct Purchase {
    std::string order;  // its id
    std::chrono::system_clock::time_point expires;
    std::shared_ptr<link::Carrier> carrier;  // null where no page helps
    Consent consent;
    // From the first call on; of the sale's thread alone.
    std::optional<link::Channel> channel;
};

// The way of the next call under this sign-on; nullptr: the own connection.
link::Channel* channelOf(Purchase* purchase, const std::string& payment, const SignOn& signOn,
                         Random& random);

}  // namespace tappay::terminal
