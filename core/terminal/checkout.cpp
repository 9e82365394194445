#include "terminal/checkout.h"

#include <algorithm>

#include "crypto/jose.h"
#include "emv/transaction_kind.h"
#include "protocol/time.h"
#include "terminal/onboarding/questions.h"

namespace tappay::terminal {

namespace {

// EMV Book 4, A1: the same terminal as one that never lets a card approve alone.
std::uint8_t onlineOnly(std::uint8_t terminalType) {
    const auto operatedBy = static_cast<std::uint8_t>(terminalType & 0xF0);
    return static_cast<std::uint8_t>(operatedBy | (emv::isUnattended(terminalType) ? 4 : 1));
}

}  // namespace

Result<protocol::Order> readOrder(std::string_view compact,
                                  const std::optional<std::string>& origin,
                                  const std::optional<link::TerminalIdentity>& believed) {
    if (!believed) return fail(FailureCode::NotEnrolled, "this machine is no terminal yet");
    TAPPAY_TRY(signer, crypto::EcVerifier::create(believed->answersBy));
    TAPPAY_TRY(order, protocol::openOrder(compact, signer));
    if (origin && std::ranges::find(order.origins, *origin) == order.origins.end())
        return fail(FailureCode::OrderOriginWrong, "not one of the order's");
    return order;
}

Result<std::chrono::system_clock::time_point> expiryOf(const protocol::Order& order) {
    const auto expires = protocol::parseTime(order.expires);
    if (!expires) return fail(FailureCode::OrderInvalid, "expires");
    return *expires;
}

Result<void> checkNotExpired(const protocol::Order& order,
                             std::chrono::system_clock::time_point now) {
    TAPPAY_TRY(expires, expiryOf(order));
    if (now >= expires) return fail(FailureCode::OrderExpired, order.expires);
    return {};
}

Result<std::string> fetchOrder(const std::string& id, World& world, const Deadline& deadline) {
    const auto identity = world.standing.identity();
    if (!identity) return fail(FailureCode::NotEnrolled, "this machine is no terminal yet");
    const protocol::OrderQuestion question{identity->terminalId, id,
                                           protocol::formatTime(world.clock.now())};
    const OnboardingTools tools{world.backEnd, world.chip, world.clock};
    TAPPAY_TRY(compact,
               ask(tools, identity->keyId, "/v1/orders/question", encode(question), deadline));
    TAPPAY_TRY(order, readOrder(compact, std::nullopt, identity));
    if (order.id != id) return fail(FailureCode::OrderInvalid, "another order");
    return compact;
}

OrderFacts factsOf(const protocol::Order& order, const std::string& origin) {
    return {.id = order.id,
            .shop = order.shop,
            .origin = origin,
            .reference = order.reference,
            .items = order.items,
            .expires = expiryOf(order).value_or(std::chrono::system_clock::time_point())};
}

Result<OrderFacts> keptFacts(const std::string& compact) {
    TAPPAY_TRY(parts, crypto::jwsParse(compact));
    TAPPAY_TRY(order, protocol::decodeOrder(toText(parts.payload)));
    return factsOf(order, {});
}

std::shared_ptr<const Parameters> parametersFor(const protocol::Order& order,
                                                const Parameters& parameters) {
    auto own = std::make_shared<Parameters>(parameters);
    auto& terminal = own->kernel.terminal;
    terminal.merchantId = order.merchantId;
    terminal.type = onlineOnly(terminal.type);
    return own;
}

link::Channel* channelOf(Purchase* purchase, const std::string& payment, const SignOn& signOn,
                         Random& random) {
    if (purchase == nullptr || !purchase->carrier || signOn.session.empty()) return nullptr;
    if (!purchase->channel || purchase->channel->session() != signOn.session)
        purchase->channel.emplace(purchase->carrier, signOn.processKey, signOn.session, payment,
                                  random);
    return &*purchase->channel;
}

}  // namespace tappay::terminal
