#include <charconv>

#include "emv/trace/transcript.h"

namespace tappay::emv::trace {

namespace {

// The words of one line; `take` fails when there are no more.
class Words {
public:
    explicit Words(std::string_view line) : m_left(line) {}

    Result<std::string_view> take() {
        if (m_left.empty()) return fail(FailureCode::InputMalformed, "line too short");
        const auto word = m_left.substr(0, m_left.find(' '));
        m_left.remove_prefix(std::min(word.size() + 1, m_left.size()));
        return word;
    }
    std::string_view rest() const { return m_left; }

private:
    std::string_view m_left;
};

std::unexpected<Failure> unknown(std::string_view word) {
    return fail(FailureCode::InputMalformed, "unknown word " + std::string(word));
}

Result<std::string_view> takeNoFailure(Words& words, std::optional<FailureCode>& failure) {
    TAPPAY_TRY(word, words.take());
    failure.reset();
    if (word.starts_with('!')) {
        failure = failureByName(word.substr(1));
        if (!failure) return unknown(word);
    }
    return word;
}

Result<Bytes> takeOctets(Words& words) {
    TAPPAY_TRY(word, words.take());
    return word == "-" ? Bytes{} : fromHex(word);
}

template <typename Number>
Result<Number> toNumber(std::string_view word, int base = 10) {
    Number number{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number, base);
    if (error != std::errc() || end != word.data() + word.size()) return unknown(word);
    return number;
}

template <typename Number>
Result<Number> takeNumber(Words& words, int base = 10) {
    TAPPAY_TRY(word, words.take());
    return toNumber<Number>(word, base);
}

Result<Note> parseChoice(Words words) {
    std::optional<FailureCode> failure;
    TAPPAY_TRY(word, takeNoFailure(words, failure));
    if (failure) return Choice{fail(*failure)};
    TAPPAY_TRY(index, toNumber<std::size_t>(word));
    return Choice{index};
}

Result<Note> parseReaderPin(Words words) {
    std::optional<FailureCode> failure;
    TAPPAY_TRY(word, takeNoFailure(words, failure));
    if (failure) return ReaderPin{fail(*failure)};
    TAPPAY_TRY(status, toNumber<std::uint16_t>(word, 16));
    return ReaderPin{status};
}

Result<Note> parsePin(Words words, PinFor whom) {
    std::optional<FailureCode> failure;
    TAPPAY_TRY(word, takeNoFailure(words, failure));
    if (failure) return PinEntered{whom, fail(*failure)};
    if (word == "entered") return PinEntered{whom, PinEntry::Entered};
    if (word == "bypassed") return PinEntered{whom, PinEntry::Bypassed};
    return unknown(word);
}

Result<Note> parseHost(Words words) {
    TAPPAY_TRY(icc, takeOctets(words));
    std::optional<FailureCode> failure;
    TAPPAY_TRY(word, takeNoFailure(words, failure));
    if (failure) return Authorised{std::move(icc), fail(*failure)};
    if (word != "approved" && word != "declined") return unknown(word);
    HostAnswer answer;
    answer.approved = word == "approved";
    TAPPAY_TRY(code, takeOctets(words));
    answer.responseCode = tappay::toText(code);
    TAPPAY_TRY(authentication, takeOctets(words));
    answer.issuerAuthentication = std::move(authentication);
    TAPPAY_TRY(scripts, takeOctets(words));
    answer.scripts = std::move(scripts);
    return Authorised{std::move(icc), std::move(answer)};
}

Result<Note> parseExpected(Words words) {
    std::optional<FailureCode> failure;
    TAPPAY_TRY(word, takeNoFailure(words, failure));
    if (failure) return Expected{fail(*failure)};
    if (word != "noted") return unknown(word);
    return Expected{};
}

Result<Note> parseKept(Words words) {
    TAPPAY_TRY(icc, takeOctets(words));
    std::optional<FailureCode> failure;
    TAPPAY_TRY(word, takeNoFailure(words, failure));
    if (failure) return Kept{std::move(icc), fail(*failure)};
    if (word != "kept") return unknown(word);
    return Kept{std::move(icc), {}};
}

Result<bool> takeYes(Words& words, std::string_view yes) {
    TAPPAY_TRY(word, words.take());
    if (word != yes && word != "-") return unknown(word);
    return word == yes;
}

Result<Note> parseSeenBefore(Words words) {
    TAPPAY_TRY(counter, takeYes(words, "counter"));
    TAPPAY_TRY(number, takeYes(words, "number"));
    return SeenBefore{counter, number};
}

Result<Note> parseDecided(std::string_view rest) {
    const auto colon = rest.find(": ");
    if (colon == std::string_view::npos) return unknown(rest);
    return Decided{std::string(rest.substr(0, colon)), std::string(rest.substr(colon + 2))};
}

Result<Note> parseNote(std::string_view word, Words words) {
    if (word == "choice") return parseChoice(words);
    if (word == "reader-pin") return parseReaderPin(words);
    if (word == "issuer-pin") return parsePin(words, PinFor::Issuer);
    if (word == "card-pin") return parsePin(words, PinFor::Card);
    if (word == "host") return parseHost(words);
    if (word == "expect") return parseExpected(words);
    if (word == "keep") return parseKept(words);
    if (word == "decided") return parseDecided(words.rest());
    if (word == "seen-before") return parseSeenBefore(words);
    if (word == "exception-file") return OnExceptionFile{words.rest() == "listed"};
    if (word == "recent-amount") {
        TAPPAY_TRY(minor, takeNumber<std::int64_t>(words));
        return RecentAmount{minor};
    }
    if (word == "random") {
        TAPPAY_TRY(octets, takeOctets(words));
        return RandomOctets{std::move(octets)};
    }
    if (word == "verdict") {
        TAPPAY_TRY(name, words.take());
        TAPPAY_TRY(value, takeOctets(words));
        return Verdict{std::string(name), std::move(value)};
    }
    return unknown(word);
}

// YYYY-MM-DDThh:mm:ss
Result<LocalTime> parseTime(std::string_view word) {
    if (word.size() != 19) return unknown(word);
    LocalTime time;
    struct Part {
        int& number;
        std::size_t at, length;
    };
    for (const Part& part :
         {Part{time.year, 0, 4}, Part{time.month, 5, 2}, Part{time.day, 8, 2},
          Part{time.hour, 11, 2}, Part{time.minute, 14, 2}, Part{time.second, 17, 2}}) {
        TAPPAY_TRY(number, toNumber<int>(word.substr(part.at, part.length)));
        part.number = number;
    }
    return time;
}

Result<Transcript> parseRun(Words words) {
    Transcript transcript;
    TAPPAY_TRY(interface, words.take());
    if (interface != "contact" && interface != "contactless") return unknown(interface);
    if (interface == "contactless") transcript.interface = CardInterface::Contactless;
    TAPPAY_TRY(when, words.take());
    TAPPAY_TRY(started, parseTime(when));
    transcript.started = started;
    Transaction& transaction = transcript.transaction;
    TAPPAY_TRY(minor, takeNumber<std::int64_t>(words));
    TAPPAY_TRY(alpha, words.take());
    TAPPAY_TRY(currency, currencyByAlpha(alpha));
    transaction.amount = {minor, currency};
    TAPPAY_TRY(type, takeNumber<std::uint8_t>(words, 16));
    transaction.type = type;
    TAPPAY_TRY(online, words.take());
    transaction.forceOnline = online == "forced";
    TAPPAY_TRY(sequence, takeNumber<std::uint32_t>(words));
    transaction.sequence = sequence;
    return transcript;
}

Result<Ending> parseEnding(Words words) {
    Ending ending;
    TAPPAY_TRY(decision, words.take());
    ending.decision = decision;
    TAPPAY_TRY(reason, takeNoFailure(words, ending.failure));
    if (!ending.failure && reason != "-") return unknown(reason);
    for (Bytes* const part : {&ending.tvr, &ending.tsi, &ending.cvmResults, &ending.cryptogram}) {
        TAPPAY_TRY(octets, takeOctets(words));
        *part = std::move(octets);
    }
    TAPPAY_TRY(code, takeOctets(words));
    ending.responseCode = tappay::toText(code);
    return ending;
}

Result<void> addAnswer(Transcript& transcript, Words words) {
    std::optional<FailureCode> failure;
    TAPPAY_TRY(word, takeNoFailure(words, failure));
    auto* exchange =
        transcript.notes.empty() ? nullptr : std::get_if<Exchange>(&transcript.notes.back());
    if (exchange == nullptr) return fail(FailureCode::InputMalformed, "answer without a command");
    exchange->answer = failure ? fail(*failure) : fromHex(word);
    if (!failure && !exchange->answer) return unknown(word);
    return {};
}

Result<void> addLine(std::vector<Transcript>& all, std::string_view line) {
    Words words(line);
    TAPPAY_TRY(word, words.take());
    if (word == "run") {
        TAPPAY_TRY(transcript, parseRun(words));
        all.push_back(std::move(transcript));
        return {};
    }
    if (all.empty()) return fail(FailureCode::InputMalformed, "no run before it");
    Transcript& transcript = all.back();
    if (word == "end") {
        TAPPAY_TRY(ending, parseEnding(words));
        transcript.ending = std::move(ending);
        return {};
    }
    if (word == ">") {
        TAPPAY_TRY(command, takeOctets(words));
        // Until its answer is read, as when the program ended before.
        transcript.notes.emplace_back(
            Exchange{std::move(command), fail(FailureCode::CardUnresponsive)});
        return {};
    }
    if (word == "<") return addAnswer(transcript, words);
    TAPPAY_TRY(note, parseNote(word, words));
    transcript.notes.push_back(std::move(note));
    return {};
}

}  // namespace

Result<std::vector<Transcript>> parseTranscripts(std::string_view text) {
    std::vector<Transcript> all;
    for (int number = 1; !text.empty(); ++number) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.empty()) continue;
        if (const auto added = addLine(all, line); !added)
            return fail(FailureCode::InputMalformed,
                        "line " + std::to_string(number) + ": " + added.error().detail);
    }
    return all;
}

}  // namespace tappay::emv::trace
