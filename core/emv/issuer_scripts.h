#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "tlv/tlv.h"

namespace tappay::emv {

struct Session;

// When a script runs: template 71 before, 72 after the final GENERATE AC.
enum class ScriptMoment : std::uint8_t { BeforeFinalAc, AfterFinalAc };

// The issuer's scripts of one transaction (EMV Book 3, 10.10; Book 4, 12.2.4; JR/T 0025.5, 16).
// What fails goes into the TVR. When this object goes, each script leaves its result in the
// session, in the order they are run; one that was never begun says so.
class IssuerScripts {
public:
    // `scripts` are templates 71 and 72 as received, and outlive this object.
    IssuerScripts(Session& session, ByteView scripts);
    IssuerScripts(const IssuerScripts&) = delete;
    IssuerScripts& operator=(const IssuerScripts&) = delete;
    ~IssuerScripts();

    // Runs those of one moment. Only a lost card is a failure.
    Result<void> run(ScriptMoment moment);

private:
    struct Script {
        ScriptMoment moment;
        ByteView contents;
        Bytes result;  // 5 octets
    };
    Result<void> runOne(Script& script);
    void noteResult(Script& script, std::uint8_t result);

    Session& m_session;
    std::vector<Script> m_scripts;
};

}  // namespace tappay::emv
