#include "backend/confirm/phone_callers.h"

#include <algorithm>

#include "backend/callers.h"
#include "backend/confirm/send.h"
#include "crypto/hash.h"

namespace tappay::backend {

using protocol::PhoneStanding;

namespace {

Result<void> checkStanding(const PhoneRow& phone) {
    switch (phone.standing) {
        case PhoneStanding::Paired:
            return {};
        case PhoneStanding::Cloned:
            return fail(FailureCode::PhoneCloned, "the phone's key is in two places");
        case PhoneStanding::Revoked:
        case PhoneStanding::Left:
            break;
    }
    return fail(FailureCode::PhoneRevoked, "the phone is not paired any more");
}

}  // namespace

Result<PhoneMessage> PhoneCallers::verify(Turn& turn, const std::string& compact) const {
    TAPPAY_TRY(parts, crypto::jwsParse(compact));
    PhoneRecords phones(turn.records.database());
    TAPPAY_TRY(found, phones.find(parts.kid));
    if (!found) return fail(FailureCode::PhoneUnknown, "unknown phone");
    TAPPAY_TRY(verifier, crypto::EcVerifier::create({crypto::Curve::P256, found->key}));
    auto payload = crypto::jwsVerify(parts, verifier);
    if (!payload) return fail(FailureCode::PermissionDenied, "the signature doesn't fit");
    const auto good = [&]() -> Result<PhoneMessage> {
        TAPPAY_CHECK(backend::checkStanding(*found));
        PhoneMessage message{std::move(*found), toText(*payload)};
        TAPPAY_TRY(sender, protocol::decodePhoneSender(message.payload));
        if (sender.phone != message.from.id)
            return fail(FailureCode::PermissionDenied, "another phone's key");
        TAPPAY_CHECK(checkTime(m_clock, sender.time));
        TAPPAY_TRY(again,
                   checkSequence(turn, message.from, sender.sequence, crypto::sha256(*payload)));
        message.again = again;
        return message;
    }();
    if (!good && (good.error().code == FailureCode::PhoneCloned ||
                  good.error().code == FailureCode::PhoneRevoked))
        m_refused(parts.kid, good.error());
    return good;
}

Result<void> PhoneCallers::checkStanding(Turn& turn, const std::string& phone) {
    TAPPAY_TRY(found, PhoneRecords(turn.records.database()).find(phone));
    if (!found) return fail(FailureCode::PhoneUnknown, "unknown phone");
    return backend::checkStanding(*found);
}

// Whether the very same has come before.
Result<bool> PhoneCallers::checkSequence(Turn& turn, PhoneRow& phone, std::uint32_t sequence,
                                         ByteView digest) const {
    PhoneRecords phones(turn.records.database());
    TAPPAY_TRY(before, phones.message(phone, sequence));
    if (!before.empty() && equalConstantTime(before, digest)) return true;
    const bool tooOld = std::uint64_t{sequence} + PhoneRecords::kRemembered <= phone.sequence;
    if (!before.empty() || tooOld) {
        phone.standing = PhoneStanding::Cloned;
        TAPPAY_CHECK(phones.update(phone));
        TAPPAY_CHECK(send::phoneGone(turn, phone));
        return fail(FailureCode::PhoneCloned, "number " + std::to_string(sequence) + " after " +
                                                  std::to_string(phone.sequence));
    }
    phone.sequence = std::max(phone.sequence, sequence);
    phone.lastSeen = turn.now;
    TAPPAY_CHECK(phones.update(phone));
    TAPPAY_CHECK(phones.keepMessage(phone, sequence, digest));
    return false;
}

}  // namespace tappay::backend
