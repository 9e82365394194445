#include "emv/risk_signals.h"

#include "base/secret.h"
#include "emv/numeric.h"
#include "emv/session.h"
#include "emv/tags.h"
#include "emv/terminal_memory.h"

namespace tappay::emv {

namespace {

// EMV and JR/T 0025 leave what follows to the terminal: it tells, and refuses nothing.
constexpr std::string_view kParagraph = "risk signals";

TerminalMemory::Seen askMemory(const Session& session) {
    const auto atc = session.data.find(tag::kAtc);
    if (session.memory == nullptr || !atc) return {};
    auto digits =
        digitsOf(session.data.find(tag::kPan).value_or(ByteView{})).value_or(std::string());
    const auto seen = session.memory->see(
        asBytes(digits), toHex(session.data.get(tag::kPanSequence)),
        static_cast<std::uint16_t>(fromBinary(*atc)), session.data.get(tag::kUnpredictableNumber));
    wipe(digits);
    return seen;
}

// A relay delays each answer, a card takes its time for cryptography only: where even the quickest
// answer is late, something stands between.
bool isSlow(const Session& session) {
    const auto limit = session.parameters.contactless.quickestAnswer;
    const auto quickest = session.card.quickestAnswer();
    return session.interface == CardInterface::Contactless && limit.count() > 0 && quickest &&
           *quickest > limit;
}

}  // namespace

const RiskSignals& findRiskSignals(Session& session) {
    if (session.risk) return *session.risk;
    const auto seen = askMemory(session);
    session.risk = RiskSignals{seen.counter, seen.number, isSlow(session)};
    if (session.risk->counterNotNew)
        session.decided(kParagraph, "the card's transaction counter has been seen before");
    if (session.risk->numberNotNew)
        session.decided(kParagraph, "the unpredictable number has been used before");
    if (session.risk->slowAnswers)
        session.decided(kParagraph, "all answers were slow, as over a relay");
    return *session.risk;
}

}  // namespace tappay::emv
