#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/bytes.h"
#include "base/clock.h"
#include "base/money.h"
#include "base/result.h"
#include "base/secret.h"

// How the kernel reaches the world, besides apdu::Card.
namespace tappay::emv {

// How the card is in touch with the terminal.
enum class CardInterface : std::uint8_t { Contact, Contactless };

// What a person can see of the kernel's progress.
enum class Step : std::uint8_t {
    Selecting,
    Reading,
    Authenticating,
    CardRead,
    Authorising,
    Completing
};

struct ApplicationChoice {
    std::string label;  // application preferred name or label, UTF-8
    Bytes aid;
};

struct PinRequest {
    Money amount;
    std::optional<std::uint8_t> triesLeft;  // offline PIN only, from the card's own counter
    bool lastAttemptWrong = false;
    bool bypassAllowed = false;
};

enum class PinEntry : std::uint8_t { Entered, Bypassed };

// A PIN the card itself will verify.
struct OfflinePin {
    PinEntry entry = PinEntry::Bypassed;
    SecretBytes digits;  // ASCII, 4 to 12; empty when bypassed
};

class Cardholder {
public:
    virtual ~Cardholder() = default;
    virtual void progress(Step step) = 0;
    // Index into `choices`. Also asked for one application that wants confirmation. Cancelled or
    // CardTimeout when nobody chooses.
    virtual Result<std::size_t> chooseApplication(std::span<const ApplicationChoice> choices) = 0;
    // The application that was chosen can't be used after all. What is left is offered next, if
    // anything is.
    virtual void applicationNotAccepted() = 0;
    // Collects the PIN for the issuer. The PIN stays on the other side of this interface; the
    // kernel learns only that there is one. Failures: Cancelled, PinTimeout, and NotConfigured when
    // there is no pad.
    virtual Result<PinEntry> enterOnlinePin(const PinRequest& request) = 0;
    // Collects a PIN for the card, on a pad that is not the reader's. Failures as above, and
    // NotConfigured when there is no such pad.
    virtual Result<OfflinePin> enterOfflinePin(const PinRequest& request) = 0;
    // The reader's own pad asks for the PIN now; over when any other function is called.
    virtual void pinOnReader(const PinRequest& request) = 0;
};

// What makes a payment look unlike that of an honest card in the customer's hand. None of it is a
// reason to refuse it here: whoever knows more of the card decides.
struct RiskSignals {
    bool counterNotNew = false;  // the card's transaction counter was seen before, or a higher one
    bool numberNotNew = false;   // the terminal's unpredictable number was used before
    bool slowAnswers = false;    // all answers of a tap came late, as over a relay

    [[nodiscard]] bool any() const { return counterNotNew || numberNotNew || slowAnswers; }
    friend bool operator==(const RiskSignals&, const RiskSignals&) = default;
};

// What the issuer needs. PAN and track 2 are secrets and live in SecretBytes (ASCII).
struct HostRequest {
    Money amount;
    SecretBytes pan;                         // digits
    SecretBytes track2;                      // "PAN D YYMM ...", 'D' as separator, no F padding
    std::string expiry;                      // YYMM
    std::optional<std::string> panSequence;  // "01", from 5F34
    Bytes aid;
    Bytes icc;                // field 55: TLV objects in the order of the acquirer's list
    bool pinEntered = false;  // a PIN for the issuer is waiting at Cardholder's other side
    CardInterface interface = CardInterface::Contact;
    RiskSignals risk;
    std::string label = {};  // of the application, UTF-8
};

struct HostAnswer {
    bool approved = false;
    std::string responseCode;    // 8A as two characters, "00"
    Bytes issuerAuthentication;  // 91, empty when absent
    Bytes scripts;               // 71 and 72 templates as received
};

class Host {
public:
    virtual ~Host() = default;
    // HostUnreachable: surely nothing was sent. HostTimeout, HostAnswerInvalid: the result is not
    // known, and whoever implements this keeps track of it.
    virtual Result<HostAnswer> authorise(HostRequest request) = 0;
    // The next command may make the card pay by itself. What is written down here lets a terminal
    // that loses its power right after it know that it may have. A failure ends the transaction
    // before that command.
    virtual Result<void> expectOfflineApproval() = 0;
    // The card approved without the issuer. What is given here is made durable before this returns
    // and delivered to the issuer later; a failure means that nothing was kept, and then there is
    // no approval. `icc` has the response code Y1 or Y3 in 8A.
    virtual Result<void> keepOfflineApproval(HostRequest request) = 0;
};

}  // namespace tappay::emv
