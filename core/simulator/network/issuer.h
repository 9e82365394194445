#pragma once

#include <map>

#include "base/clock.h"
#include "base/random.h"
#include "iso8583/message.h"
#include "simulator/network/bank.h"
#include "simulator/network/cryptogram_check.h"
#include "simulator/network/fault.h"
#include "simulator/network/ledger.h"
#include "simulator/network/terminal_keys.h"

namespace tappay::simulator::network {

// The issuer's side of a 0210.
struct Decision {
    std::string responseCode;  // field 39
    std::string authCode;      // field 38, empty unless approved
    std::string reference;     // field 37
    std::string issuerName;
    Bytes icc;  // tag 91 and scripts, when the card proved itself
};

// Decides, and has written down what it decided before it returns. Failures are those of the
// ledger; everything wrong with a request is a response code.
class Issuer {
public:
    // All references outlive the issuer.
    Issuer(const NetworkConfig& config, const TerminalKeys& keys, Ledger& ledger,
           const Clock& clock, Random& random);

    // `asked` is a misbehaviour that concerns the decision (Code, Script71, Script72) or nullptr.
    Result<Decision> authorise(const iso8583::Message& request, const Fault* asked);
    // A payment the card approved by itself. The money has moved, so only what can't be genuine is
    // refused. The same told again gets the same answer and is in the books once.
    Result<Decision> book(const iso8583::Message& request, const Fault* asked);
    // A balance inquiry, which asks whether the card is there; its balance stays the issuer's
    // secret.
    Result<Decision> inquire(const iso8583::Message& request);
    // A part of a payment, or all of it, goes back to the account. The same told again gets the
    // same answer and is in the books once.
    Result<Decision> refund(const iso8583::Message& request);
    // The response code of a 0410.
    Result<std::string> reverse(const iso8583::Message& request);

private:
    struct Card;
    [[nodiscard]] Card cardOf(const iso8583::Message& request) const;
    std::string judge(const iso8583::Message& request, const Card& card, Entry& entry,
                      std::optional<CardProof>& proof) const;
    std::string judgeProof(const iso8583::Message& request, const Card& card, Entry& entry,
                           std::optional<CardProof>& proof) const;
    std::string judgePayee(const iso8583::Message& request, const Card& card, Entry& entry) const;
    std::string judgeOffline(const iso8583::Message& request, const Card& card, Entry& entry) const;
    std::string judgeCounter(std::uint16_t atc, Entry& entry) const;
    std::string judgeInquiry(const iso8583::Message& request, const Card& card, Entry& entry,
                             std::optional<CardProof>& proof) const;
    [[nodiscard]] std::string judgeAccount(const Card& card) const;
    std::string judgeRefund(const Entry& entry) const;
    static std::string judgeCardholder(const iso8583::Message& request);
    std::string judgePin(const iso8583::Message& request, const Card& card, Entry& entry) const;
    [[nodiscard]] std::string accountId(std::string_view pan) const;
    [[nodiscard]] Entry entryOf(const iso8583::Message& request, const Card& card) const;
    [[nodiscard]] Entry entryOf(const iso8583::Message& request) const;
    std::string makeAuthCode();
    [[nodiscard]] std::string makeReference() const;

    const NetworkConfig& m_config;
    const TerminalKeys& m_keys;
    Ledger& m_ledger;
    const Clock& m_clock;
    Random& m_random;
    // The counter of each account's last inquiry; no money, so not in the books.
    std::map<std::string, std::uint16_t> m_inquiries;
};

// Whether the money goes to another account and not to a merchant.
bool isTransfer(const iso8583::Message& request);

// RFC 3339 in UTC with milliseconds.
std::string timestamp(const Clock& clock);

}  // namespace tappay::simulator::network
