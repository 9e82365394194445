#include "terminal/record.h"

#include <array>
#include <charconv>
#include <utility>

#include "terminal/checkout.h"

namespace tappay::terminal {

namespace {

using std::chrono::milliseconds;
using std::chrono::system_clock;

template <typename Number>
bool parse(const std::string& text, Number& to) {
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, to);
    return error == std::errc() && stopped == end;
}

template <auto Member>
constexpr Column shownText(std::string_view name) {
    return {name, [](const Record& record) { return record.shown.*Member; },
            [](Record& record, const std::string& value) {
                record.shown.*Member = value;
                return true;
            }};
}

template <auto Member>
constexpr Column text(std::string_view name) {
    return {name, [](const Record& record) { return record.*Member; },
            [](Record& record, const std::string& value) {
                record.*Member = value;
                return true;
            }};
}

template <auto Member>
constexpr Column time(std::string_view name) {
    return {name,
            [](const Record& record) {
                return std::to_string(std::chrono::duration_cast<milliseconds>(
                                          (record.shown.*Member).time_since_epoch())
                                          .count());
            },
            [](Record& record, const std::string& value) {
                std::int64_t count = 0;
                if (!parse(value, count)) return false;
                record.shown.*Member = system_clock::time_point(milliseconds(count));
                return true;
            }};
}

std::string yesNo(bool value) {
    return value ? "1" : "0";
}

bool setYesNo(bool& to, const std::string& value) {
    to = value == "1";
    return value == "1" || value == "0";
}

constexpr Column kState{
    "state", [](const Record& record) { return std::string(nameOf(record.shown.state)); },
    [](Record& record, const std::string& value) {
        const auto state = stateByName(value);
        if (state) record.shown.state = *state;
        return state.has_value();
    }};

constexpr Column kAmount{
    "amount", [](const Record& record) { return std::to_string(record.shown.amount.minor); },
    [](Record& record, const std::string& value) {
        return parse(value, record.shown.amount.minor);
    }};

constexpr Column kCurrency{
    "currency",
    [](const Record& record) { return std::string(record.shown.amount.currency.alpha); },
    [](Record& record, const std::string& value) {
        const auto currency = currencyByAlpha(value);
        if (currency) record.shown.amount.currency = *currency;
        return currency.has_value();
    }};

constexpr Column kFailure{"failure",
                          [](const Record& record) {
                              const auto& failure = record.shown.failure;
                              return failure ? std::string(describe(failure->code).name)
                                             : std::string();
                          },
                          [](Record& record, const std::string& value) {
                              if (value.empty()) return true;
                              const auto code = failureByName(value);
                              if (code) record.shown.failure = Failure{*code, {}};
                              return code.has_value();
                          }};

constexpr Column kFailureDetail{
    "failure_detail",
    [](const Record& record) {
        return record.shown.failure ? redact(record.shown.failure->detail) : std::string();
    },
    [](Record& record, const std::string& value) {
        if (record.shown.failure) record.shown.failure->detail = value;
        return record.shown.failure || value.empty();
    }};

constexpr Column kSequence{
    "sequence", [](const Record& record) { return std::to_string(record.sequence); },
    [](Record& record, const std::string& value) { return parse(value, record.sequence); }};

constexpr Column kOnline{
    "online", [](const Record& record) { return yesNo(record.online); },
    [](Record& record, const std::string& value) { return setYesNo(record.online, value); }};

constexpr Column kSignature{
    "signature", [](const Record& record) { return yesNo(record.shown.signatureNeeded); },
    [](Record& record, const std::string& value) {
        return setYesNo(record.shown.signatureNeeded, value);
    }};

constexpr Column kUndoAttempts{
    "undo_attempts", [](const Record& record) { return std::to_string(record.shown.undoAttempts); },
    [](Record& record, const std::string& value) {
        return parse(value, record.shown.undoAttempts);
    }};

constexpr Column kUndoReason{
    "undo_reason",
    [](const Record& record) { return std::to_string(std::to_underlying(record.undoReason)); },
    [](Record& record, const std::string& value) {
        std::uint8_t reason = 0;
        if (!parse(value, reason) || reason > std::to_underlying(protocol::UndoReason::Merchant))
            return false;
        record.undoReason = static_cast<protocol::UndoReason>(reason);
        return true;
    }};

constexpr Column kCardBalance{"card_balance",
                              [](const Record& record) {
                                  const auto& balance = record.shown.cardBalance;
                                  return balance ? std::to_string(balance->minor) : std::string();
                              },
                              [](Record& record, const std::string& value) {
                                  if (value.empty()) return true;
                                  record.shown.cardBalance = Money{0, record.shown.amount.currency};
                                  return parse(value, record.shown.cardBalance->minor);
                              }};

constexpr Column kOrder{"signed_order", [](const Record& record) { return record.signedOrder; },
                        [](Record& record, const std::string& value) {
                            record.signedOrder = value;
                            if (value.empty()) return true;
                            auto facts = keptFacts(value);
                            if (facts) record.shown.order = std::move(*facts);
                            return facts.has_value();
                        }};

// Beside the order, so that its payments are found.
constexpr Column kOrderId{"order_id",
                          [](const Record& record) {
                              return record.shown.order ? record.shown.order->id : std::string();
                          },
                          [](Record& record, const std::string& value) {
                              return value ==
                                     (record.shown.order ? record.shown.order->id : std::string());
                          }};

constexpr Column kOrigin{"order_origin",
                         [](const Record& record) {
                             return record.shown.order ? record.shown.order->origin : std::string();
                         },
                         [](Record& record, const std::string& value) {
                             if (record.shown.order) record.shown.order->origin = value;
                             return record.shown.order || value.empty();
                         }};

constexpr Column added(Column column) {
    column.added = true;
    return column;
}

using Shown = TransactionSnapshot;

constexpr std::array kColumns{
    shownText<&Shown::id>("id"),
    kState,
    shownText<&Shown::kind>("kind"),
    kAmount,
    kCurrency,
    shownText<&Shown::note>("note"),
    time<&Shown::created>("created"),
    time<&Shown::changed>("changed"),
    shownText<&Shown::terminalId>("terminal_id"),
    shownText<&Shown::merchantId>("merchant_id"),
    text<&Record::operatorId>("operator_id"),
    kSequence,
    kFailure,
    kFailureDetail,
    text<&Record::entryMode>("entry_mode"),
    shownText<&Shown::maskedPan>("masked_pan"),
    shownText<&Shown::panSequence>("pan_sequence"),
    shownText<&Shown::cardLabel>("card_label"),
    shownText<&Shown::aid>("aid"),
    shownText<&Shown::cvm>("cvm"),
    kSignature,
    shownText<&Shown::tvr>("tvr"),
    shownText<&Shown::tsi>("tsi"),
    shownText<&Shown::cryptogram>("cryptogram"),
    shownText<&Shown::atc>("atc"),
    kOnline,
    shownText<&Shown::responseCode>("response_code"),
    shownText<&Shown::authCode>("auth_code"),
    shownText<&Shown::reference>("reference"),
    shownText<&Shown::stan>("stan"),
    shownText<&Shown::batch>("batch"),
    shownText<&Shown::issuerName>("issuer_name"),
    shownText<&Shown::acquirerId>("acquirer_id"),
    text<&Record::hostTime>("host_time"),
    kUndoReason,
    kUndoAttempts,
    text<&Record::issuedMerchant>("issued_merchant"),
    text<&Record::issuedCardholder>("issued_cardholder"),
    added(shownText<&Shown::interface>("interface")),
    added(kCardBalance),
    added(text<&Record::advice>("advice")),
    added(text<&Record::cardMayPay>("card_may_pay")),
    added(shownText<&Shown::risk>("risk")),
    added(kOrder),
    added(kOrderId),
    added(kOrigin),
};

// How long the back end can undo an approved sale.
constexpr std::chrono::days kUndoWindow{7};

// Whether a failure says the same of the money as the state does.
bool fits(FailureCode code, State state) {
    const bool saysOpen =
        code == FailureCode::HostTimeout || code == FailureCode::HostAnswerInvalid;
    switch (state) {
        case State::AdvicePending:
            return false;
        case State::AdviceRefused:
            return code == FailureCode::AdviceRefused;
        case State::CardInDoubt:
        case State::Abandoned:
            return code == FailureCode::CardInDoubt;
        case State::UndoRefused:
            return code == FailureCode::NotUndoable;
        default:
            return isPending(state) ? saysOpen || code == FailureCode::TooLate : !saysOpen;
    }
}

}  // namespace

