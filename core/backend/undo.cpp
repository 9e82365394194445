#include "backend/undo.h"

#include "backend/iso_messages.h"

namespace tappay::backend {

using protocol::PaymentState;

Undo::Undo(const Config& config, GroupCommit& records, Reversals& reversals, const Answers& answers,
           Waiters& undos, const Clock& clock)
    : m_config(config),
      m_records(records),
      m_reversals(reversals),
      m_answers(answers),
      m_undos(undos),
      m_clock(clock) {}

void Undo::undo(const protocol::UndoRequest& request, Answered done) {
    auto outcome = std::make_shared<Outcome>();
    m_records.submit(
        [this, outcome, request](Records& records) -> Result<void> {
            TAPPAY_TRY(decided, decide(records, request));
            *outcome = std::move(decided);
            return {};
        },
        [this, outcome, held = std::move(done)](Result<void> result) mutable {
            if (!result) return held(std::unexpected(std::move(result).error()));
            auto& payment = outcome->payment;
            if (payment.state == PaymentState::Undone) return held(std::move(payment.answer));
            // Registered before the launch, on the thread that will notify: nothing is missed.
            m_undos.wait(payment.id, std::move(held), m_config.undoWait, std::move(payment.answer));
            if (outcome->started) m_reversals.launch(payment.id);
        });
}

Result<Undo::Outcome> Undo::decide(Records& records, const protocol::UndoRequest& request) const {
    TAPPAY_TRY(found, records.find(request.terminalId, request.key));
    if (!found) {
        TAPPAY_TRY(payment, tombstone(records, request));
        return Outcome{std::move(payment)};
    }
    Outcome outcome{std::move(*found)};
    auto& payment = outcome.payment;
    if (payment.advice) return fail(FailureCode::NotUndoable, "the card approved it by itself");
    switch (payment.state) {
        case PaymentState::Undoing:
        case PaymentState::Undone:
        case PaymentState::NotFound:
            return outcome;
        case PaymentState::Pending:
            // Decided when the network's answer is there; until then the wish is on record.
            if (payment.undoWanted) return outcome;
            payment.undoWanted = request.reason;
            TAPPAY_CHECK(m_answers.refresh(payment));
            break;
        case PaymentState::Declined:
            payment.state = PaymentState::Undone;
            payment.answered = milliseconds(m_clock.now());
            TAPPAY_CHECK(m_answers.refresh(payment));
            break;
        case PaymentState::Approved:
            if (payment.keptCard.empty())
                return fail(FailureCode::TooLate, "settled: refund instead");
            TAPPAY_TRY(started,
                       m_reversals.begin(records, payment, reversalReason(request.reason)));
            outcome.started = started;
            break;
    }
    TAPPAY_CHECK(records.update(payment));
    return outcome;
}

Result<Payment> Undo::tombstone(Records& records, const protocol::UndoRequest& request) const {
    Payment payment;
    payment.terminalId = request.terminalId;
    payment.key = request.key;
    payment.state = PaymentState::Undone;
    payment.created = payment.answered = milliseconds(m_clock.now());
    TAPPAY_CHECK(m_answers.refresh(payment));
    TAPPAY_CHECK(records.insertTombstone(payment));
    return payment;
}

void Undo::forgetOld() {
    m_records.submit([before = milliseconds(m_clock.now() - kUndoWindow)](
                         Records& records) { return records.wipeKeptCards(before); },
                     [](const Result<void>&) {});
}

}  // namespace tappay::backend
