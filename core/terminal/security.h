#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "chip/chip.h"
#include "protocol/management.h"

// What a person sees of the terminal's keys and does about them. Thread-safe; calls return at once.
namespace tappay::terminal {

using Time = std::chrono::system_clock::time_point;

// What the terminal does for its standing at the moment.
enum class SecurityStep : std::uint8_t {
    Idle,
    Enrolling,
    FetchingKey,  // the master key
    SigningOn,
    FetchingParameters,
};

struct ChipFacts {
    chip::Form form = chip::Form::Software;
    chip::Description description;
    std::optional<Failure> trouble;  // it can't be used
};

struct EnrolmentFacts {
    std::string terminalId, merchantId, merchantName;
    std::string transactionId;  // the unique transaction identifier
    std::string issuer;         // common name of the authority that issued the certificate
    std::string serial;         // of the certificate, hexadecimal
    Time validFrom, validUntil;
};

// A key as it may be shown.
struct KeyFacts {
    std::string checkValue;  // 3 octets, hexadecimal; empty for the process key and for AES DUKPT
    std::uint32_t version = 0;  // of the master key
    Time since;
};

struct SignOnFacts {
    KeyFacts pinKey, processKey;
    std::string batch;
    std::uint64_t counter = 0;  // of the chip, as attested
    Time at, expires;
};

struct ParametersFacts {
    std::uint32_t version = 0;
    std::string profile;  // "production" or "test"
    Time applied;
    int applications = 0, authorityKeys = 0;
};

// One line of what happened last.
struct SecurityChange {
    enum class What : std::uint8_t { Enrolled, MasterKey, SignedOn, Parameters };
    What what = What::Enrolled;
    Time at;
    std::string detail;  // terminal id, version, batch, version
};

struct SecurityStatus {
    ChipFacts chip;
    std::optional<EnrolmentFacts> enrolment;
    std::optional<KeyFacts> masterKey;
    std::optional<Time> keyRenewal;  // when the master key is due for a new one
    std::optional<SignOnFacts> signOn;
    std::optional<ParametersFacts> parameters;
    SecurityStep step = SecurityStep::Idle;
    // Why the last step failed; gone when one succeeds. What keeps payments from being taken is in
    // Status::trouble.
    std::optional<Failure> failure;
    std::optional<Time> nextAttempt;      // of a step that failed and is tried again by itself
    std::vector<SecurityChange> changes;  // newest first, at most 20
};

class Security {
public:
    virtual ~Security() = default;

    [[nodiscard]] virtual SecurityStatus security() const = 0;

    // Makes this machine a terminal, with the operator's code: enrols, fetches the master key,
    // signs on, fetches the parameters. How far it is, and why it failed, is in security(). Busy
    // while another step runs; EnrolmentCodeInvalid when it is no code; ChipUnavailable; TooLate
    // while a payment is open, for a terminal that is enrolled already. Here and below: when it
    // returns the step has begun, and security() is not Idle again before it has ended.
    virtual Result<void> enrol(const std::string& code) = 0;
    // Signs on anew. Busy; NotEnrolled.
    virtual Result<void> signOn() = 0;
    // Fetches a new master key and signs on with it. Busy; NotEnrolled.
    virtual Result<void> renewKeys() = 0;
    // One of these, as the payment system wants it: a signed command that a page has brought
    // (docs/protocol.md, "Management commands"). Gives what has begun. PermissionDenied when it is
    // not signed by the payment system for this terminal, is over or was carried out before; Busy;
    // NotEnrolled.
    virtual Result<protocol::ManagementTask> manage(const std::string& compact) = 0;

    // Called on the security thread.
    virtual void onSecurity(std::function<void(const SecurityStatus&)> listener) = 0;
};

}  // namespace tappay::terminal
