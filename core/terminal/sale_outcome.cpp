#include "terminal/sale.h"

#include <utility>

// What the kernel's outcome means to the money.
namespace tappay::terminal {

namespace {

std::string nameOf(emv::CvmUsed cvm) {
    switch (cvm) {
        case emv::CvmUsed::None:
            return "none";
        case emv::CvmUsed::Signature:
            return "signature";
        case emv::CvmUsed::OnlinePin:
            return "online_pin";
        case emv::CvmUsed::OfflinePin:
            return "offline_pin";
        case emv::CvmUsed::OfflinePinAndSignature:
            return "offline_pin_and_signature";
    }
    return "none";
}

void takeOutcome(Record& record, const emv::Outcome& outcome) {
    auto& shown = record.shown;
    if (!outcome.maskedPan.empty()) shown.maskedPan = outcome.maskedPan;
    if (!outcome.panSequence.empty()) shown.panSequence = outcome.panSequence;
    if (!outcome.aid.empty()) shown.aid = toHex(outcome.aid);
    shown.cardLabel = outcome.label;
    shown.cvm = nameOf(outcome.cvm);
    shown.signatureNeeded = outcome.signatureNeeded;
    shown.tvr = toHex(outcome.tvr);
    shown.tsi = toHex(outcome.tsi);
    shown.cryptogram = toHex(outcome.cryptogram);
    shown.atc = toHex(outcome.atc);
    if (outcome.cardBalance) shown.cardBalance = Money{*outcome.cardBalance, shown.amount.currency};
}

bool isPaidInVain(const emv::Outcome& outcome) {
    return outcome.reason && outcome.reason->code == FailureCode::PaidNotAccepted;
}

Failure reasonOf(const emv::Outcome& outcome, FailureCode otherwise) {
    return outcome.reason.value_or(Failure{otherwise, {}});
}

}  // namespace

// Written down before the card is asked for again: a restart must not call this payment unpaid.
void Sale::noteDoubt(const emv::Outcome& outcome) {
    m_parts.tornCards.keep(m_id, m_torn);
    (void)m_parts.payments.applyOrRemember(m_id, Event::CardDataRead);
    (void)m_parts.payments.applyOrRemember(m_id, Event::CardTorn, [&](Record& record) {
        takeOutcome(record, outcome);
        record.shown.failure = Failure{FailureCode::CardInDoubt, "torn"};
    });
}

// The same card has been seen again, and has said whether it paid. One that has is not found unpaid
// where the terminal can't accept it.
void Sale::settleDoubt(const emv::Outcome& outcome) {
    if (!m_torn || outcome.torn) return;
    m_torn.reset();
    m_parts.tornCards.forget(m_id);
    if (outcome.cardHasPaid) return;
    const auto record = m_parts.payments.record(m_id);
    if (record && record->shown.state == State::CardInDoubt)
        (void)m_parts.payments.applyOrRemember(
            m_id, Event::CardFoundUnpaid, [](Record& unpaid) { unpaid.shown.failure.reset(); });
}

// A person decides when to ask for the card again, or that it will not come back. One that paid
// when it was back, and whose payment was not kept, has nothing more to say.
void Sale::leaveInDoubt() {
    m_parts.payments.show(m_id, [this](Record& record) {
        if (record.shown.state != State::CardInDoubt) return;
        record.shown.stage = Stage::Done;
        record.shown.lights = 0;
        record.shown.deadline.reset();
        record.shown.failure = Failure{FailureCode::CardInDoubt,
                                       m_torn ? "not seen again" : "its payment was not kept"};
        record.shown.canResume = m_torn != nullptr;
    });
}

void Sale::finish(const emv::Outcome& outcome) {
    const auto record = m_parts.payments.record(m_id);
    if (!record) return m_parts.world.log.failure("sale", record.error());
    const bool cardIn = cardStillIn();
    const auto details = [&](Record& changed) {
        takeOutcome(changed, outcome);
        changed.shown.stage = cardIn ? Stage::RemoveCard : Stage::Done;
    };
    if (outcome.decision == emv::Decision::ApprovedOffline) remember();
    if (isPaidInVain(outcome)) return finishPaidInVain(outcome, details);
    switch (record->shown.state) {
        case State::Intended:
        case State::CardRead:
            return finishUnasked(outcome, details);
        case State::HostApproved:
            return finishApproved(outcome, details);
        case State::Sent:  // the host was asked, and the kernel came back without its answer
            (void)m_parts.payments.applyOrRemember(m_id, Event::HostNoAnswer, details);
            return;
        case State::CardInDoubt:
            return leaveInDoubt();
        default:  // decided already, paid by the card, or being asked for
            (void)m_parts.payments.note(m_id, "card_closed", details);
    }
}

// The shop has nothing, and the card may have less than before. Both are said, and nothing else is
// tried: it could only charge the person twice.
void Sale::finishPaidInVain(const emv::Outcome& outcome, const Payments::Change& details) {
    const auto refused = [&](Record& record) {
        details(record);
        record.shown.failure = outcome.reason;
    };
    (void)m_parts.payments.applyOrRemember(m_id, Event::CardDataRead);
    (void)m_parts.payments.applyOrRemember(m_id, Event::CardRefusal, refused);
}

void Sale::finishApproved(const emv::Outcome& outcome, const Payments::Change& details) {
    const auto completed = [&](Record& record) {
        details(record);
        if (m_purchase) record.shown.stage = Stage::Completing;
        record.shown.failure.reset();
    };
    if (outcome.decision == emv::Decision::ApprovedOnline &&
        (m_purchase
             ? m_parts.payments.apply(m_id, {Event::CardPaidOrder}, completed)
             : m_parts.payments.apply(m_id, {Event::CardApproval, Event::Recorded}, completed))) {
        remember();
        return captureOrder();
    }
    (void)m_parts.payments.applyOrRemember(m_id, Event::CardRefusal, [&](Record& record) {
        takeOutcome(record, outcome);
        record.shown.failure = reasonOf(outcome, FailureCode::CardDeclined);
        record.undoReason = protocol::UndoReason::CardDeclined;
    });
}

void Sale::finishUnasked(const emv::Outcome& outcome, const Payments::Change& details) {
    const bool byCard =
        outcome.decision == emv::Decision::DeclinedByCard ||
        (m_purchase && outcome.reason && outcome.reason->code == FailureCode::CardDeclined);
    if (byCard) {
        const auto declined = [&](Record& record) {
            details(record);
            record.shown.failure = reasonOf(outcome, FailureCode::CardDeclined);
        };
        if (m_parts.payments.apply(m_id, {Event::CardRefusal}, declined) ||
            m_parts.payments.apply(m_id, {Event::CardDataRead, Event::CardRefusal}, declined))
            return;
    }
    m_parts.payments.show(m_id, [&](Record& record) { takeOutcome(record, outcome); });
    endBeforeSending(reasonOf(outcome, FailureCode::Internal));
}

// Whether the card has paid and nobody but it knows: what it gave could not be kept.
bool Sale::paidUnkept(const Failure& failure) const {
    const auto record = m_parts.payments.record(m_id);
    return record && !record->cardMayPay.empty() &&
           (failure.code == FailureCode::JournalUnavailable ||
            failure.code == FailureCode::StorageFull || failure.code == FailureCode::Internal);
}

void Sale::endBeforeSending(const Failure& failure) {
    if (paidUnkept(failure)) {
        (void)m_parts.payments.applyOrRemember(m_id, Event::CardTorn, [](Record& record) {
            record.shown.failure = Failure{FailureCode::CardInDoubt, "its payment was not kept"};
            record.shown.stage = Stage::Done;
        });
        return;
    }
    const bool byPerson =
        failure.code == FailureCode::Cancelled && !m_parts.shutdown.stop_requested();
    const bool cardIn = cardStillIn();
    // TooLate here means that a person's cancel was first, which says the same to the shop.
    (void)m_parts.payments.applyOrRemember(
        m_id, byPerson ? Event::PersonCancelled : Event::CouldNotContinue, [&](Record& record) {
            record.shown.failure = failure;
            record.shown.stage = cardIn ? Stage::RemoveCard : Stage::Done;
        });
}

// For the floor limit of this card's next payments.
void Sale::remember() {
    m_parts.memory.approved(m_host.cardName(), m_transaction.amount.minor,
                            m_parts.payments.batch());
}

}  // namespace tappay::terminal
