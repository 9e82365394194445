// What a tapped card makes of an amount and a reader (JR/T 0025.12, card risk management; the
// order is that of the specification).

#include <algorithm>
#include <limits>

#include "simulator/card/application.h"

namespace tappay::simulator {
namespace {

constexpr std::uint8_t kTc = 0x40, kArqc = 0x80;

// Card additional processing, 9F68.
struct Processing {
    std::uint8_t first = 0, second = 0, third = 0;

    static constexpr std::uint8_t kBalance = 0x80, kBalanceAndTotal = 0x40, kBalanceOrTotal = 0x20;
    static constexpr std::uint8_t kOffline = kBalance | kBalanceAndTotal | kBalanceOrTotal;
    [[nodiscard]] bool newCardCheck() const { return first & 0x10; }
    [[nodiscard]] bool pinTriesCheck() const { return first & 0x08; }
    [[nodiscard]] bool offlineInOtherCurrency() const { return first & 0x04; }
    [[nodiscard]] bool prefersContacts() const { return first & 0x02; }
    [[nodiscard]] bool noOtherCurrency() const { return second & 0x40; }
    [[nodiscard]] bool newCardRefusesOffline() const { return second & 0x20; }
    [[nodiscard]] bool onlinePin(bool ownCurrency) const {
        return third & (ownCurrency ? 0x80 : 0x40);
    }
    [[nodiscard]] bool alwaysVerifiesOtherCurrency() const { return third & 0x20; }
    [[nodiscard]] bool signature() const { return third & 0x10; }
};

// Terminal transaction qualifiers, 9F66.
struct Reader {
    std::uint8_t first = 0, second = 0, third = 0;

    [[nodiscard]] bool contacts() const { return first & 0x10; }
    [[nodiscard]] bool offlineOnly() const { return first & 0x08; }
    [[nodiscard]] bool onlinePin() const { return first & 0x04; }
    [[nodiscard]] bool signature() const { return first & 0x02; }
    [[nodiscard]] bool wantsCryptogram() const { return second & 0x80; }
    [[nodiscard]] bool wantsCardholder() const { return second & 0x40; }
    [[nodiscard]] bool knowsDevices() const { return third & 0x40; }
};

// Currency conversion factor, 9F73: the first digit counts the decimal places of the other seven.
std::int64_t converted(std::int64_t amount, ByteView factor) {
    auto rate = static_cast<std::int64_t>(factor[0] & 0x0F);
    for (const auto octet : factor.subspan(1))
        rate = rate * 100 + (octet >> 4) * 10 + (octet & 15);
    std::int64_t scale = 1;
    for (int i = 0; i < factor[0] >> 4; ++i)
        scale *= 10;
    return amount * rate / scale;
}

}  // namespace

// In the card's own currency, or nothing.
std::optional<std::int64_t> Application::amountInOwnCurrency() const {
    const auto currency = value(0x5F2A, 2);
    if (currency == dataObject(0x9F51)) return amount();
    const auto factor = dataObject(0x9F73);
    if (currency == dataObject(0x9F76) && factor && factor->size() == 4)
        return converted(amount(), *factor);
    return std::nullopt;
}

// By the checks that 9F68 asks for: the balance, the total of what was approved offline, or both.
// One payment is also bounded by 9F78.
std::int64_t Application::spendableOffline(std::uint8_t checks, Spending spending) const {
    constexpr auto kNoLimit = std::numeric_limits<std::int64_t>::max();
    const auto balance = decimal(dataObject(0x9F79).value_or(Bytes()));
    const auto single = spending == Spending::AtOnce ? dataObject(0x9F78) : std::nullopt;
    const auto inBalance = single ? std::min(balance, decimal(*single)) : balance;
    const auto limit = dataObject(0x9F54);
    const auto inTotal = limit ? decimal(*limit) - m_state.offlineAmount : kNoLimit;
    if (checks & Processing::kBalanceAndTotal) return std::min(inBalance, inTotal);
    if (checks & Processing::kBalanceOrTotal) return std::max(inBalance, inTotal);
    return checks & Processing::kBalance ? inBalance : 0;
}

Application::ContactlessDecision Application::decideContactless() {
    const auto rules = dataObject(0x9F68).value_or(Bytes(4));
    const Processing card{rules[0], rules[1], rules[2]};
    const auto qualifiers = value(0x9F66, 4);
    const Reader reader{qualifiers[0], qualifiers[1], qualifiers[2]};
    const bool ownCurrency = value(0x5F2A, 2) == dataObject(0x9F51);
    ContactlessDecision decision;
    decision.ctq = dataObject(0x9F6C).value_or(Bytes());
    if (m_state.blocked || m_profile.alwaysDeclines) return decision;
    if (!ownCurrency && card.noOtherCurrency()) return decision;

    bool online = reader.wantsCryptogram();
    const auto mark = [&](std::size_t octet, std::uint8_t bits) {
        decision.ctq.resize(2);
        decision.ctq[octet] |= bits;
    };
    const auto limit = dataObject(0x9F6B);
    const bool verify = reader.wantsCardholder() ||
                        (ownCurrency && limit && amount() > decimal(*limit)) ||
                        (!ownCurrency && card.alwaysVerifiesOtherCurrency());
    if (m_state.deviceConfirmed && reader.knowsDevices()) {
        mark(1, 0x80);
    } else if (verify && card.onlinePin(ownCurrency) && reader.onlinePin()) {
        mark(0, 0x80);
        online = true;
    } else if (verify && card.signature() && reader.signature()) {
        mark(0, 0x40);
    } else if (verify) {
        decision.useContacts = reader.contacts();
        return decision;
    }

    online = online || (card.pinTriesCheck() && m_state.pinTries == 0);
    const bool newCard = m_state.lastOnlineAtc == 0;
    online = online || (card.newCardCheck() && newCard);
    if (newCard && card.newCardRefusesOffline() && reader.offlineOnly()) return decision;

    const auto own = amountInOwnCurrency();
    const auto counted = own ? own : std::optional(amount());
    const bool mayCount = own || card.offlineInOtherCurrency();
    const auto checks = static_cast<std::uint8_t>(card.first & Processing::kOffline);
    const bool covered =
        checks != 0 && mayCount && *counted <= spendableOffline(checks, Spending::AtOnce);
    const auto balance = decimal(dataObject(0x9F79).value_or(Bytes()));
    const auto threshold = decimal(dataObject(0x9F6D).value_or(Bytes()));
    // The balance wants loading: better asked for now than at the next till.
    const bool low = (checks & Processing::kOffline) != 0 && balance - *counted < threshold;
    decision.limitExceeded = checks != 0 && (!covered || low);
    if (!online && covered && (!low || reader.offlineOnly())) {
        decision.cid = kTc;
        const bool fromBalance =
            (checks & (Processing::kBalance | Processing::kBalanceAndTotal)) || *counted <= balance;
        decision.debit = {*counted, fromBalance, checks != Processing::kBalance};
        return decision;
    }
    if (reader.offlineOnly()) return decision;
    decision.useContacts = card.prefersContacts() && reader.contacts();
    decision.cid = kArqc;
    return decision;
}

}  // namespace tappay::simulator
