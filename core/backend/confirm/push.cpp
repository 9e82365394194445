#include "backend/confirm/push.h"

#include "backend/confirm/outbox.h"
#include "backend/confirm/send.h"

namespace tappay::backend {

namespace {

Result<std::optional<protocol::Event>> confirmationEvent(Turn& turn, std::int64_t row,
                                                         const std::string& recipient) {
    TAPPAY_TRY(found, ConfirmationRecords(turn.records.database()).load(row));
    if (!found) return std::nullopt;
    TAPPAY_TRY(shown, send::show(turn.records, *found, recipient));
    return shown;
}

}  // namespace

Result<protocol::Events> Push::after(Turn& turn, const std::string& recipient,
                                     std::int64_t cursor) const {
    Outbox outbox(turn.records.database());
    TAPPAY_TRY(entries, outbox.after(recipient, cursor, protocol::kMostEvents));
    protocol::Events events{recipient, cursor, {}, timeText(turn.now), {}};
    for (const auto& entry : entries) {
        std::optional<protocol::Event> event;
        if (entry.kind == OutboxKind::Confirmation) {
            TAPPAY_TRY(shown, confirmationEvent(turn, entry.row, recipient));
            event = std::move(shown);
        } else {
            TAPPAY_TRY(pairing, PairingRecords(turn.records.database()).load(entry.row));
            if (pairing) event = m_pairings.show(*pairing, turn.now);
        }
        if (event)
            events.events.push_back(std::move(*event));
        else
            TAPPAY_CHECK(outbox.forget(entry));
        events.cursor = entry.cursor;
    }
    return events;
}

Result<void> Push::received(Turn& turn, const std::string& recipient, bool isPhone,
                            std::int64_t cursor) {
    Outbox outbox(turn.records.database());
    ConfirmationRecords confirmations(turn.records.database());
    TAPPAY_TRY(had, outbox.had(recipient, cursor));
    for (const auto& entry : had) {
        TAPPAY_TRY(confirmation, confirmations.load(entry.row));
        // What has ended is of no use to who has heard of it.
        if (!confirmation || protocol::isEnd(confirmation->state))
            TAPPAY_CHECK(outbox.forget(entry));
        else if (isPhone)
            TAPPAY_CHECK(send::move(turn, *confirmation, ConfirmationEvent::Fetched));
    }
    return {};
}

}  // namespace tappay::backend
