#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "protocol/cardholder.h"

// What a cardholder sees and does of the account that this computer belongs to. Thread-safe; calls
// return at once.
namespace tappay::terminal {

enum class CardholderStep : std::uint8_t { Idle, Asking, AddingCard };

// While a card is being added.
enum class CardProofStage : std::uint8_t {
    PresentCard,
    KeepCard,
    CardRead,
    Authorising,
    RemoveCard
};

struct CardholderStatus {
    // Nothing before the first card was added, and before the first answer.
    std::optional<protocol::CardholderFacts> account;
    std::string terminalId;  // of this computer, among the account's devices
    CardholderStep step = CardholderStep::Idle;
    std::optional<CardProofStage> stage;
    std::optional<std::chrono::system_clock::time_point> asked;  // when the back end last told
    std::optional<Failure> failure;                              // of the last step
};

class CardholderAccount {
public:
    virtual ~CardholderAccount() = default;

    [[nodiscard]] virtual CardholderStatus cardholder() const = 0;

    // Here and below: Busy while another step runs, and the failure of the terminal's standing.
    // When it returns the step has begun, and how it goes is in cardholder().
    virtual Result<void> refresh() = 0;
    // Waits for a card and has its issuer confirm it; nothing is charged. The first one makes the
    // account. Busy also while a payment runs, and no payment starts before the card was asked.
    virtual Result<void> addCard() = 0;
    // Ends the wait for the card. TooLate once the bank is being asked.
    virtual Result<void> cancel() = 0;
    virtual Result<void> unbind(const std::string& card) = 0;
    virtual Result<void> removeDevice(const std::string& device) = 0;
    virtual Result<void> setLimits(const protocol::CardholderLimits& limits) = 0;
    // Forgets the account at the back end, and here.
    virtual Result<void> forget() = 0;

    // Everything that is kept, as a JSON object; `done` is called once, on the account's thread
    // unless it fails at once.
    using Exported = std::function<void(Result<std::string>)>;
    virtual void exportData(Exported done) = 0;

    // Called on the thread that changes it.
    virtual void onCardholder(std::function<void(const CardholderStatus&)> listener) = 0;
};

}  // namespace tappay::terminal
