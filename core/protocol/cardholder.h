#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/money.h"
#include "base/result.h"

// A cardholder's account, as its computers ask for it: docs/protocol.md, "Cardholders".
namespace tappay::protocol {

constexpr std::size_t kCardholderChallenge = 32;  // octets
constexpr std::size_t kLongestCardLabel = 32;     // characters

struct CardholderChallengeQuestion {
    std::string terminalId;
    std::string time;
};

struct CardholderChallenge {
    std::string terminalId;
    Bytes challenge;
    std::string expires;
    std::string time, asked;
};

// What 9F37 of the card's proof has to be: it stands for this challenge at this terminal alone.
Bytes challengedNumber(ByteView challenge, std::string_view terminalId);

// A card that was held to the reader of this terminal.
struct CardProof {
    std::string terminalId;
    Bytes challenge;
    std::string session;    // of the sign-on that `sealed` is under
    std::string sealed;     // base64url of a sealed transaction
    std::string key;        // UUIDv7: the transaction that the card is sealed for
    std::string entryMode;  // "052" or "072"
    std::string label;      // of the card's application, to be shown; or empty
    std::string time;
};

// What is asked about the account. Each has its own path, and says so once more, so that no
// question can be taken for another one.
enum class CardholderWish : std::uint8_t {
    Show,
    Unbind,
    RemoveDevice,
    Limits,
    Export,
    Delete,
    Payment,  // without the card
};

struct CardholderLimits {
    std::optional<Money> payment, day;  // nothing: no limit
    Currency currency;
};

struct CardholderQuestion {
    std::string terminalId;
    CardholderWish wish = CardholderWish::Show;
    std::string time;
    std::string card = {};         // Unbind, Payment: its id
    std::string device = {};       // RemoveDevice: its id
    std::string order = {};        // Payment: its id
    CardholderLimits limits = {};  // Limits
};

struct CardholderCard {
    std::string id;
    std::string pan;    // masked
    std::string label;  // may be empty
    std::string since;
    std::string until;  // when it was unbound; or empty
};

struct CardholderDevice {
    std::string id;
    std::string terminalId;
    std::string since, lastSeen;
};

struct CardholderNotice {
    std::string at;
    std::string what;  // "card_bound", ...
    std::string detail;
};

struct CardholderFacts {
    std::string id;  // empty: this computer has no account any more, and nothing below is set
    std::string since;
    std::vector<CardholderCard> cards;
    std::vector<CardholderDevice> devices;
    CardholderLimits limits;
    std::vector<CardholderNotice> notices;  // newest first
};

constexpr std::size_t kMostCardholderCards = 50, kMostCardholderDevices = 20,
                      kMostCardholderNotices = 100;

struct CardholderAnswer {
    std::string terminalId;
    CardholderFacts account;
    std::string time, asked;
    // Of the issuer, for the card that was just added; else empty.
    std::string responseCode = {};
    Bytes icc = {};
};

// Everything that is kept of an account.
struct CardholderExport {
    std::string terminalId;
    std::string data;  // a JSON object
    std::string time, asked;
};

std::string_view nameOf(CardholderWish wish);

std::string encode(const CardholderChallengeQuestion& question);
std::string encode(const CardholderChallenge& challenge);
std::string encode(const CardProof& proof);
std::string encode(const CardholderQuestion& question);
std::string encode(const CardholderAnswer& answer);
std::string encode(const CardholderExport& exported);
// The account alone, as JSON.
std::string encode(const CardholderFacts& account);
Result<CardholderChallengeQuestion> decodeCardholderChallengeQuestion(std::string_view json);
Result<CardholderChallenge> decodeCardholderChallenge(std::string_view json);
Result<CardProof> decodeCardProof(std::string_view json);
Result<CardholderQuestion> decodeCardholderQuestion(std::string_view json);
Result<CardholderAnswer> decodeCardholderAnswer(std::string_view json);
Result<CardholderExport> decodeCardholderExport(std::string_view json);

}  // namespace tappay::protocol
