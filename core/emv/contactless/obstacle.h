#pragma once

#include <expected>
#include <memory>

#include "emv/kernel.h"

namespace tappay::emv::contactless {

// Why a tap does not go on, and what the person can do so that the payment does.
struct Obstacle {
    Failure reason;
    Next next = Next::Nothing;
    std::shared_ptr<const Torn> torn;

    // What failed on the way to the card says by itself what to do: a card that left may come
    // again. Not explicit, so that TAPPAY_TRY hands the failures of other rooms on.
    Obstacle(Failure why);
    Obstacle(Failure why, Next then, std::shared_ptr<const Torn> tornBefore = nullptr);
};

template <typename T>
using TapResult = std::expected<T, Obstacle>;

// Inserting the card may still work, or another one; where no card can be inserted there is nothing
// left to do with this one.
std::unexpected<Obstacle> useContact(const Parameters& parameters, std::string detail,
                                     FailureCode code = FailureCode::CardNotAccepted);
std::unexpected<Obstacle> malformed(std::string detail);

}  // namespace tappay::emv::contactless
