#include <algorithm>
#include <array>
#include <cstdlib>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "emv/contactless/kernel.h"
#include "emv/surroundings.h"
#include "fuzz/lying_card.h"
#include "simulator/perso/card_plan.h"
#include "tlv/tlv.h"

// Cards that are tapped lie to the kernel, leave when they like and come back as long as they are
// asked to. The first octet says how the issuer, the terminal and the card are set up.
namespace {

using namespace tappay;

constexpr int kMostTaps = 4;

struct SetUp {
    std::uint8_t bits;
    [[nodiscard]] bool issuerIsReachable() const { return (bits & 0x01) == 0; }
    [[nodiscard]] bool online() const { return (bits & 0x02) != 0; }
    [[nodiscard]] bool cardholderIsVerified() const { return (bits & 0x04) != 0; }
    [[nodiscard]] bool knowsNoSm2() const { return (bits & 0x08) != 0; }
    [[nodiscard]] bool neverOnline() const { return (bits & 0x10) != 0; }
    [[nodiscard]] std::size_t card() const { return bits >> 5; }
};

emv::Parameters parametersOf(const fuzz::World& world, const SetUp& setUp) {
    emv::Parameters parameters = world.parameters;
    if (setUp.cardholderIsVerified())
        for (auto& application : parameters.aids)
            if (application.contactless) application.contactless->cvm = 1;
    if (setUp.knowsNoSm2())
        std::erase_if(parameters.caKeys, [](const emv::CaKey& key) { return isSm2(key.key); });
    if (setUp.neverOnline()) parameters.terminal.type = 0x23;
    return parameters;
}

bool isOf(const simulator::VirtualCard& card, const std::string& pan) {
    return std::ranges::any_of(simulator::cardPlans(), [&](const simulator::CardPlan& plan) {
        return plan.name == card.profile().name && plan.pan == pan;
    });
}

// The record that only a card that has really paid gives is there.
bool hasPaid(const simulator::VirtualCard& card) {
    const auto& applications = card.state().applications;
    return std::ranges::any_of(applications,
                               [](const auto& one) { return !one.second.paidRecord.empty(); });
}

Bytes truth(const fuzz::LyingCard& card, tlv::Tag tag) {
    const auto value = tlv::findDeep(card.options, tag);
    return value ? Bytes(value->begin(), value->end()) : Bytes();
}

// What the card signs can't be lied about: its counter and, in the newer way, its qualifiers, by
// which a cardholder signs or doesn't.
bool tellsTheTruth(const emv::Outcome& outcome, const fuzz::LyingCard& card) {
    const Bytes qualifiers = truth(card, 0x9F6C);
    const bool signature = !qualifiers.empty() && (qualifiers[0] & 0x40) != 0;
    return outcome.atc == truth(card, 0x9F36) && (outcome.signatureNeeded || !signature);
}

bool holds(const emv::Outcome& outcome, const fuzz::StrictIssuer& issuer,
           const simulator::VirtualCard& card, const fuzz::LyingCard& lying) {
    using enum emv::Decision;
    if (outcome.reason.has_value() ==
        (outcome.decision == ApprovedOnline || outcome.decision == ApprovedOffline))
        return false;
    if (outcome.decision == ApprovedOnline) return issuer.approved && issuer.kept == 0;
    if (outcome.decision != ApprovedOffline) return issuer.kept == 0;
    return hasPaid(card) && isOf(card, issuer.keptPan) && tellsTheTruth(outcome, lying) &&
           issuer.expected && issuer.kept == 1 && !issuer.approved;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    static const fuzz::World world =
        fuzz::makeWorld({"contactless", "contactless-only", "sm", "contactless-credit", "phone",
                         "empty-ecash", "transit", "declines-offline"});
    static crypto::SystemRandom systemRandom;
    const SetUp setUp{data[0]};
    const auto& profile = world.cards[setUp.card()];
    simulator::VirtualCard virtualCard(
        profile, fuzz::experienced(*profile), systemRandom, [](const simulator::CardState&) {},
        simulator::Interface::Contactless);
    fuzz::LyingCard card(virtualCard, fuzz::readLies(ByteView(data, size).subspan(1)));
    emv::test::FakeCardholder cardholder;
    fuzz::StrictIssuer issuer(world.keys, setUp.issuerIsReachable());
    const SystemClock clock;
    const emv::Parameters parameters = parametersOf(world, setUp);
    const emv::Transaction sale{.amount = {fuzz::StrictIssuer::kAmount, *currencyByAlpha("CNY")},
                                .forceOnline = setUp.online()};
    const auto allowed = emv::contactless::preprocess(parameters, sale);
    if (!allowed || allowed->empty()) std::abort();
    emv::Outcome outcome;
    emv::test::ScriptedRandom random;  // other numbers at each tap
    random.script = crypto::sha256(ByteView(data, size));
    for (int taps = 0; taps < kMostTaps; ++taps) {
        virtualCard.reset();
        outcome =
            emv::contactless::run(parameters, sale, *allowed,
                                  {card, cardholder, issuer, clock, random, {}}, outcome.torn);
        if (!holds(outcome, issuer, virtualCard, card)) std::abort();
        if (outcome.next != emv::Next::TapAgain) break;
    }
    return 0;
}
