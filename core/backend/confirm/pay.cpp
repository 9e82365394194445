#include "backend/confirm/pay.h"

#include <algorithm>

#include "backend/confirm/send.h"
#include "backend/confirm/transfer.h"
#include "backend/orders/question.h"
#include "protocol/confirmation_request.h"

namespace tappay::backend {

using protocol::ConfirmationReason;
using protocol::PaymentState;

namespace {

constexpr std::chrono::seconds kAgain{2};
constexpr std::chrono::seconds kLookAgain{1};
// A sealed card names a payment; a bound card has none yet, and is bound to its hash.
constexpr const char* kNoPayment = "00000000-0000-7000-8000-000000000000";

// What may be otherwise in a moment.
bool mayPass(FailureCode code) {
    return isOfRecords(code) || code == FailureCode::HostUnreachable ||
           code == FailureCode::HostTimeout;
}

}  // namespace

struct Pay::Run {
    std::int64_t row = 0;
    std::string terminalId, key;
    std::optional<protocol::AuthorisationRequest> request;
    std::string payee;                  // of a transfer
    std::optional<PaymentState> state;  // of the payment, when there is one
    std::optional<RefundState> refund;  // of the refund, where it is one
};

Result<Bytes> sealBoundCard(const CardVault& vault, const KeptCard& card, ByteView panHash) {
    return vault.seal(card, toHex(panHash), kNoPayment);
}

Result<KeptCard> openBoundCard(const CardVault& vault, ByteView sealed, ByteView panHash) {
    return vault.open(sealed, toHex(panHash), kNoPayment);
}

void Pay::begin(std::int64_t row) {
    auto run = std::make_shared<Run>();
    run->row = row;
    m_turns.run([this, run](Turn& turn) { return load(turn.records, *run); },
                [this, run](Result<void> loaded) {
                    if (!loaded && mayPass(loaded.error().code)) return again(run, loaded.error());
                    if (!loaded) m_log.failure("confirm", loaded.error());
                    if (loaded && run->refund) return refunded(run);
                    if (loaded && run->state) return follow(run);
                    if (!loaded || !run->request)
                        return settle(run, ConfirmationReason::NotPayable);
                    authorise(run);
                });
}

// Nothing is left in `run` when the card or the order are not there any more.
Result<void> Pay::load(Records& records, Run& run) const {
    run.request.reset();
    run.refund.reset();
    run.state.reset();
    TAPPAY_TRY(confirmation, ConfirmationRecords(records.database()).load(run.row));
    if (!confirmation) return {};
    run.terminalId = confirmation->terminalId;
    run.key = confirmation->key;
    return confirmation->wish == protocol::ConfirmationWish::Refund
               ? giveBack(records, *confirmation, run)
               : loadPayment(records, *confirmation, run);
}

// What was signed says how much.
Result<void> Pay::giveBack(Records& records, const ConfirmationRow& confirmation, Run& run) const {
    TAPPAY_TRY(order, records.orders().find(confirmation.about));
    if (!order) return {};
    TAPPAY_TRY(agreed, protocol::decodeConfirmationRequest(confirmation.request));
    TAPPAY_TRY(refund, m_giveBack(records, *order, confirmation.id, agreed.amount.minor));
    run.refund = refund.state;
    return {};
}

Result<void> Pay::loadPayment(Records& records, const ConfirmationRow& confirmation,
                              Run& run) const {
    const bool transfer = confirmation.wish == protocol::ConfirmationWish::Transfer;
    TAPPAY_TRY(agreed, protocol::decodeConfirmationRequest(confirmation.request));
    if (transfer) run.payee = agreed.payeeAccount;
    // No terminal can have made a payment without the card: it is the one of this confirmation.
    TAPPAY_TRY(payment, records.find(run.terminalId, run.key));
    if (payment && payment->entryMode == kWithoutCard) {
        run.state = payment->state;
        return {};
    }
    protocol::AuthorisationRequest request;
    request.key = run.key;
    request.terminalId = run.terminalId;
    request.amount = agreed.amount;
    request.entryMode = kWithoutCard;
    request.time = timeText(confirmation.created);
    if (transfer) {
        request.merchantId = confirmation.about;
    } else {
        TAPPAY_TRY(order, records.orders().find(confirmation.about));
        if (!order) return {};
        request.merchantId = order->merchantId;
        request.order = order->id;
    }
    run.request = std::move(request);
    return loadCard(records, confirmation, run);
}

// The bound card's data, or no request at all.
Result<void> Pay::loadCard(Records& records, const ConfirmationRow& confirmation, Run& run) const {
    auto request = std::exchange(run.request, std::nullopt);
    TAPPAY_TRY(account, records.cardholders().load(confirmation.holder.account));
    if (!account) return {};
    TAPPAY_TRY(card, records.cardholders().card(*account, confirmation.card));
    if (!card || card->until != 0) return {};
    TAPPAY_TRY(sealed, records.cardholders().kept(*card));
    TAPPAY_TRY(kept, openBoundCard(m_vault, sealed, card->panHash));
    // To itself is to nobody.
    if (std::ranges::equal(kept.pan.view(), asBytes(run.payee))) return {};
    request->card.pan = std::move(kept.pan);
    request->card.expiry = kept.expiry;
    if (!kept.panSequence.empty()) request->card.panSequence = kept.panSequence;
    run.request = std::move(request);
    return {};
}

// The network is told by the refunds themselves, however long that takes.
void Pay::refunded(const RunPtr& run) {
    if (*run->refund == RefundState::Done) return settle(run, std::nullopt);
    if (*run->refund == RefundState::Refused) return settle(run, ConfirmationReason::Declined);
    m_loop.after(kLookAgain, [this, row = run->row] { begin(row); });
}

void Pay::authorise(const RunPtr& run) {
    m_authorisations.authorise({std::move(*run->request), {}, run->payee},
                               [this, run](const Answer& answer) { authorised(run, answer); });
}

void Pay::authorised(const RunPtr& run, const Answer& answer) {
    if (!answer && mayPass(answer.error().code)) return again(run, answer.error());
    if (!answer) {
        m_log.failure("confirm", answer.error());
        return settle(run, ConfirmationReason::NotPayable);
    }
    m_turns.run(
        [run](Turn& turn) -> Result<void> {
            TAPPAY_TRY(payment, turn.records.find(run->terminalId, run->key));
            run->state = payment ? std::optional(payment->state) : std::nullopt;
            return {};
        },
        [this, run](Result<void> found) {
            if (!found) return again(run, found.error());
            follow(run);
        });
}

// As the payment stands.
void Pay::follow(const RunPtr& run) {
    if (run->state == PaymentState::Approved && !run->payee.empty())
        return settle(run, std::nullopt);
    if (run->state == PaymentState::Approved) return capture(run);
    if (run->state == PaymentState::Pending)
        return again(run, {FailureCode::Busy, "the payment is still running"});
    settle(run, run->state == PaymentState::Declined ? ConfirmationReason::Declined
                                                     : ConfirmationReason::Undone);
}

void Pay::capture(const RunPtr& run) {
    m_capture({run->key, run->terminalId, {}, {}}, [this, run](const Answer& answer) {
        if (!answer && mayPass(answer.error().code)) return again(run, answer.error());
        settle(run, answer ? std::nullopt : std::optional(ConfirmationReason::NotPayable));
    });
}

void Pay::settle(const RunPtr& run, std::optional<ConfirmationReason> failure) {
    m_turns.run(
        [run, failure](Turn& turn) -> Result<void> {
            TAPPAY_TRY(confirmation, ConfirmationRecords(turn.records.database()).load(run->row));
            if (!confirmation) return {};
            if (failure) {
                TAPPAY_CHECK(
                    send::move(turn, *confirmation, ConfirmationEvent::PaymentFailed, *failure));
                return {};
            }
            // An undo may have been faster than the capture.
            TAPPAY_TRY(payment, turn.records.find(run->terminalId, run->key));
            const bool paid = run->refund || (payment && payment->state == PaymentState::Approved);
            // What another account has got is not taken back any more.
            if (paid && !run->payee.empty()) {
                payment->keptCard.clear();
                TAPPAY_CHECK(turn.records.update(*payment));
            }
            TAPPAY_CHECK(
                send::move(turn, *confirmation,
                           paid ? ConfirmationEvent::PaymentMade : ConfirmationEvent::PaymentFailed,
                           paid ? ConfirmationReason::None : ConfirmationReason::Undone));
            return {};
        },
        [this, run](Result<void> stored) {
            if (!stored) again(run, stored.error());
        });
}

void Pay::again(const RunPtr& run, const Failure& failure) {
    m_log.failure("confirm", failure);
    m_loop.after(kAgain, [this, row = run->row] { begin(row); });
}

}  // namespace tappay::backend
