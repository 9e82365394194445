#include "backend/parameters/parameters.h"

#include <limits>

#include "backend/callers.h"
#include "protocol/object_reader.h"
#include "protocol/parameters.h"
#include "protocol/time.h"

namespace tappay::backend {

namespace {

// What a compact object can hold (crypto/jose.h), of which header and signature need less than
// this.
constexpr std::size_t kLongestCompact = 64 * 1024, kHeaderAndSignature = 1024;

protocol::ParametersAnswer answerWith(const ParameterSet& set,
                                      const protocol::ParametersQuestion& question,
                                      const std::string& time) {
    const bool newer = set.version > question.version;
    return {
        question.terminalId, set.version, set.profile, newer ? set.contents : std::string(), time,
        question.time};
}

bool fitsAnAnswer(const ParameterSet& set) {
    const std::string time(protocol::formatTime({}));
    const auto message = protocol::encode(answerWith(set, {"00000000", 0, time}, time));
    return message.size() * 4 / 3 + kHeaderAndSignature <= kLongestCompact;
}

}  // namespace

Result<ParameterSet> readParameterSet(std::string contents) {
    if (contents.size() > protocol::kLargestParameters)
        return fail(FailureCode::InputMalformed, "more than 40 KiB");
    TAPPAY_TRY(reader, protocol::ObjectReader::parse(contents));
    ParameterSet set;
    set.version = static_cast<std::uint32_t>(
        reader.integer("version", 1, std::numeric_limits<std::uint32_t>::max()));
    set.profile = reader.text(
        "profile", [](std::string_view text) { return text == "production" || text == "test"; });
    TAPPAY_CHECK(reader.status());
    set.contents = std::move(contents);
    if (!fitsAnAnswer(set)) return fail(FailureCode::InputMalformed, "too long for an answer");
    return set;
}

Result<std::string> Parameters::answer(const EnrolledTerminal& terminal,
                                       const std::string& payload) {
    TAPPAY_TRY(question, protocol::decodeParametersQuestion(payload));
    TAPPAY_CHECK(checkAsker(terminal, question.terminalId, question.time, m_clock));
    TAPPAY_TRY(newest, m_terminals.parameters());
    if (!newest) return fail(FailureCode::NotFound, "there are no parameters");
    const auto time = protocol::formatTime(m_clock.now());
    return m_answers.sign(protocol::encode(answerWith(*newest, question, time)));
}

}  // namespace tappay::backend
