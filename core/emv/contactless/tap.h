#pragma once

#include "emv/contactless/kernel.h"
#include "emv/contactless/obstacle.h"
#include "emv/contactless/qualifiers.h"
#include "emv/generate_ac.h"
#include "emv/read_application_data.h"
#include "emv/session.h"
#include "emv/tags.h"

namespace tappay::emv::contactless {

// What one tap knows while the steps pass it on.
struct Tap {
    Tap(const Parameters& parameters, const Transaction& transaction,
        const std::vector<Combination>& combinations, const Surroundings& world)
        : session(parameters, transaction, world), allowed(combinations) {
        session.interface = CardInterface::Contactless;
    }

    Session session;
    const std::vector<Combination>& allowed;
    Ttq ttq;  // as the card was told

    // From the answer to GET PROCESSING OPTIONS
    CryptogramType granted = CryptogramType::Aac;
    std::vector<AflEntry> afl;
    std::vector<tlv::Tag> inOptions;  // which data objects it held

    Records records;       // read so far
    bool hasPaid = false;  // the card: its last record was read after it had approved

    [[nodiscard]] std::optional<Ctq> ctq() const {
        const auto value = session.data.find(tag::kCardQualifiers);
        return value ? std::optional(Ctq(*value)) : std::nullopt;
    }
    [[nodiscard]] bool cardWants(CtqBit bit) const {
        const auto qualifiers = ctq();
        return qualifiers && qualifiers->has(bit);
    }
};

}  // namespace tappay::emv::contactless
