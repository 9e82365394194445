#pragma once

#include <string>
#include <variant>
#include <vector>

#include "emv/kernel.h"

// One run of the kernel as it may be kept: everything it was told from outside, what it said, and
// why. Redacted; with the terminal's parameters it can be run again.
namespace tappay::emv::trace {

struct Exchange {
    Bytes command;
    Result<Bytes> answer;  // data and status word
};
struct ReaderPin {  // VERIFY by the reader's own pad
    Result<std::uint16_t> status;
};
struct RandomOctets {
    Bytes octets;
};
struct Choice {
    Result<std::size_t> index;
};
enum class PinFor : std::uint8_t { Issuer, Card };
struct PinEntered {
    PinFor whom = PinFor::Issuer;
    Result<PinEntry> entry;
};
struct Authorised {
    Bytes icc;  // field 55
    Result<HostAnswer> answer;
};
struct Expected {  // before a card is let pay by itself
    Result<void> result;
};
struct Kept {  // an approval without the issuer
    Bytes icc;
    Result<void> result;
};
struct OnExceptionFile {
    bool listed = false;
};
struct RecentAmount {
    std::int64_t minor = 0;
};
struct SeenBefore {
    bool counter = false, number = false;
};
struct Verdict {
    std::string name;
    Bytes value;
};
struct Decided {
    std::string paragraph, what;
};

using Note =
    std::variant<Exchange, ReaderPin, RandomOctets, Choice, PinEntered, Authorised, Expected, Kept,
                 OnExceptionFile, RecentAmount, SeenBefore, Verdict, Decided>;

// What an outcome says in a line.
struct Ending {
    std::string decision;                // "approved_online"
    std::optional<FailureCode> failure;  // why not
    Bytes tvr, tsi, cvmResults, cryptogram;
    std::string responseCode;
    friend bool operator==(const Ending&, const Ending&) = default;
};
[[nodiscard]] Ending endingOf(const Outcome& outcome);

struct Transcript {
    CardInterface interface = CardInterface::Contact;
    LocalTime started;
    Transaction transaction;
    std::vector<Note> notes;
    std::optional<Ending> ending;  // nothing: the program ended first
};

// Line by line; see docs/traces.md for the form. Failures keep their code, not their detail.
[[nodiscard]] std::string toText(const Transcript& transcript);
// Several in a row: a card that was tapped twice. InputMalformed with the number of the line.
Result<std::vector<Transcript>> parseTranscripts(std::string_view text);

}  // namespace tappay::emv::trace