std::span<const Column> columns() {
    return kColumns;
}

void dress(Record& record, const std::string& batch, std::chrono::system_clock::time_point now) {
    auto& shown = record.shown;
    if (shown.state != State::CardRead) record.cardMayPay.clear();
    shown.canCancel =
        next(shown.state, Event::PersonCancelled).has_value() && record.cardMayPay.empty();
    if (shown.state != State::CardInDoubt) shown.canResume = false;
    shown.canUndo = next(shown.state, Event::UndoWanted) == State::Undoing &&
                    shown.state == State::Approved && !shown.order && record.online &&
                    shown.batch == batch && now - shown.created < kUndoWindow;
    const bool over = isFinal(shown.state) || isPaid(shown.state);
    if (over) {
        if (shown.stage != Stage::Completing && shown.stage != Stage::RemoveCard &&
            shown.stage != Stage::CardRead)
            shown.stage = Stage::Done;
        if (isFinal(shown.state)) shown.nextAttempt.reset();
    } else if (shown.state == State::Unknown || shown.state == State::Undoing ||
               (shown.state == State::Capturing && shown.stage != Stage::Completing)) {
        shown.stage = Stage::Checking;
    } else if (shown.state == State::CardInDoubt && shown.stage == Stage::PresentCard) {
        shown.stage = Stage::Done;  // nobody is waiting for the card: a restart
    }
    if (over || shown.stage == Stage::Checking) {
        shown.lights = isPaid(shown.state) ? 4 : 0;
        shown.acceptsTap = shown.acceptsInsert = false;
        shown.pin.reset();
        shown.applications.clear();
        shown.applicationRefused = false;
        shown.deadline.reset();
    }
}

TransactionSnapshot told(const Record& record) {
    TransactionSnapshot shown = record.shown;
    if (shown.failure && !fits(shown.failure->code, shown.state)) shown.failure.reset();
    return shown;
}

}  // namespace tappay::terminal
