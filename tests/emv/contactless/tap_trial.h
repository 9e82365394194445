#pragma once

#include "emv/contactless/kernel.h"
#include "emv/contactless/tap_card.h"
#include "emv/trial.h"

namespace tappay::emv::test {

// One tap. The defaults end as an offline approval of 123.45.
struct TapTrial : Shop {
    TapCard card;

    explicit TapTrial(const KeyChain& chain = Chain::withoutRemainders()) : card(chain) {
        limits().floor = 100'000;
        limits().transaction = 500'000;
        limits().cvm = 100'000;
        parameters.caKeys = {chain.caKey()};
    }
    ContactlessLimits& limits() {
        auto& own = application().contactless;
        if (!own) own.emplace();
        return *own;
    }
    Outcome run(const std::shared_ptr<const contactless::Torn>& torn = nullptr) {
        random = {};
        const auto allowed = contactless::preprocess(parameters, transaction);
        return contactless::run(parameters, transaction, *allowed, around(card), torn);
    }
};

// The commands of the default trial, in order.
inline constexpr std::size_t kSelectEnvironment = 0, kSelectApplication = 1, kProcessingOptions = 2,
                             kFirstRecord = 3, kLastRecord = 5;

}  // namespace tappay::emv::test
