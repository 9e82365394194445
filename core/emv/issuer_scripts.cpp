#include "emv/issuer_scripts.h"

#include <algorithm>

#include "emv/session.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

// First octet of a script's result (Book 4, Annex A5): upper half what happened, lower half the
// number of the command that failed, 0 unknown, F for 15 and more.
constexpr std::uint8_t kNotPerformed = 0x00;
constexpr std::uint8_t kFailed = 0x10;
constexpr std::uint8_t kSuccessful = 0x20;

std::uint8_t failedAt(std::size_t command) {
    return static_cast<std::uint8_t>(kFailed | std::min<std::size_t>(command, 15));
}

TvrBit failedBit(ScriptMoment moment) {
    return moment == ScriptMoment::BeforeFinalAc ? TvrBit::ScriptFailedBeforeFinalAc
                                                 : TvrBit::ScriptFailedAfterFinalAc;
}

// Status words that let a script go on: success and the two warnings (Book 3, 10.10).
bool goesOn(std::uint16_t sw) {
    const int sw1 = sw >> 8;
    return sw1 == 0x90 || sw1 == 0x62 || sw1 == 0x63;
}

// The identifier is optional and has four octets; zeros stand for it in the results.
Bytes identifierOf(const Result<std::vector<tlv::Item>>& objects) {
    const auto identifier =
        objects ? tlv::find(*objects, tag::kScriptIdentifier) : std::optional<ByteView>();
    if (!identifier || identifier->size() != 4) return Bytes(4);
    return {identifier->begin(), identifier->end()};
}

}  // namespace

IssuerScripts::IssuerScripts(Session& session, ByteView scripts) : m_session(session) {
    const auto templates = tlv::parse(scripts);
    if (!templates) {
        // Nobody can say which moment they were meant for: they fail at the first, and once.
        m_scripts.push_back({ScriptMoment::BeforeFinalAc, scripts, Bytes(5)});
        return;
    }
    for (const tlv::Item& one : *templates) {
        if (one.tag != tag::kScriptBeforeFinalAc && one.tag != tag::kScriptAfterFinalAc) continue;
        const auto moment = one.tag == tag::kScriptBeforeFinalAc ? ScriptMoment::BeforeFinalAc
                                                                 : ScriptMoment::AfterFinalAc;
        m_scripts.push_back({moment, one.value,
                             concat({Bytes{kNotPerformed}, identifierOf(tlv::parse(one.value))})});
    }
}

IssuerScripts::~IssuerScripts() {
    for (const ScriptMoment moment : {ScriptMoment::BeforeFinalAc, ScriptMoment::AfterFinalAc})
        for (const Script& script : m_scripts)
            if (script.moment == moment) append(m_session.scriptResults, script.result);
}

Result<void> IssuerScripts::run(ScriptMoment moment) {
    for (Script& script : m_scripts) {
        if (script.moment != moment) continue;
        m_session.tsi.set(TsiBit::ScriptProcessing);
        TAPPAY_CHECK(runOne(script));
    }
    return {};
}

// Command by command until one fails. What is no TLV, or no command, fails where it is.
Result<void> IssuerScripts::runOne(Script& script) {
    const auto objects = tlv::parse(script.contents);
    if (!objects) {
        noteResult(script, failedAt(0));
        return {};
    }
    std::size_t number = 0;
    for (const tlv::Item& object : *objects) {
        if (object.tag != tag::kScriptCommand) continue;
        ++number;
        const auto command = apdu::parseCommand(object.value);
        const auto answer = command ? m_session.card.transmit(*command) : apdu::Response{};
        if (!answer || !goesOn(answer->sw)) {
            noteResult(script, failedAt(number));
            if (!answer) return std::unexpected(answer.error());
            return {};
        }
    }
    // A script is at least one command (10.10): without any it is none that could have succeeded.
    noteResult(script, number == 0 ? failedAt(0) : kSuccessful);
    return {};
}

void IssuerScripts::noteResult(Script& script, std::uint8_t result) {
    script.result[0] = result;
    m_session.decided("Book 3, 10.10", {"script result ", toHex(script.result)});
    if (result != kSuccessful) m_session.note(failedBit(script.moment), "Book 3, 10.10");
}

}  // namespace tappay::emv
