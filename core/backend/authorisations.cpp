#include "backend/authorisations.h"

#include "backend/iso_messages.h"
#include "backend/orders/question.h"
#include "iso8583/fields.h"

namespace tappay::backend {

using protocol::PaymentState;

namespace {

// The network's own code for "issuer or switch inoperative", for what never reached it.
constexpr const char* kNotSent = "91";
constexpr std::chrono::seconds kRecordAgain{2};
constexpr std::chrono::seconds kRepetitionWait{30};

void apply(Payment& payment, const iso8583::Message& reply, const std::string& acquirerId) {
    const auto answer = iso8583::answerOf(reply.text(39));
    payment.state =
        answer == iso8583::Answer::Approved ? PaymentState::Approved : PaymentState::Declined;
    takeReply(payment, reply, acquirerId);
}

}  // namespace

struct Authorisations::Run {
    protocol::AuthorisationRequest request;
    std::string payee;
    Payment payment;
    Answered done;                   // empty once answered
    std::optional<Payment> known;    // what was on record under the key already
    std::optional<Failure> refused;  // the order can't be paid, so nothing was put on record
    std::string undoReason;          // why the outcome must be reversed, or empty
    bool reversing = false;          // this run has put the reversal on record
    std::string answer;              // as recorded
};

Authorisations::Authorisations(const Config& config, GroupCommit& records, NetworkLink& network,
                               EventLoop& loop, Reversals& reversals, const CardVault& vault,
                               const Answers& answers, Waiters& undos, const OrderClaims* claims,
                               const Clock& clock, const Log& log)
    : m_config(config),
      m_records(records),
      m_network(network),
      m_loop(loop),
      m_reversals(reversals),
      m_vault(vault),
      m_answers(answers),
      m_undos(undos),
      m_repetitions(loop),
      m_claims(claims),
      m_clock(clock),
      m_log(log) {}

void Authorisations::authorise(OpenedAuthorisation asked, Answered done) {
    auto prepared = prepare(std::move(asked));
    if (!prepared) return done(std::unexpected(std::move(prepared).error()));
    const RunPtr run = std::move(*prepared);
    run->done = std::move(done);
    m_records.submit([this, run](Records& records) { return claim(records, *run); },
                     [this, run](Result<void> result) {
                         if (!result) return run->done(std::unexpected(std::move(result).error()));
                         claimed(run);
                     });
}

Result<Authorisations::RunPtr> Authorisations::prepare(OpenedAuthorisation asked) const {
    auto run = std::make_shared<Run>();
    auto& request = asked.request;
    auto& payment = run->payment;
    payment = paymentOf(request, milliseconds(m_clock.now()));
    TAPPAY_TRY(digest, m_vault.digest(request));
    payment.digest = std::move(digest);
    TAPPAY_TRY(panHash, m_vault.panHash(request.card.pan.view()));
    payment.panHash = std::move(panHash);
    const auto& pan = request.card.pan;
    const KeptCard kept{pan.clone(), request.card.expiry, request.card.panSequence.value_or("")};
    TAPPAY_TRY(sealed, m_vault.seal(kept, payment.terminalId, payment.key));
    payment.keptCard = std::move(sealed);
    // After the digest: the network's block may be another one when the same comes again.
    if (asked.networkPin) request.card.pinBlock = std::move(*asked.networkPin);
    // Before the claim, so that the terminal is told what doesn't fit instead of a decline.
    run->payee = std::move(asked.payee);
    TAPPAY_CHECK(purchase(request, payment, m_config.network, run->payee));
    run->request = std::move(request);
    return run;
}

Result<void> Authorisations::claim(Records& records, Run& run) const {
    TAPPAY_TRY(found, records.find(run.payment.terminalId, run.payment.key));
    run.known.reset();
    run.refused.reset();
    if (!found && !run.request.order.empty()) return claimOrder(records, run);
    if (!found && !run.payee.empty()) return claimTransfer(records, run);
    if (!found) return records.insert(run.payment);
    // The tombstone of an undo has no contents to compare: whatever comes late is undone.
    if (!found->digest.empty() && !equalConstantTime(found->digest, run.payment.digest))
        return fail(FailureCode::KeyReused, "the key came before with other contents");
    run.known = std::move(found);
    return {};
}

// Both or neither, so that no order is ever paid by two.
Result<void> Authorisations::claimOrder(Records& records, Run& run) const {
    auto order = m_claims != nullptr ? m_claims->find(records, run.payment, run.request.order)
                                     : fail(FailureCode::NotFound, "no orders here");
    if (!order) {
        if (isOfRecords(order.error().code)) return std::unexpected(std::move(order).error());
        run.refused = std::move(order).error();
        return {};
    }
    TAPPAY_CHECK(records.insert(run.payment));
    return m_claims->take(records, std::move(*order), run.payment);
}

// A cardholder's limits are for whatever leaves the account without the card being there.
Result<void> Authorisations::claimTransfer(Records& records, Run& run) const {
    auto within = m_claims != nullptr ? m_claims->checkLimits(records, run.payment)
                                      : fail(FailureCode::PermissionDenied, "no transfers here");
    if (within) return records.insert(run.payment);
    if (isOfRecords(within.error().code)) return within;
    run.refused = std::move(within).error();
    return {};
}

void Authorisations::claimed(const RunPtr& run) {
    if (run->refused) return run->done(std::unexpected(*run->refused));
    if (const auto& known = run->known) {
        if (known->state != PaymentState::Pending)
            run->done(known->answer);
        else
            m_repetitions.wait(known->id, std::move(run->done), kRepetitionWait,
                               fail(FailureCode::Busy, "the first one is still running"));
        return;
    }
    const auto& payment = run->payment;
    auto message = purchase(run->request, payment, m_config.network, run->payee);
    run->request.card = {};
    if (!message) return replied(run, {});
    auto sent =
        m_network.send(*message, [this, run](const Exchange& exchange) { replied(run, exchange); });
    if (!sent) {
        m_log.failure("authorisations", sent.error());
        replied(run, {});
    }
}

void Authorisations::replied(const RunPtr& run, const Exchange& exchange) {
    auto& payment = run->payment;
    switch (exchange.outcome) {
        case Exchange::Outcome::NotSent:
            payment.state = PaymentState::Declined;
            payment.responseCode = kNotSent;
            break;
        case Exchange::Outcome::NoReply:
            run->undoReason = kReasonNoReply;
            break;
        case Exchange::Outcome::WrongMac:
            run->undoReason = kReasonWrongMac;
            break;
        case Exchange::Outcome::Differing:
            m_log.warning("authorisations", "reply differs in " + exchange.differing);
            run->undoReason = kReasonOther;
            break;
        case Exchange::Outcome::Replied:
            apply(payment, exchange.reply, m_config.network.acquirerId);
            // Part of the amount was not asked for, so it is not taken.
            if (iso8583::answerOf(payment.responseCode) == iso8583::Answer::ApprovedPartially)
                run->undoReason = kReasonOther;
            break;
    }
    payment.answered = milliseconds(m_clock.now());
    // Signed here, so that the writer thread doesn't spend its time on it.
    if (run->undoReason.empty()) {
        if (payment.state == PaymentState::Declined) payment.keptCard.clear();
        if (auto signedNow = m_answers.refresh(payment); !signedNow)
            m_log.failure("authorisations", signedNow.error());
    }
    conclude(run);
}

void Authorisations::conclude(const RunPtr& run) {
    m_records.submit([this, run](Records& records) { return record(records, *run); },
                     [this, run](const Result<void>& result) { recorded(run, result); });
}

Result<void> Authorisations::record(Records& records, Run& run) const {
    TAPPAY_TRY(undoWanted, records.undoWanted(run.payment.id));
    auto payment = run.payment;
    run.reversing = false;
    if (!run.undoReason.empty()) {
        TAPPAY_TRY(begun, m_reversals.begin(records, payment, run.undoReason));
        run.reversing = begun;
    } else if (undoWanted && payment.state == PaymentState::Approved) {
        TAPPAY_TRY(begun, m_reversals.begin(records, payment, reversalReason(*undoWanted)));
        run.reversing = begun;
    } else if (undoWanted) {
        payment.state = PaymentState::Undone;
        TAPPAY_CHECK(m_answers.refresh(payment));
    }
    payment.undoWanted = undoWanted;
    run.answer = payment.answer;
    return records.update(payment);
}

void Authorisations::recorded(const RunPtr& run, const Result<void>& result) {
    if (!result) {
        // The terminal is told that nothing is certain; the outcome is recorded when that is
        // possible again, or after a restart the payment is found pending and reversed.
        const Answer open =
            fail(FailureCode::JournalUnavailable, "result not recorded: " + result.error().detail);
        if (run->done) run->done(open);
        run->done = {};
        m_repetitions.notify(run->payment.id, open);
        m_loop.after(kRecordAgain, [this, run] { conclude(run); });
        return;
    }
    if (run->done) run->done(run->answer);
    m_repetitions.notify(run->payment.id, run->answer);
    // An undo that came in between goes on waiting for the reversal.
    if (run->reversing)
        m_reversals.launch(run->payment.id);
    else
        m_undos.notify(run->payment.id, run->answer);
}

}  // namespace tappay::backend
