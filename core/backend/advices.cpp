#include "backend/advices.h"

#include <algorithm>

#include "backend/booking.h"

namespace tappay::backend {

using protocol::PaymentState;

struct Advices::Claim {
    Payment payment;
    bool isNew = false;
};

Advices::Advices(const Config& config, GroupCommit& records, NetworkLink& network, EventLoop& loop,
                 const CardVault& vault, const Answers& answers, const Clock& clock, const Log& log)
    : m_config(config),
      m_records(records),
      m_network(network),
      m_loop(loop),
      m_vault(vault),
      m_answers(answers),
      m_waiters(loop),
      m_clock(clock),
      m_log(log) {}

void Advices::deliver(const protocol::AdviceRequest& request, Answered done) {
    auto prepared = prepare(request);
    if (!prepared) return done(std::unexpected(std::move(prepared).error()));
    auto claimed = std::make_shared<Claim>();
    m_records.submit(
        [this, claimed, payment = std::move(*prepared)](Records& records) {
            *claimed = {payment};
            return claim(records, *claimed);
        },
        [this, claimed, held = std::move(done)](Result<void> result) mutable {
            if (!result) return held(std::unexpected(std::move(result).error()));
            auto& payment = claimed->payment;
            if (payment.state != PaymentState::Pending) return held(std::move(payment.answer));
            // Registered before the first attempt: its end is not missed.
            m_waiters.wait(payment.id, std::move(held), m_config.undoWait,
                           std::move(payment.answer));
            if (claimed->isNew) m_loop.post([this, id = payment.id] { attempt(id, 0); });
        });
}

Result<Payment> Advices::prepare(const protocol::AdviceRequest& request) const {
    const auto& told = request.payment;
    Payment payment = paymentOf(told, milliseconds(m_clock.now()));
    payment.advice = true;
    TAPPAY_TRY(digest, m_vault.digest(request));
    payment.digest = std::move(digest);
    TAPPAY_TRY(panHash, m_vault.panHash(told.card.pan.view()));
    payment.panHash = std::move(panHash);
    const KeptCard kept{told.card.pan.clone(), told.card.expiry, told.card.panSequence.value_or(""),
                        told.card.icc};
    // Said now instead of after it was taken over, when nobody hears it any more.
    if (kept.icc.empty()) return fail(FailureCode::InputMalformed, "an advice without chip data");
    TAPPAY_CHECK(iso8583::encode(offlinePurchase(payment, kept, m_config.network)));
    TAPPAY_TRY(sealed, m_vault.seal(kept, payment.terminalId, payment.key));
    payment.keptCard = std::move(sealed);
    return payment;
}

Result<void> Advices::claim(Records& records, Claim& claim) const {
    auto& payment = claim.payment;
    TAPPAY_TRY(found, records.find(payment.terminalId, payment.key));
    if (found && !equalConstantTime(found->digest, payment.digest))
        return fail(FailureCode::KeyReused, "the key came before with other contents");
    if (found) {
        payment = std::move(*found);
        return {};
    }
    claim.isNew = true;
    TAPPAY_CHECK(records.insert(payment));
    // With the trace number, which the voucher shows.
    TAPPAY_CHECK(m_answers.refresh(payment));
    return records.update(payment);
}

Result<void> Advices::resume() {
    Result<std::vector<Payment>> open;
    TAPPAY_CHECK(m_records.run([&](Records& records) -> Result<void> {
        open = records.openAdvices();
        if (!open) return std::unexpected(open.error());
        return {};
    }));
    if (!open->empty()) m_log.info("advices", std::to_string(open->size()) + " open from before");
    for (const auto& payment : *open)  // it may have been told before the program ended
        m_loop.post([this, id = payment.id] { attempt(id, 1); });
    return {};
}

void Advices::attempt(std::int64_t paymentId, std::uint32_t number) {
    auto loaded = std::make_shared<Payment>();
    m_records.submit(
        [loaded, paymentId](Records& records) -> Result<void> {
            TAPPAY_TRY(payment, records.load(paymentId));
            *loaded = std::move(payment);
            return {};
        },
        [this, loaded, paymentId, number](const Result<void>& result) {
            if (!result) return again(paymentId, number, {});
            send(*loaded, number);
        });
}

void Advices::send(const Payment& payment, std::uint32_t number) {
    const auto id = payment.id;
    auto card = m_vault.open(payment.keptCard, payment.terminalId, payment.key);
    if (!card) {
        m_log.failure("advices", card.error());
        return again(id, number, {});
    }
    auto sent = m_network.send(
        offlinePurchase(payment, *card, m_config.network),
        [this, id, number](const Exchange& exchange) { replied(id, number, exchange); });
    if (!sent) {
        m_log.failure("advices", sent.error());
        again(id, number, {});
    }
}

void Advices::replied(std::int64_t paymentId, std::uint32_t number, const Exchange& exchange) {
    const bool answered = exchange.outcome == Exchange::Outcome::Replied;
    const auto code = answered ? exchange.reply.text(39) : std::string();
    if (const auto booked = isBooked(code, number))
        settle(paymentId, number, exchange.reply,
               *booked ? PaymentState::Approved : PaymentState::Declined);
    else
        again(paymentId, number, code);
}

void Advices::settle(std::int64_t paymentId, std::uint32_t number, const iso8583::Message& reply,
                     PaymentState state) {
    auto answer = std::make_shared<std::string>();
    m_records.submit(
        [this, answer, paymentId, reply, state](Records& records) -> Result<void> {
            TAPPAY_TRY(payment, records.load(paymentId));
            takeReply(payment, reply, m_config.network.acquirerId);
            payment.state = state;
            payment.answered = milliseconds(m_clock.now());
            payment.keptCard.clear();
            TAPPAY_CHECK(m_answers.refresh(payment));
            *answer = payment.answer;
            return records.update(payment);
        },
        [this, answer, paymentId, number, code = reply.text(39)](const Result<void>& result) {
            // Not on record, so not done: the network will be told once more.
            if (!result) return again(paymentId, number, code);
            m_log.info("advices", "payment " + std::to_string(paymentId) + " answered " + code);
            m_waiters.notify(paymentId, *answer);
        });
}

void Advices::again(std::int64_t paymentId, std::uint32_t number, const std::string& code) {
    m_log.warning("advices", "payment " + std::to_string(paymentId) + ": attempt " +
                                 std::to_string(number + 1) +
                                 (code.empty() ? " without reply" : " answered " + code));
    const auto& network = m_config.network;
    const auto pause = std::min<std::chrono::milliseconds>(
        network.firstReversalPause * (1LL << std::min(number, 20U)), network.longestReversalPause);
    m_loop.after(pause, [this, paymentId, number] { attempt(paymentId, number + 1); });
}

}  // namespace tappay::backend
