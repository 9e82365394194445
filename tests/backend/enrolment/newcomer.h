#pragma once

#include <memory>

#include "base/clock.h"
#include "chip/chip.h"
#include "protocol/enrolment.h"
#include "protocol/key_distribution.h"
#include "protocol/sign_on.h"

namespace tappay::test {

// A machine with a chip on its way to become a terminal: what it says, free to be spoiled before it
// is signed.
class Newcomer {
public:
    Newcomer(std::unique_ptr<chip::Chip> itsChip, const Clock& itsClock);

    [[nodiscard]] protocol::EnrolmentRequest enrolment(const std::string& code) const;
    [[nodiscard]] protocol::EnrolmentProof proof(
        const protocol::EnrolmentChallenge& challenge) const;
    [[nodiscard]] protocol::KeyHello hello() const;
    [[nodiscard]] protocol::KeyRequest request(const protocol::KeyOffer& offer) const;
    // Takes the key into the slot.
    [[nodiscard]] protocol::KeyReceipt receipt(const protocol::KeyDelivery& delivery,
                                               chip::Slot slot) const;
    // Counts.
    [[nodiscard]] protocol::SignOnRequest signOn(std::uint32_t keyVersion,
                                                 const crypto::EcPublicKey& agreement) const;

    template <typename Message>
    [[nodiscard]] std::string sign(const Message& message) const {
        return signText(protocol::encode(message));
    }
    [[nodiscard]] std::string signText(const std::string& payload) const;
    [[nodiscard]] std::string now() const;

    std::unique_ptr<chip::Chip> chip;
    const Clock& clock;
    chip::Keys keys;
    protocol::Enrolled enrolled;  // without key id before
};

}  // namespace tappay::test
