#include "emv/trace/transcript.h"

#include <algorithm>

namespace tappay::emv::trace {

namespace {

// An empty value needs a sign of its own where others follow on the line.
std::string hexOrDash(ByteView octets) {
    return octets.empty() ? "-" : toHex(octets);
}

std::string failureWord(FailureCode code) {
    return "!" + std::string(describe(code).name);
}

std::string failureWord(const Failure& failure) {
    return failureWord(failure.code);
}

std::string entryWord(const Result<PinEntry>& entry) {
    if (!entry) return failureWord(entry.error());
    return *entry == PinEntry::Entered ? "entered" : "bypassed";
}

std::string line(const Exchange& exchange) {
    return "> " + toHex(exchange.command) + "\n< " +
           (exchange.answer ? toHex(*exchange.answer) : failureWord(exchange.answer.error()));
}

std::string line(const ReaderPin& pin) {
    return "reader-pin " + (pin.status ? toHex(apdu::Response{{}, *pin.status}.encode())
                                       : failureWord(pin.status.error()));
}

std::string line(const RandomOctets& random) {
    return "random " + toHex(random.octets);
}

std::string line(const Choice& choice) {
    return "choice " +
           (choice.index ? std::to_string(*choice.index) : failureWord(choice.index.error()));
}

std::string line(const PinEntered& pin) {
    return (pin.whom == PinFor::Issuer ? "issuer-pin " : "card-pin ") + entryWord(pin.entry);
}

std::string line(const Authorised& host) {
    const std::string asked = "host " + hexOrDash(host.icc) + " ";
    if (!host.answer) return asked + failureWord(host.answer.error());
    const HostAnswer& answer = *host.answer;
    return asked + (answer.approved ? "approved " : "declined ") +
           hexOrDash(asBytes(answer.responseCode)) + " " + hexOrDash(answer.issuerAuthentication) +
           " " + hexOrDash(answer.scripts);
}

std::string line(const Expected& expected) {
    return "expect " + (expected.result ? "noted" : failureWord(expected.result.error()));
}

std::string line(const Kept& kept) {
    return "keep " + hexOrDash(kept.icc) + " " +
           (kept.result ? "kept" : failureWord(kept.result.error()));
}

std::string line(const OnExceptionFile& file) {
    return std::string("exception-file ") + (file.listed ? "listed" : "absent");
}

std::string line(const RecentAmount& recent) {
    return "recent-amount " + std::to_string(recent.minor);
}

std::string line(const SeenBefore& seen) {
    return std::string("seen-before ") + (seen.counter ? "counter " : "- ") +
           (seen.number ? "number" : "-");
}

std::string line(const Verdict& verdict) {
    return "verdict " + verdict.name + " " + hexOrDash(verdict.value);
}

// The words may name what a card calls itself, with whatever characters it likes.
std::string line(const Decided& decided) {
    std::string words = decided.what;
    std::ranges::replace_if(words, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return "decided " + decided.paragraph + ": " + words;
}

std::string padded(int number, std::size_t digits) {
    const std::string text = std::to_string(number);
    return std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::string timeWord(const LocalTime& at) {
    return padded(at.year, 4) + "-" + padded(at.month, 2) + "-" + padded(at.day, 2) + "T" +
           padded(at.hour, 2) + ":" + padded(at.minute, 2) + ":" + padded(at.second, 2);
}

std::string firstLine(const Transcript& transcript) {
    const Transaction& transaction = transcript.transaction;
    const bool contact = transcript.interface == CardInterface::Contact;
    return std::string("run ") + (contact ? "contact " : "contactless ") +
           timeWord(transcript.started) + " " + std::to_string(transaction.amount.minor) + " " +
           transaction.amount.currency.alpha + " " + toHex(Bytes{transaction.type}) + " " +
           (transaction.forceOnline ? "forced " : "free ") + std::to_string(transaction.sequence);
}

std::string lastLine(const Ending& ending) {
    return "end " + ending.decision + " " + (ending.failure ? failureWord(*ending.failure) : "-") +
           " " + hexOrDash(ending.tvr) + " " + hexOrDash(ending.tsi) + " " +
           hexOrDash(ending.cvmResults) + " " + hexOrDash(ending.cryptogram) + " " +
           hexOrDash(asBytes(ending.responseCode));
}

std::string nameOf(Decision decision) {
    switch (decision) {
        case Decision::ApprovedOnline:
            return "approved_online";
        case Decision::ApprovedOffline:
            return "approved_offline";
        case Decision::DeclinedByHost:
            return "declined_by_host";
        case Decision::DeclinedByCard:
            return "declined_by_card";
        case Decision::Ended:
            return "ended";
    }
    return "ended";
}

}  // namespace

Ending endingOf(const Outcome& outcome) {
    Ending ending{nameOf(outcome.decision), std::nullopt,       outcome.tvr,         outcome.tsi,
                  outcome.cvmResults,       outcome.cryptogram, outcome.responseCode};
    if (outcome.reason) ending.failure = outcome.reason->code;
    return ending;
}

std::string toText(const Transcript& transcript) {
    std::string text = firstLine(transcript) + "\n";
    for (const Note& note : transcript.notes)
        text += std::visit([](const auto& one) { return line(one); }, note) + "\n";
    if (transcript.ending) text += lastLine(*transcript.ending) + "\n";
    return text;
}

}  // namespace tappay::emv::trace
