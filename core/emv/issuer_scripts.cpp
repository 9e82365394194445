#include "emv/issuer_scripts.h"

#include <algorithm>

#include "emv/session.h"
#include "emv/tags.h"

namespace tappay::emv {

namespace {

// First octet of a script's result (Book 4, Annex A5): upper half what happened, lower half the
// number of the command that failed, 0 unknown, F for 15 and more.
constexpr std::uint8_t kFailed = 0x10;
constexpr std::uint8_t kSuccessful = 0x20;

std::uint8_t failedAt(std::size_t command) {
    return static_cast<std::uint8_t>(kFailed | std::min<std::size_t>(command, 15));
}

TvrBit failedBit(ScriptMoment moment) {
    return moment == ScriptMoment::BeforeFinalAc ? TvrBit::ScriptFailedBeforeFinalAc
                                                 : TvrBit::ScriptFailedAfterFinalAc;
}

void noteResult(Session& session, ScriptMoment moment, std::uint8_t result, ByteView identifier) {
    if (result != kSuccessful) session.note(failedBit(moment), "Book 3, 10.10");
    session.scriptResults.push_back(result);
    append(session.scriptResults, identifier);
}

// Status words that let a script go on: success and the two warnings (Book 3, 10.10).
bool goesOn(std::uint16_t sw) {
    const int sw1 = sw >> 8;
    return sw1 == 0x90 || sw1 == 0x62 || sw1 == 0x63;
}

// The identifier is optional and has four octets; zeros stand for it in the results.
Bytes identifierOf(const std::vector<tlv::Item>& objects) {
    const auto identifier = tlv::find(objects, tag::kScriptIdentifier);
    if (!identifier || identifier->size() != 4) return Bytes(4);
    return {identifier->begin(), identifier->end()};
}

Result<void> runScript(Session& session, ByteView script, ScriptMoment moment) {
    const auto objects = tlv::parse(script);
    if (!objects) {
        noteResult(session, moment, failedAt(0), Bytes(4));
        return {};
    }
    const Bytes identifier = identifierOf(*objects);
    std::size_t number = 0;
    for (const tlv::Item& object : *objects) {
        if (object.tag != tag::kScriptCommand) continue;
        ++number;
        const auto command = apdu::parseCommand(object.value);
        if (!command) {
            noteResult(session, moment, failedAt(number), identifier);
            return {};
        }
        const auto answer = session.card.transmit(*command);
        if (!answer || !goesOn(answer->sw)) {
            noteResult(session, moment, failedAt(number), identifier);
            if (!answer) return std::unexpected(answer.error());
            return {};
        }
    }
    noteResult(session, moment, kSuccessful, identifier);
    return {};
}

}  // namespace

Result<void> runScripts(Session& session, ByteView scripts, ScriptMoment moment) {
    if (scripts.empty()) return {};
    const auto templates = tlv::parse(scripts);
    if (!templates) {
        // Nobody can say which moment they were meant for: they fail at the first, and once.
        if (moment == ScriptMoment::BeforeFinalAc) {
            session.tsi.set(TsiBit::ScriptProcessing);
            noteResult(session, moment, failedAt(0), Bytes(4));
        }
        return {};
    }
    const tlv::Tag wanted = moment == ScriptMoment::BeforeFinalAc ? tag::kScriptBeforeFinalAc
                                                                  : tag::kScriptAfterFinalAc;
    for (const tlv::Item& script : *templates) {
        if (script.tag != wanted) continue;
        session.tsi.set(TsiBit::ScriptProcessing);
        TAPPAY_CHECK(runScript(session, script.value, moment));
    }
    return {};
}

}  // namespace tappay::emv
