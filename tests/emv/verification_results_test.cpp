#include "emv/verification_results.h"

#include <gtest/gtest.h>

#include "emv/certificates.h"
#include "emv/trial.h"

// EMV Book 3, Annex C5 and C6: how each bit of TVR and TSI comes about, one at a time.
namespace tappay::emv::test {
namespace {

using Provoke = std::function<void(Trial&)>;

// Approved offline: no ODA, no CVM wanted, below the floor limit. TVR 80 00 00 00 00, TSI 68 00.
Trial quiet() {
    Trial trial;
    trial.makeOffline();
    trial.card.put(tag::kCvmList, "00000000000000001F00");
    return trial;
}

// The same, asking the issuer without a bit that says so.
void askIssuer(Trial& trial) {
    trial.parameters.terminal.type = 0x21;
}

Provoke cvmList(const std::string& rules) {
    return [rules](Trial& trial) { trial.card.put(tag::kCvmList, "0000000000000000" + rules); };
}

Provoke object(tlv::Tag tag, const std::string& hex) {
    return [=](Trial& trial) { trial.card.put(tag, hex); };
}

// Limits 3 and `upper` against the card's counters.
Provoke velocity(const std::string& atc, const std::string& lastOnline,
                 const std::string& lower = "03", const std::string& upper = "05") {
    return [=](Trial& trial) {
        trial.card.put(tag::kLowerConsecutiveLimit, lower);
        trial.card.put(tag::kUpperConsecutiveLimit, upper);
        trial.card.on("80CA9F36", "9F3602" + atc + "9000");
        trial.card.on("80CA9F13", "9F1302" + lastOnline + "9000");
    };
}

Provoke certified(const std::string& aip) {
    return [aip](Trial& trial) {
        const Chain& chain = Chain::withRemainders();
        chain.certify(trial.card, aip);
        chain.signStatically(trial.card, aip);
        chain.answerDda(trial.card);
        trial.parameters.caKeys = {chain.caKey()};
    };
}

Provoke all(const std::vector<Provoke>& parts) {
    return [parts](Trial& trial) {
        for (const Provoke& part : parts)
            part(trial);
    };
}

Provoke scripts(const std::string& hex) {
    return [hex](Trial& trial) {
        askIssuer(trial);
        trial.host.answer->scripts = *fromHex(hex);
    };
}

void authenticateIssuer(Trial& trial) {
    askIssuer(trial);
    trial.host.answer->issuerAuthentication = *fromHex("546AD9E800FD23A93030");
}

struct Row {
    TvrBit bit;
    const char* tvr;
    Provoke provoke;
};

std::vector<Row> rows() {
    using enum TvrBit;
    return {
        {OdaNotPerformed, "8000000000", [](Trial&) {}},
        {SdaFailed, "4200000000",
         all({certified("5C00"), object(tag::kSignedStaticData, std::string(256, '5'))})},
        {SdaSelected, "0200000000", certified("5C00")},
        {IccDataMissing, "A000000000", [](Trial& t) { t.card.drop(tag::kCvmList); }},
        {OnExceptionFile, "9000000000",
         [](Trial& t) { t.memory.listedPan = "6228480012345678901"; }},
        {DdaFailed, "0800000000",
         all({certified("3C00"), [](Trial& t) { t.card.on("0088", "6A80"); }})},
        {CdaFailed, "0400000000",
         all({certified("1D00"), [](Trial& t) { t.parameters.caKeys.clear(); }})},
        {VersionsDiffer, "8080000000", object(tag::kCardVersion, "0020")},
        {Expired, "8040000000", object(tag::kExpiry, "251231")},
        {NotYetEffective, "8020000000", object(tag::kEffective, "270101")},
        {ServiceNotAllowed, "8010000000", object(tag::kAuc, "0000")},
        {NewCard, "8008000000", velocity("0001", "0000")},
        {CardholderNotVerified, "8000800000", cvmList("0000")},
        {UnrecognisedCvm, "8000400000", cvmList("46001F00")},
        {PinTryLimitExceeded, "8000200000",
         all({cvmList("41001F00"), [](Trial& t) { t.card.on("80CA9F17", "9F1701009000"); }})},
        {PinPadMissing, "8000100000",
         all({cvmList("42001F00"), [](Trial& t) { t.application().onlinePin = false; }})},
        {PinNotEntered, "8000080000",
         all({cvmList("42001F00"), [](Trial& t) { t.cardholder.pin = PinEntry::Bypassed; }})},
        {OnlinePinEntered, "8000040000", cvmList("0200")},
        {FloorLimitExceeded, "8000008000", [](Trial& t) { t.application().floorLimit = 12345; }},
        {LowerConsecutiveLimitExceeded, "8000004000", velocity("0005", "0001")},
        {UpperConsecutiveLimitExceeded, "8000002000", velocity("0007", "0001", "09")},
        {SelectedRandomly, "8000001000", [](Trial& t) { t.application().randomTarget = 99; }},
        {ForcedOnline, "8000000800", [](Trial& t) { t.transaction.forceOnline = true; }},
        {DefaultTdolUsed, "8000000080", object(tag::kCdol1, "9814")},
        {IssuerAuthenticationFailed, "8000000040",
         all({authenticateIssuer, [](Trial& t) { t.card.on("0082", "6300"); }})},
        {ScriptFailedBeforeFinalAc, "8000000020", scripts("7106860484240000")},
        {ScriptFailedAfterFinalAc, "8000000010", scripts("7206860484240000")},
    };
}

TEST(VerificationResults, EveryBitOfTheTvr) {
    Trial nothing = quiet();
    EXPECT_EQ(toHex(nothing.run().tvr), "8000000000");
    for (const Row& row : rows()) {
        Trial trial = quiet();
        row.provoke(trial);
        const Outcome outcome = trial.run();
        EXPECT_EQ(toHex(outcome.tvr), row.tvr) << describe(row.bit);
        EXPECT_TRUE(Tvr(outcome.tvr).has(row.bit)) << describe(row.bit);
        EXPECT_TRUE(std::ranges::any_of(
            trial.trace.heard,
            [&](const std::string& heard) { return heard.ends_with(describe(row.bit)); }))
            << "a trace learns of " << describe(row.bit);
    }
    EXPECT_EQ(rows().size(), 27U) << "all that are not reserved";
}

TEST(VerificationResults, EveryBitOfTheTsi) {
    struct Status {
        const char* what;
        const char* tsi;
        Provoke provoke;
    };
    const std::vector<Status> cases{
        {"as it is", "6800", [](Trial&) {}},
        {"SDA performed", "E800", certified("5C00")},
        {"DDA performed", "E800", certified("3C00")},
        {"DDA performed and failed", "E800",
         all({certified("3C00"), [](Trial& t) { t.card.on("0088", "6A80"); }})},
        {"CDA without keys, failed", "E800",
         all({certified("1D00"), [](Trial& t) { t.parameters.caKeys.clear(); }})},
        {"no cardholder verification", "2800", [](Trial& t) { t.card.setProfile("0C00"); }},
        {"no CVM list", "2800", [](Trial& t) { t.card.drop(tag::kCvmList); }},
        {"no cryptogram", "4800", [](Trial& t) { t.card.on("80AE", "6985"); }},
        {"issuer authentication", "7800", authenticateIssuer},
        {"issuer authentication failed", "7800",
         all({authenticateIssuer, [](Trial& t) { t.card.on("0082", "6300"); }})},
        {"no terminal risk management", "6000", [](Trial& t) { t.card.setProfile("1400"); }},
        {"script 71", "6C00", scripts("7106860484240000")},
        {"script 72", "6C00", scripts("7206860484240000")},
    };
    for (const Status& one : cases) {
        Trial trial = quiet();
        one.provoke(trial);
        EXPECT_EQ(toHex(trial.run().tsi), one.tsi) << one.what;
    }
}

}  // namespace
}  // namespace tappay::emv::test
