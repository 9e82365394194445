#include "backend/reversals.h"

#include <algorithm>
#include "backend/confirm/transfer.h"

#include "backend/iso_messages.h"

namespace tappay::backend {

namespace {

// Done, nothing like that there, or nothing to do: in each case the customer isn't charged.
bool settles(const std::string& responseCode) {
    return responseCode == "00" || responseCode == "12" || responseCode == "25";
}

}  // namespace

Reversals::Reversals(const Config& config, GroupCommit& records, NetworkLink& network,
                     EventLoop& loop, const CardVault& vault, const Answers& answers,
                     Waiters& undos, const Clock& clock, const Log& log)
    : m_config(config),
      m_records(records),
      m_network(network),
      m_loop(loop),
      m_vault(vault),
      m_answers(answers),
      m_undos(undos),
      m_clock(clock),
      m_log(log) {}

Result<bool> Reversals::begin(Records& records, Payment& payment, const std::string& reason) const {
    payment.state = protocol::PaymentState::Undoing;
    payment.answered = milliseconds(m_clock.now());
    TAPPAY_CHECK(m_answers.refresh(payment));
    return records.addReversal({payment.id, reason});
}

void Reversals::launch(std::int64_t paymentId) {
    m_loop.post([this, paymentId] { attempt(paymentId, 0); });
}

Result<std::vector<Reversal>> Reversals::takeUp(Records& records) const {
    TAPPAY_TRY(payments, records.pending());
    for (auto& payment : payments) {
        TAPPAY_CHECK(begin(records, payment, kReasonNoReply));
        TAPPAY_CHECK(records.update(payment));
    }
    return records.openReversals();
}

Result<void> Reversals::resume() {
    Result<std::vector<Reversal>> open;
    TAPPAY_CHECK(m_records.run([&](Records& records) -> Result<void> {
        open = takeUp(records);
        if (!open) return std::unexpected(open.error());
        return {};
    }));
    if (!open->empty()) m_log.info("reversals", std::to_string(open->size()) + " open from before");
    for (const auto& reversal : *open)
        m_loop.post([this, reversal] { attempt(reversal.paymentId, reversal.attempts); });
    return {};
}

void Reversals::attempt(std::int64_t paymentId, std::uint32_t number) {
    struct Loaded {
        Payment payment;
        std::string reason, payee;
    };
    auto loaded = std::make_shared<Loaded>();
    m_records.submit(
        [loaded, paymentId](Records& records) -> Result<void> {
            TAPPAY_TRY(payment, records.load(paymentId));
            TAPPAY_TRY(reversal, records.reversalOf(paymentId));
            TAPPAY_TRY(payee, payeeOf(records, payment));
            *loaded = {std::move(payment), reversal.reason, std::move(payee)};
            return {};
        },
        [this, loaded, paymentId, number](const Result<void>& result) {
            if (!result) return again(paymentId, number, {});
            send(loaded->payment, loaded->reason, loaded->payee, number);
        });
}

void Reversals::send(const Payment& payment, const std::string& reason, const std::string& payee,
                     std::uint32_t number) {
    const auto id = payment.id;
    auto card = m_vault.open(payment.keptCard, payment.terminalId, payment.key);
    if (!card) {
        m_log.failure("reversals", card.error());
        return again(id, number, {});
    }
    auto sent = m_network.send(
        reversal(payment, *card, reason, m_config.network, payee),
        [this, id, number](const Exchange& exchange) { replied(id, number, exchange); });
    if (!sent) {
        m_log.failure("reversals", sent.error());
        again(id, number, {});
    }
}

void Reversals::replied(std::int64_t paymentId, std::uint32_t number, const Exchange& exchange) {
    std::string code;
    if (exchange.outcome == Exchange::Outcome::Replied) code = exchange.reply.text(39);
    if (settles(code))
        confirm(paymentId, number, code);
    else
        again(paymentId, number, code);
}

void Reversals::confirm(std::int64_t paymentId, std::uint32_t number, const std::string& code) {
    auto answer = std::make_shared<std::string>();
    m_records.submit(
        [this, answer, paymentId, code](Records& records) -> Result<void> {
            TAPPAY_TRY(payment, records.load(paymentId));
            const auto now = milliseconds(m_clock.now());
            payment.state = protocol::PaymentState::Undone;
            payment.answered = now;
            payment.keptCard.clear();
            TAPPAY_CHECK(m_answers.refresh(payment));
            TAPPAY_CHECK(records.noteAttempt(paymentId, code));
            TAPPAY_CHECK(records.finishReversal(paymentId, now));
            *answer = payment.answer;
            return records.update(payment);
        },
        [this, answer, paymentId, number](const Result<void>& result) {
            // Not on record, so not done: the network will be asked once more.
            if (!result) return again(paymentId, number, {});
            m_log.info("reversals", "payment " + std::to_string(paymentId) + " undone");
            m_undos.notify(paymentId, *answer);
        });
}

void Reversals::again(std::int64_t paymentId, std::uint32_t number, const std::string& code) {
    m_log.warning("reversals", "payment " + std::to_string(paymentId) + ": attempt " +
                                   std::to_string(number + 1) +
                                   (code.empty() ? " without reply" : " answered " + code));
    m_records.submit(
        [paymentId, code](Records& records) { return records.noteAttempt(paymentId, code); },
        [](const Result<void>&) {});
    const auto& network = m_config.network;
    const auto pause = std::min<std::chrono::milliseconds>(
        network.firstReversalPause * (1LL << std::min(number, 20U)), network.longestReversalPause);
    m_loop.after(pause, [this, paymentId, number] { attempt(paymentId, number + 1); });
}

}  // namespace tappay::backend
