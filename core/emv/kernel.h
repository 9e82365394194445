#pragma once

#include <array>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "apdu/card.h"
#include "base/clock.h"
#include "base/random.h"
#include "emv/interfaces.h"
#include "emv/parameters.h"

// A contact debit/credit transaction from application selection to completion (EMV 4.3 Books 1, 3
// and 4; JR/T 0025.5).
namespace tappay::emv {

class Trace;           // emv/trace.h
class TerminalMemory;  // emv/terminal_memory.h
namespace contactless {
class Torn;  // emv/contactless/torn.h
}

struct Transaction {
    Money amount;
    std::uint8_t type = 0x00;    // 9C: 00 purchase
    bool forceOnline = false;    // TVR B4b4
    std::uint32_t sequence = 1;  // 9F41
    // 9F37, where somebody else has chosen it whom the card shall answer to; else the terminal
    // does.
    std::optional<std::array<std::uint8_t, 4>> unpredictableNumber = {};
};

enum class Decision : std::uint8_t {
    ApprovedOnline,   // issuer approved and the card gave a TC
    ApprovedOffline,  // the card gave a TC without the issuer
    DeclinedByHost,   // issuer declined
    DeclinedByCard,   // AAC; `hostApproved` says whether an approval must be undone
    Ended,            // the transaction could not be completed: see `reason`
};

enum class CvmUsed : std::uint8_t {
    None,
    Signature,
    OnlinePin,
    OfflinePin,
    OfflinePinAndSignature
};

// What the person must do before the same payment can go on; contactless only.
enum class Next : std::uint8_t {
    Nothing,
    TapAgain,    // the card left too early: the same card, see `torn`
    UseContact,  // insert it, or take another card
    SeePhone,    // confirm on the phone that plays the card, then tap it again
};

// Everything a journal, a receipt and a log may keep; no PAN beyond first six and last four.
struct Outcome {
    Decision decision = Decision::Ended;
    CardInterface interface = CardInterface::Contact;
    Next next = Next::Nothing;
    // The card may have paid already, and only the same card can tell: hand it to the next run.
    std::shared_ptr<const contactless::Torn> torn;
    std::optional<Failure> reason;  // set unless approved
    // Contactless: the card approved and its last record was read, so that its own balance is down.
    // Where this is no approval either nobody gets that money, see FailureCode::PaidNotAccepted.
    bool cardHasPaid = false;
    bool hostAsked = false;  // Host::authorise was called
    bool hostApproved = false;
    bool signatureNeeded = false;
    CvmUsed cvm = CvmUsed::None;

    std::string maskedPan;  // "622848******8901", empty before it was read
    std::string panSequence;
    Bytes aid;
    std::string label;  // UTF-8
    Bytes tvr, tsi, cvmResults, aip, atc, cryptogram, iad, unpredictableNumber;
    std::uint8_t cid = 0;                     // 9F27 of the last GENERATE AC
    std::string responseCode;                 // 8A
    Bytes scriptResults;                      // DF31, 5 octets a script
    bool adviceRequired = false;              // CID b4
    std::optional<std::int64_t> cardBalance;  // 9F5D after an offline approval, minor units
};

struct Surroundings {
    apdu::Card& card;
    Cardholder& cardholder;
    Host& host;
    const Clock& clock;
    Random& random;
    std::stop_token stop;              // heard between commands until the host has been asked
    TerminalMemory* memory = nullptr;  // nothing: no exception file, no earlier payments
    Trace* trace = nullptr;            // nothing: nobody listens
};

// Always returns an outcome: what is a failure for the person is in `reason`.
Outcome run(const Parameters& parameters, const Transaction& transaction, Surroundings world);

}  // namespace tappay::emv
