#pragma once

#include "emv/model_card.h"
#include "emv/surroundings.h"

namespace tappay::emv::test {

// Everything around one transaction but the card, each part of which a test may change before
// running.
struct Shop {
    Parameters parameters = shopParameters();
    Transaction transaction = sale(12345);
    FakeCardholder cardholder;
    FakeHost host;
    FixedClock clock;
    ScriptedRandom random;
    std::stop_source stop;
    FakeMemory memory;
    RecordingTrace trace;

    AidParameters& application() { return parameters.aids.front(); }
    Surroundings around(apdu::Card& card) {
        return {card, cardholder, host, clock, random, stop.get_token(), &memory, &trace};
    }
};

// A transaction with an inserted card. The defaults end as an online approval with TVR 8000048000.
struct Trial : Shop {
    ModelCard card;

    Outcome run() { return emv::run(parameters, transaction, around(card)); }
    // Nothing in the TVR leads online: below the floor limit, no random selection, no CVM missing.
    void makeOffline() {
        application().floorLimit = 1'000'000;
        application().tacOnline = {};
        application().tacDefault = {};
    }
};

inline bool approved(const Outcome& outcome) {
    return outcome.decision == Decision::ApprovedOnline ||
           outcome.decision == Decision::ApprovedOffline;
}

}  // namespace tappay::emv::test
