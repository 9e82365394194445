#include "backend/confirm/send.h"

#include <algorithm>

#include "backend/confirm/outbox.h"

namespace tappay::backend::send {

using protocol::ConfirmationReason;
using protocol::ConfirmationState;

namespace {

Result<std::vector<PhoneRow>> pairedPhones(Records& records, const Holder& holder) {
    TAPPAY_TRY(phones, PhoneRecords(records.database()).of(holder));
    std::erase_if(phones, [](const PhoneRow& phone) {
        return phone.standing != protocol::PhoneStanding::Paired;
    });
    return phones;
}

Result<void> tell(Turn& turn, const std::string& recipient, const ConfirmationRow& confirmation) {
    turn.woken.push_back(recipient);
    return Outbox(turn.records.database())
        .put(recipient, OutboxKind::Confirmation, confirmation.row);
}

Result<void> tellAll(Turn& turn, const ConfirmationRow& confirmation) {
    TAPPAY_CHECK(tell(turn, confirmation.terminalId, confirmation));
    if (!confirmation.shown) return {};
    TAPPAY_TRY(phones, pairedPhones(turn.records, confirmation.holder));
    for (const auto& phone : phones)
        TAPPAY_CHECK(tell(turn, phone.id, confirmation));
    return {};
}

// The oldest of the holder that waits gets its turn when there is none at the phones.
Result<void> callNext(Turn& turn, const Holder& holder) {
    ConfirmationRecords confirmations(turn.records.database());
    TAPPAY_TRY(open, confirmations.open(holder));
    if (open.empty() || std::ranges::find(open, true, &ConfirmationRow::shown) != open.end())
        return {};
    open.front().shown = true;
    TAPPAY_CHECK(confirmations.update(open.front()));
    return tellAll(turn, open.front());
}

}  // namespace

Result<void> begin(Turn& turn, ConfirmationRow& confirmation) {
    TAPPAY_CHECK(ConfirmationRecords(turn.records.database()).insert(confirmation));
    turn.ends = confirmation.expires;
    return callNext(turn, confirmation.holder);
}

Result<bool> move(Turn& turn, ConfirmationRow& confirmation, ConfirmationEvent event,
                  ConfirmationReason reason) {
    const auto next = after(confirmation.state, event);
    if (!next) return false;
    const bool wasOpen = isOpen(confirmation.state);
    confirmation.state = *next;
    confirmation.reason = reason;
    confirmation.changed = turn.now;
    TAPPAY_CHECK(ConfirmationRecords(turn.records.database()).update(confirmation));
    TAPPAY_CHECK(tellAll(turn, confirmation));
    if (wasOpen && !isOpen(*next)) TAPPAY_CHECK(callNext(turn, confirmation.holder));
    if (*next == ConfirmationState::Signed) turn.due.push_back(confirmation.row);
    return true;
}

Result<void> phoneGone(Turn& turn, const PhoneRow& phone) {
    TAPPAY_TRY(others, pairedPhones(turn.records, phone.holder));
    TAPPAY_TRY(open, ConfirmationRecords(turn.records.database()).open(phone.holder));
    for (auto& confirmation : open) {
        if (!others.empty() && confirmation.phone != phone.id) continue;
        // Another one's end may have called it meanwhile.
        TAPPAY_TRY(current, ConfirmationRecords(turn.records.database()).load(confirmation.row));
        if (current)
            TAPPAY_CHECK(
                move(turn, *current, ConfirmationEvent::TakenBack, ConfirmationReason::Phone));
    }
    turn.woken.push_back(phone.id);
    return {};
}

Result<void> lapse(Turn& turn) {
    ConfirmationRecords confirmations(turn.records.database());
    TAPPAY_TRY(over, confirmations.lapsed(turn.now));
    for (const auto& one : over) {
        TAPPAY_TRY(current, confirmations.load(one.row));
        if (current)
            TAPPAY_CHECK(
                move(turn, *current, ConfirmationEvent::TimeOver, lapseReason(current->state)));
    }
    return {};
}

Result<protocol::Confirmation> show(Records& records, const ConfirmationRow& confirmation,
                                    const std::string& to) {
    protocol::Confirmation shown;
    shown.to = to;
    shown.key = confirmation.key;
    shown.id = confirmation.id;
    shown.request = confirmation.request;
    shown.state = confirmation.state;
    shown.reason = confirmation.reason;
    shown.phone = confirmation.phone;
    shown.phoneName = confirmation.phoneName;
    shown.device = confirmation.device;
    shown.time = timeText(confirmation.changed);
    if (to != confirmation.terminalId || isOpen(confirmation.state)) return shown;
    TAPPAY_TRY(payment, records.find(confirmation.terminalId, confirmation.key));
    if (payment) shown.payment = payment->answer;
    return shown;
}

}  // namespace tappay::backend::send
