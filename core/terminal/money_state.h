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
    Declined,       // final: by issuer or card, nothing charged
    Unknown,        // sent, and the result is not known; being asked for
    Undoing,        // must be undone; being asked for until confirmed
    Undone,         // final: nothing charged
    Cancelled,      // final: by a person, before anything was sent
    Failed,         // final: ended before anything was sent
};

enum class Event : std::uint8_t {
    CardDataRead,
    RequestSent,
    HostApproval,
    HostDecline,
    HostNoAnswer,        // includes an answer that can't be trusted
    HostSurelyNotAsked,  // the request never left
    CardApproval,        // TC
    CardRefusal,         // AAC, torn or wrong after the host approved, or declined offline
    Recorded,            // completion is durable
    PersonCancelled,
    CouldNotContinue,
    UndoWanted,
    UndoConfirmed,
    ProgramRestarted,  // found in the journal at start
};
inline constexpr std::size_t kStateCount = 12;
inline constexpr std::size_t kEventCount = 14;

// Nothing when the event has no place in that state; the caller logs it as our own mistake.
std::optional<State> next(State state, Event event);

bool isFinal(State state);
// The till must not charge again: the result is open.
bool isPending(State state);
std::string_view nameOf(State state);  // "host_approved"
std::string_view nameOf(Event event);  // "undo_wanted"
std::optional<State> stateByName(std::string_view name);

}  // namespace tappay::terminal
