#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "tlv/tlv.h"

namespace tappay::emv {

struct Session;

// When a script runs: template 71 before, 72 after the final GENERATE AC.
enum class ScriptMoment : std::uint8_t { BeforeFinalAc, AfterFinalAc };

// Runs the issuer's scripts of one moment, in the order they came (EMV Book 3, 10.10; Book 4,
// 12.2.4; JR/T 0025.5, 16). What fails goes into the TVR, each script's result into the session;
// only a lost card is a failure, and its script's result is kept as well.
Result<void> runScripts(Session& session, ByteView scripts, ScriptMoment moment);

}  // namespace tappay::emv
