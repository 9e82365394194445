#include "backend/confirm/receive.h"

#include <algorithm>

#include "backend/confirm/send.h"
#include "crypto/hash.h"

namespace tappay::backend {

namespace {

// Of the contents: an intent that is sent again has another time.
Bytes digestOf(protocol::ConfirmationIntent intent) {
    intent.time.clear();
    return crypto::sha256(asBytes(protocol::encode(intent)));
}

protocol::HolderKind holderKind(protocol::ConfirmationWish wish) {
    return wish == protocol::ConfirmationWish::Refund ? protocol::HolderKind::Shop
                                                      : protocol::HolderKind::Cardholder;
}

Result<std::string> say(Turn& turn, const ConfirmationRow& confirmation, const std::string& asked) {
    TAPPAY_TRY(shown, send::show(turn.records, confirmation, confirmation.terminalId));
    shown.asked = asked;
    return protocol::encode(shown);
}

}  // namespace

Result<std::string> Receive::intend(Turn& turn, const EnrolledTerminal& from,
                                    const protocol::ConfirmationIntent& intent) const {
    ConfirmationRecords confirmations(turn.records.database());
    auto digest = digestOf(intent);
    TAPPAY_TRY(known, confirmations.ofKey(from.terminalId, intent.key));
    if (!known) {
        TAPPAY_TRY(made, this->made(turn, from, intent, std::move(digest)));
        return say(turn, made, intent.time);
    }
    if (known->digest != digest)
        return fail(FailureCode::KeyReused, "the key came before with other contents");
    return say(turn, *known, intent.time);
}

Result<ConfirmationRow> Receive::made(Turn& turn, const EnrolledTerminal& from,
                                      const protocol::ConfirmationIntent& intent,
                                      Bytes digest) const {
    TAPPAY_TRY(paid, turn.records.find(from.terminalId, intent.key));
    if (paid) return fail(FailureCode::KeyReused, "a payment has this key");
    ConfirmationRow confirmation;
    TAPPAY_TRY(holder, holderOf(turn.records, from, holderKind(intent.wish)));
    TAPPAY_CHECK(admit(turn, from, holder));
    confirmation.terminalId = from.terminalId;
    confirmation.key = intent.key;
    confirmation.digest = std::move(digest);
    confirmation.holder = std::move(holder);
    confirmation.created = confirmation.changed = turn.now;
    confirmation.expires = turn.now + m_config.life.count();
    TAPPAY_CHECK(m_extract.fill(turn.records, from.merchantId, intent, confirmation));
    TAPPAY_CHECK(send::begin(turn, confirmation));
    return confirmation;
}

Result<void> Receive::admit(Turn& turn, const EnrolledTerminal& from, const Holder& holder) const {
    ConfirmationRecords confirmations(turn.records.database());
    TAPPAY_TRY(blocked, confirmations.isBlocked(from.terminalId));
    if (blocked) return fail(FailureCode::ConfirmationsBlocked, "a phone has reported it");
    TAPPAY_TRY(phones, PhoneRecords(turn.records.database()).of(holder));
    if (std::ranges::find(phones, protocol::PhoneStanding::Paired, &PhoneRow::standing) ==
        phones.end())
        return fail(FailureCode::PhoneMissing, "no phone is paired");
    TAPPAY_TRY(open, confirmations.open(holder));
    if (std::cmp_greater_equal(open.size(), m_config.mostOpen))
        return fail(FailureCode::ConfirmationsTooMany, "too many are open");
    return {};
}

Result<std::string> Receive::ask(Turn& turn, const EnrolledTerminal& from,
                                 const protocol::ConfirmationQuestion& question) {
    // The alarm comes late where a clock was put forward or a machine has slept.
    TAPPAY_CHECK(send::lapse(turn));
    ConfirmationRecords confirmations(turn.records.database());
    TAPPAY_TRY(found, confirmations.ofKey(from.terminalId, question.key));
    if (!found) return fail(FailureCode::NotFound, "no such confirmation");
    if (question.wish == protocol::ConfirmationAsk::Withdraw)
        TAPPAY_CHECK(send::move(turn, *found, ConfirmationEvent::TakenBack,
                                protocol::ConfirmationReason::Computer));
    return say(turn, *found, question.time);
}

}  // namespace tappay::backend
