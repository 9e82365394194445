#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/secret.h"
#include "link/back_end.h"
#include "terminal/parameters.h"
#include "terminal/pin_keys.h"

namespace tappay::terminal {

// Of the PIN block for the issuer, ISO 9564-1; the kind of the PIN key says which.
enum class PinFormat : std::uint8_t { Format0, Format4 };

// What one sign-on has brought. Good until it expires or the next one takes its place.
struct SignOn {
    std::string session;  // empty: cards are sealed for the back end's own key
    SecretBytes pinKey;   // AES for format 4, two-key triple DES for format 0
    PinFormat pinFormat = PinFormat::Format4;
    std::unique_ptr<PinKeySequence> pinKeys;  // instead of the one key, for format 4
    SecretBytes processKey;                   // 32 octets
    std::chrono::system_clock::time_point expires;
    std::atomic<std::uint32_t> sealings = 0;  // numbers given out

    // No further PIN can be enciphered under it.
    [[nodiscard]] bool usedUp() const { return pinKeys && pinKeys->usedUp(); }
};

// What payments need to know of the terminal's standing. Thread-safe.
class Standing {
public:
    virtual ~Standing() = default;

    // Those to begin a payment with; the payment goes on with them when others come. Nothing before
    // the first have come.
    [[nodiscard]] virtual std::shared_ptr<const Parameters> parameters() const = 0;
    // Who the terminal is to the back end, and whose signature it believes; nothing before it is
    // enrolled.
    [[nodiscard]] virtual std::optional<link::TerminalIdentity> identity() const = 0;
    // What keeps payments from being taken: NotEnrolled, TerminalSuspended, ...
    [[nodiscard]] virtual std::optional<Failure> trouble() const = 0;

    // The present sign-on; signs on first when there is none. The failure of that, or HostTimeout
    // when the deadline came first.
    virtual Result<std::shared_ptr<SignOn>> signedOn(const Deadline& deadline) = 0;
    // The back end has refused a payment because of this.
    virtual void refused(const Failure& failure) = 0;
    // Somebody wants to pay: what failed is tried again now.
    virtual void lookAgain() = 0;

    // Parameters or trouble are others now; on a thread of its own.
    virtual void onStanding(std::function<void()> listener) = 0;
};

}  // namespace tappay::terminal
