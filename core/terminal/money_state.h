#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

// The money states of one payment, as a table of state x event -> state. Each change is in the
// journal before anybody acts on it.
namespace tappay::terminal {

enum class State : std::uint8_t {
    Intended,       // written down; no card yet
    CardRead,       // the card has given its data; nothing sent
    Sent,           // the request may have left this machine
    HostApproved,   // verified approval; the card has not completed
    CardCompleted,  // the card gave its TC
    Approved,       // final: say "Approved"
    Declined,       // final: by issuer or card, the shop has nothing; charged is nothing either, or
                    // what a card took from itself in vain (FailureCode::PaidNotAccepted)
    Unknown,        // sent, and the result is not known; being asked for
    Undoing,        // must be undone; being asked for until confirmed
    Undone,         // final: nothing charged
    Cancelled,      // final: by a person, before anything was sent
    Failed,         // final: ended before anything was sent
    AdvicePending,  // the card has paid, and the goods may go; the bank has not been told yet
    AdviceRefused,  // final: the card has paid and the bank refused it; a person must see to it
    CardInDoubt,    // torn while it may have paid: only the same card can tell
    Abandoned,      // final: given up while in doubt; nothing is claimed about the card's balance
    UndoRefused,    // final: charged, and too late to be undone
    Capturing,      // the card has paid an order; the shop is not told before the back end has it
};

enum class Event : std::uint8_t {
    CardDataRead,
    RequestSent,
    HostApproval,
    HostDecline,
    HostNoAnswer,        // includes an answer that can't be trusted
    HostSurelyNotAsked,  // the request never left: as if it had not been made
    CardApproval,        // TC
    CardRefusal,         // AAC, torn or wrong after the host approved, or declined offline
    Recorded,            // completion is durable
    PersonCancelled,
    CouldNotContinue,
    UndoWanted,
    UndoConfirmed,
    ProgramRestarted,  // found in the journal at start
    OfflineApproval,   // TC without the issuer, kept together with what the bank will be told
    AdviceDelivered,   // the bank has booked it
    AdviceRejected,
    CardTorn,         // left while it may have paid
    CardFoundPaid,    // the same card came back and gave the TC, kept like an OfflineApproval
    CardFoundUnpaid,  // the same card came back, and may go on as if it had never been torn
    GivenUp,          // the card does not come back
    UndoTooLate,      // the back end can undo it no longer
    CardPaidOrder,    // TC for an order: paid when the back end has it, and only then
    CaptureConfirmed,
    CaptureRefused,  // it came too late: nothing will be charged
};
inline constexpr std::size_t kStateCount = 18;
inline constexpr std::size_t kEventCount = 25;

// Nothing when the event has no place in that state; the caller logs it as our own mistake.
std::optional<State> next(State state, Event event);

bool isFinal(State state);
// Something is still to be done, so it stays in the list of tasks. The till must not charge again.
bool isPending(State state);
// The shop has its money or the card's word for it: the goods may go.
bool isPaid(State state);
std::string_view nameOf(State state);  // "host_approved"
std::string_view nameOf(Event event);  // "undo_wanted"
std::optional<State> stateByName(std::string_view name);

}  // namespace tappay::terminal
