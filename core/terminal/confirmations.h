#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "protocol/confirmation.h"
#include "protocol/confirmation_request.h"

// What a person sees and does of the payments that are confirmed on a phone. They need no card, so
// they hold up no sale, and no sale holds up them. Thread-safe; calls return at once.
namespace tappay::terminal {

struct ConfirmationSnapshot {
    std::string key;
    protocol::ConfirmationWish wish = protocol::ConfirmationWish::Order;
    std::string order;  // its id; empty for a transfer
    // As the back end has told it, signed; nothing before it has.
    std::optional<protocol::ConfirmationState> state;
    protocol::ConfirmationReason reason = protocol::ConfirmationReason::None;
    // Read from the octets that the device signs; nothing before they have come.
    std::optional<protocol::ConfirmationRequest> request;
    bool mixedScripts = false;  // in a name of it
    std::string code;           // "41 87"
    std::string phone, phoneName, device;
    std::string payment;  // its id, once the back end has signed what became of it
    bool reachable = true;
    bool canWithdraw = false, withdrawing = false;
    std::chrono::system_clock::time_point began, changed;
    // Why the back end took the wish for none; the state is Failed then.
    std::optional<Failure> failure;

    [[nodiscard]] bool isOpen() const { return !state || !protocol::isEnd(*state); }
};

class Confirmations {
public:
    virtual ~Confirmations() = default;

    // Writes the intent to disk, then sends it until the back end has answered. Its terminal and
    // time are set here. The same key with the same contents returns what has become of it, with
    // others KeyReused. InputMalformed; the failure of the terminal's standing; JournalUnavailable,
    // StorageFull.
    virtual Result<ConfirmationSnapshot> start(protocol::ConfirmationIntent intent) = 0;
    // Takes it back from the phone. TooLate once it is signed or has ended otherwise.
    virtual Result<ConfirmationSnapshot> withdraw(const std::string& key) = 0;

    // NotFound.
    [[nodiscard]] virtual Result<ConfirmationSnapshot> confirmation(
        const std::string& key) const = 0;
    // Open ones first, then the newest.
    [[nodiscard]] virtual Result<std::vector<ConfirmationSnapshot>> confirmations(
        int limit) const = 0;
    // With the key of the one that is another now; on the thread that changes it, after it is on
    // disk.
    virtual void onConfirmation(std::function<void(const std::string& key)> listener) = 0;
};

}  // namespace tappay::terminal
