#include "terminal/money_state.h"

#include <algorithm>
#include <array>

namespace tappay::terminal {

namespace {

struct Row {
    State from;
    Event event;
    State to;
};

using enum State;
using enum Event;

// A sale whose card was closed without a TC has left this table's upper half: from Unknown and
// Undoing no row leads back to HostApproved, so it can only end as Undone or Declined.
// clang-format off: a row a line
constexpr std::array kTable{
    Row{Intended, CardDataRead, CardRead},
    Row{Intended, PersonCancelled, Cancelled},
    Row{Intended, CouldNotContinue, Failed},
    Row{Intended, ProgramRestarted, Failed},

    Row{CardRead, RequestSent, Sent},
    Row{CardRead, OfflineApproval, AdvicePending},
    Row{CardRead, CardTorn, CardInDoubt},
    Row{CardRead, CardRefusal, Declined},
    Row{CardRead, PersonCancelled, Cancelled},
    Row{CardRead, CouldNotContinue, Failed},
    Row{CardRead, ProgramRestarted, Failed},

    Row{Sent, HostApproval, HostApproved},
    Row{Sent, HostDecline, Declined},
    Row{Sent, HostNoAnswer, Unknown},
    Row{Sent, HostSurelyNotAsked, CardRead},  // the card may approve by itself (Y3)
    Row{Sent, ProgramRestarted, Unknown},

    Row{HostApproved, CardApproval, CardCompleted},
    Row{HostApproved, CardRefusal, Undoing},
    Row{HostApproved, CouldNotContinue, Undoing},
    Row{HostApproved, ProgramRestarted, Undoing},

    // An order is paid in one step with what the shop is told: until then it can be undone.
    Row{HostApproved, CardPaidOrder, Capturing},
    Row{Capturing, CaptureConfirmed, Approved},
    Row{Capturing, CaptureRefused, Undoing},
    Row{Capturing, ProgramRestarted, Capturing},

    Row{CardCompleted, Recorded, Approved},
    Row{CardCompleted, ProgramRestarted, Approved},  // being found in the journal is the record

    Row{Unknown, HostApproval, Undoing},
    Row{Unknown, HostDecline, Declined},
    Row{Unknown, UndoWanted, Undoing},
    Row{Unknown, UndoConfirmed, Undone},
    Row{Unknown, ProgramRestarted, Unknown},

    Row{Undoing, HostDecline, Declined},
    Row{Undoing, UndoConfirmed, Undone},
    Row{Undoing, ProgramRestarted, Undoing},
    Row{Undoing, UndoTooLate, UndoRefused},

    Row{Approved, UndoWanted, Undoing},

    Row{AdvicePending, AdviceDelivered, Approved},
    Row{AdvicePending, AdviceRejected, AdviceRefused},
    Row{AdvicePending, ProgramRestarted, AdvicePending},

    Row{CardInDoubt, CardFoundPaid, AdvicePending},
    Row{CardInDoubt, CardFoundUnpaid, CardRead},
    Row{CardInDoubt, CardRefusal, Declined},  // it has paid, and can't be accepted
    Row{CardInDoubt, GivenUp, Abandoned},
    Row{CardInDoubt, ProgramRestarted, CardInDoubt},  // until a person has seen it
};
// clang-format on

struct StateName {
    State state;
    std::string_view name;
};

constexpr std::array kStateNames{
    StateName{Intended, "intended"},
    StateName{CardRead, "card_read"},
    StateName{Sent, "sent"},
    StateName{HostApproved, "host_approved"},
    StateName{CardCompleted, "card_completed"},
    StateName{Approved, "approved"},
    StateName{Declined, "declined"},
    StateName{Unknown, "unknown"},
    StateName{Undoing, "undoing"},
    StateName{Undone, "undone"},
    StateName{Cancelled, "cancelled"},
    StateName{Failed, "failed"},
    StateName{AdvicePending, "advice_pending"},
    StateName{AdviceRefused, "advice_refused"},
    StateName{CardInDoubt, "card_in_doubt"},
    StateName{Abandoned, "abandoned"},
    StateName{UndoRefused, "undo_refused"},
    StateName{Capturing, "capturing"},
};

constexpr std::array<std::string_view, kEventCount> kEventNames{
    "card_data_read",  "request_sent",      "host_approval",      "host_decline",
    "host_no_answer",  "host_not_asked",    "card_approval",      "card_refusal",
    "recorded",        "person_cancelled",  "could_not_continue", "undo_wanted",
    "undo_confirmed",  "program_restarted", "offline_approval",   "advice_delivered",
    "advice_rejected", "card_torn",         "card_found_paid",    "card_found_unpaid",
    "given_up",        "undo_too_late",     "card_paid_order",    "capture_confirmed",
    "capture_refused"};

}  // namespace

std::optional<State> next(State state, Event event) {
    const auto* row = std::ranges::find_if(
        kTable, [&](const Row& each) { return each.from == state && each.event == event; });
    if (row == kTable.end()) return std::nullopt;
    return row->to;
}

bool isFinal(State state) {
    return state == Approved || state == Declined || state == Undone || state == Cancelled ||
           state == Failed || state == AdviceRefused || state == Abandoned || state == UndoRefused;
}

bool isPending(State state) {
    return state == Sent || state == HostApproved || state == CardCompleted || state == Unknown ||
           state == Undoing || state == AdvicePending || state == CardInDoubt || state == Capturing;
}

bool isPaid(State state) {
    return state == Approved || state == AdvicePending;
}

std::string_view nameOf(State state) {
    return std::ranges::find(kStateNames, state, &StateName::state)->name;
}

std::string_view nameOf(Event event) {
    return kEventNames[static_cast<std::size_t>(event)];
}

std::optional<State> stateByName(std::string_view name) {
    const auto* found = std::ranges::find(kStateNames, name, &StateName::name);
    if (found == kStateNames.end()) return std::nullopt;
    return found->state;
}

}  // namespace tappay::terminal
