#pragma once

#include "emv/contactless/kernel.h"
#include "emv/contactless/tap_card.h"
#include "emv/surroundings.h"

namespace tappay::emv::test {

// One tap with everything around it, each part of which a test may change before running. The
// defaults end as an offline approval of 123.45.
struct TapTrial {
    Parameters parameters = shopParameters();
    Transaction transaction = sale(12345);
    TapCard card;
    FakeCardholder cardholder;
    FakeHost host;
    FixedClock clock;
    ScriptedRandom random;
    std::stop_source stop;
    FakeMemory memory;
    RecordingTrace trace;

    explicit TapTrial(const Chain& chain = Chain::withoutRemainders()) : card(chain) {
        limits().floor = 100'000;
        limits().transaction = 500'000;
        limits().cvm = 100'000;
        parameters.caKeys = {chain.caKey()};
    }
    ContactlessLimits& limits() {
        auto& own = parameters.aids.front().contactless;
        if (!own) own.emplace();
        return *own;
    }
    Outcome run(const std::shared_ptr<const contactless::Torn>& torn = nullptr) {
        random = {};
        const auto allowed = contactless::preprocess(parameters, transaction);
        return contactless::run(
            parameters, transaction, *allowed,
            {card, cardholder, host, clock, random, stop.get_token(), &memory, &trace}, torn);
    }
};

inline bool approved(const Outcome& outcome) {
    return outcome.decision == Decision::ApprovedOnline ||
           outcome.decision == Decision::ApprovedOffline;
}

// The commands of the default trial, in order.
inline constexpr std::size_t kSelectEnvironment = 0, kSelectApplication = 1, kProcessingOptions = 2,
                             kFirstRecord = 3, kLastRecord = 5;

}  // namespace tappay::emv::test
