#include "backend/orders/refunds.h"

#include <algorithm>

#include "backend/booking.h"
#include "backend/confirm/policy.h"
#include "backend/iso_messages.h"
#include "backend/orders/question.h"
#include "base/uuid.h"

namespace tappay::backend {

Refunds::Refunds(const Config& config, const OrderBook& book, GroupCommit& records,
                 NetworkLink& network, EventLoop& loop, const CardVault& vault, const Clock& clock,
                 Random& random, const Log& log)
    : m_config(config),
      m_book(book),
      m_records(records),
      m_network(network),
      m_loop(loop),
      m_vault(vault),
      m_clock(clock),
      m_random(random),
      m_log(log) {}

Result<Refund> Refunds::accept(Records& records, const Order& order, const std::string& reference,
                               std::int64_t amount) const {
    TAPPAY_TRY(found, records.refunds().find(order.row, reference));
    if (found && found->amount != amount)
        return fail(FailureCode::KeyReused, "the reference came before with another amount");
    if (found) return std::move(*found);
    if (order.state != OrderState::Paid)
        return fail(FailureCode::NotUndoable, "the order is not paid");
    TAPPAY_TRY(sum, records.refunds().sum(order.row));
    if (amount > order.amount.minor - sum)
        return fail(FailureCode::AmountInvalid, "more than is left of the order");
    TAPPAY_TRY(payment, records.load(order.paymentId));
    if (payment.keptCard.empty())
        return fail(FailureCode::NotUndoable, "its card is not kept any more: paid too long ago");
    Refund refund;
    refund.id = makeUuidV7(m_clock, m_random);
    refund.orderRow = order.row;
    refund.reference = reference;
    refund.amount = amount;
    refund.created = milliseconds(m_clock.now());
    refund.keptCard = payment.keptCard;
    TAPPAY_TRY(trace, records.takeTrace(payment.terminalId));
    refund.batch = trace.batch;
    refund.stan = trace.stan;
    TAPPAY_CHECK(records.refunds().insert(refund));
    return refund;
}

Result<void> Refunds::checkAlone(const Money& amount) const {
    using protocol::ConfirmationWish;
    if (m_config.confirm && needsConfirmation(*m_config.confirm, ConfirmationWish::Refund, amount))
        return fail(FailureCode::ConfirmationNeeded, "a refund to be confirmed on a phone");
    return {};
}

void Refunds::wake() {
    m_loop.post([this] { look(); });
}

void Refunds::look() {
    askRecords<std::vector<Refund>>(
        m_records, [](Records& records) { return records.refunds().open(); },
        [this](Result<std::vector<Refund>> open) {
            if (!open) return m_log.failure("refunds", open.error());
            m_loop.post([this, refunds = std::move(*open)] {
                for (const auto& refund : refunds)
                    if (m_busy.insert(refund.row).second) attempt(refund.row, refund.attempts);
            });
        });
}

void Refunds::attempt(std::int64_t row, std::uint32_t number) {
    askRecords<Loaded>(
        m_records, [this, row](Records& records) { return load(records, row); },
        [this, row, number](Result<Loaded> loaded) {
            if (!loaded) return again(row, number, {});
            send(*loaded, number);
        });
}

// Counted before it is sent: what may have arrived is told as a repetition from then on.
Result<Refunds::Loaded> Refunds::load(Records& records, std::int64_t row) const {
    TAPPAY_TRY(refund, records.refunds().load(row));
    TAPPAY_TRY(order, records.orders().load(refund.orderRow));
    TAPPAY_TRY(payment, records.load(order.paymentId));
    ++refund.attempts;
    TAPPAY_CHECK(records.refunds().update(refund));
    return Loaded{std::move(refund), std::move(payment)};
}

void Refunds::send(const Loaded& loaded, std::uint32_t number) {
    const auto& [told, payment] = loaded;
    const auto row = told.row;
    const auto trySend = [&]() -> Result<void> {
        TAPPAY_TRY(card, m_vault.open(told.keptCard, payment.terminalId, payment.key));
        return m_network.send(
            refund(payment, {told.amount, told.batch, told.stan}, card, m_config.network),
            [this, row, number](const Exchange& exchange) { replied(row, number, exchange); });
    };
    if (auto sent = trySend(); !sent) {
        m_log.failure("refunds", sent.error());
        again(row, number, {});
    }
}

void Refunds::replied(std::int64_t row, std::uint32_t number, const Exchange& exchange) {
    const bool answered = exchange.outcome == Exchange::Outcome::Replied;
    const auto code = answered ? exchange.reply.text(39) : std::string();
    if (const auto booked = isBooked(code, number))
        settle(row, number, exchange.reply, *booked);
    else
        again(row, number, code);
}

void Refunds::settle(std::int64_t row, std::uint32_t number, const iso8583::Message& reply,
                     bool booked) {
    m_records.submit(
        [this, row, reply, booked](Records& records) { return note(records, row, reply, booked); },
        [this, row, number, code = reply.text(39)](const Result<void>& result) {
            // Not on record, so not done: the network will be told once more.
            if (!result) return again(row, number, code);
            m_log.info("refunds", "refund " + std::to_string(row) + " answered " + code);
            m_loop.post([this, row] { m_busy.erase(row); });
        });
}

Result<void> Refunds::note(Records& records, std::int64_t row, const iso8583::Message& reply,
                           bool booked) const {
    TAPPAY_TRY(refund, records.refunds().load(row));
    if (refund.state != RefundState::Pending) return {};
    refund.state = booked ? RefundState::Done : RefundState::Refused;
    refund.responseCode = reply.text(39);
    refund.networkReference = reply.text(37);
    refund.answered = milliseconds(m_clock.now());
    refund.keptCard.clear();
    TAPPAY_CHECK(records.refunds().update(refund));
    TAPPAY_TRY(order, records.orders().load(refund.orderRow));
    if (!booked) return m_book.tellRefund(records, order, refund);
    order.refunded += refund.amount;
    TAPPAY_CHECK(records.orders().update(order));
    TAPPAY_TRY(payment, records.load(order.paymentId));
    TAPPAY_CHECK(records.cardholderPayments().refunded(
        payment, {refund.amount, order.amount.currency}, refund.id, refund.answered));
    return m_book.tellRefund(records, order, refund);
}

void Refunds::again(std::int64_t row, std::uint32_t number, const std::string& code) {
    m_log.warning("refunds", "refund " + std::to_string(row) + ": attempt " +
                                 std::to_string(number + 1) +
                                 (code.empty() ? " without reply" : " answered " + code));
    const auto& network = m_config.network;
    const auto pause = std::min<std::chrono::milliseconds>(
        network.firstReversalPause * (1LL << std::min(number, 20U)), network.longestReversalPause);
    m_loop.after(pause, [this, row, number] { attempt(row, number + 1); });
}

}  // namespace tappay::backend
