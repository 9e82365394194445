#include <gtest/gtest.h>

#include "emv/certificates.h"
#include "emv/trial.h"

// SDA, DDA and CDA through whole transactions (EMV Book 2, 5 and 6).
namespace tappay::emv::test {
namespace {

constexpr const char* kSda = "5C00";
constexpr const char* kDda = "7C00";
constexpr const char* kCda = "7D00";

Trial trialWith(const Chain& chain, const char* aip, const CertificateText& issuer = issuerText(),
                const CertificateText& icc = iccText()) {
    Trial trial;
    trial.parameters.caKeys = {chain.caKey()};
    chain.certify(trial.card, aip, issuer, icc);
    if (aip == std::string(kSda)) chain.signStatically(trial.card, aip);
    chain.answerDda(trial.card);
    return trial;
}

std::string firstTvrOctets(const Outcome& outcome) {
    return toHex(outcome.tvr).substr(0, 2);
}

bool odaPerformed(const Outcome& outcome) {
    return (outcome.tsi[0] & 0x80) != 0;
}

TEST(OfflineDataAuthentication, Sda) {
    Trial trial = trialWith(Chain::withRemainders(), kSda);
    const Outcome outcome = trial.run();
    EXPECT_EQ(firstTvrOctets(outcome), "02");  // SDA selected, nothing failed
    EXPECT_TRUE(odaPerformed(outcome));
    EXPECT_FALSE(trial.card.wasAsked("0088"));
}

TEST(OfflineDataAuthentication, Dda) {
    for (const Chain* chain : {&Chain::withRemainders(), &Chain::withoutRemainders()}) {
        for (const bool format2 : {false, true}) {
            Trial trial = trialWith(*chain, kDda);
            chain->answerDda(trial.card, format2);
            const Outcome outcome = trial.run();
            EXPECT_EQ(toHex(outcome.tvr), "0000048000");
            EXPECT_EQ(toHex(outcome.tsi), "E800");
            EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
            EXPECT_EQ(trial.card.lastAsked("0088"), "0088000004A1B2C3D400");
        }
    }
}

TEST(OfflineDataAuthentication, CardsOwnDdol) {
    Trial trial = trialWith(Chain::withRemainders(), kDda);
    trial.card.put(tag::kDdol, "9F37049A03");
    EXPECT_EQ(firstTvrOctets(trial.run()), "00");
    EXPECT_EQ(trial.card.lastAsked("0088"), "0088000007A1B2C3D426112200");
    // without the unpredictable number it proves nothing
    Trial weak = trialWith(Chain::withRemainders(), kDda);
    weak.card.put(tag::kDdol, "9A03");
    EXPECT_EQ(firstTvrOctets(weak.run()), "08");
    EXPECT_FALSE(weak.card.wasAsked("0088"));
}

TEST(OfflineDataAuthentication, TheBestMethodInCommon) {
    struct Case {
        std::uint8_t terminal;  // third octet of 9F33
        const char* aip;
        const char* tvr;  // with a card whose signatures are all missing
    };
    for (const auto& [terminal, aip, tvr] : std::vector<Case>{{0xC8, "7D00", "24"},
                                                              {0xC0, "7D00", "28"},
                                                              {0x80, "7D00", "62"},
                                                              {0x00, "7D00", "80"},
                                                              {0xC8, "7C00", "28"},
                                                              {0x88, "7C00", "62"},
                                                              {0xC8, "5C00", "62"},
                                                              {0x48, "5C00", "80"},
                                                              {0xC8, "1C00", "80"}}) {
        Trial trial;
        trial.card.setProfile(aip);
        trial.parameters.terminal.capabilities = {0x20, 0x68, terminal};
        const Outcome outcome = trial.run();
        EXPECT_EQ(firstTvrOctets(outcome), tvr) << aip << " " << int(terminal);
        EXPECT_EQ(odaPerformed(outcome), tvr != std::string("80"));
    }
}

struct Defect {
    const char* what;
    std::function<void(CertificateText& issuer, CertificateText& icc)> make;
};

TEST(OfflineDataAuthentication, EachDefectOfTheChainFails) {
    const std::vector<Defect> defects{
        {"issuer header", [](auto& issuer, auto&) { issuer.header = "6B"; }},
        {"issuer format", [](auto& issuer, auto&) { issuer.format = "04"; }},
        {"issuer trailer", [](auto& issuer, auto&) { issuer.trailer = "BB"; }},
        {"other issuer", [](auto& issuer, auto&) { issuer.subject = "622849FF"; }},
        {"issuer identifier too short", [](auto& issuer, auto&) { issuer.subject = "62FFFFFF"; }},
        {"issuer identifier no digits", [](auto& issuer, auto&) { issuer.subject = "6228A8FF"; }},
        {"issuer expired last month", [](auto& issuer, auto&) { issuer.expiry = "1026"; }},
        {"issuer expired last century", [](auto& issuer, auto&) { issuer.expiry = "1299"; }},
        {"issuer month 13", [](auto& issuer, auto&) { issuer.expiry = "1330"; }},
        {"issuer hash algorithm", [](auto& issuer, auto&) { issuer.hashAlgorithm = "02"; }},
        {"issuer key algorithm", [](auto& issuer, auto&) { issuer.keyAlgorithm = "04"; }},
        {"issuer key longer", [](auto& issuer, auto&) { issuer.keyLengthError = 1; }},
        {"issuer key shorter", [](auto& issuer, auto&) { issuer.keyLengthError = -1; }},
        {"issuer exponent length", [](auto& issuer, auto&) { issuer.exponentLengthError = 1; }},
        {"issuer hash", [](auto& issuer, auto&) { issuer.hashError = true; }},
        {"card header", [](auto&, auto& icc) { icc.header = "69"; }},
        {"card format", [](auto&, auto& icc) { icc.format = "02"; }},
        {"card trailer", [](auto&, auto& icc) { icc.trailer = "CC"; }},
        {"other card", [](auto&, auto& icc) { icc.subject = "6228480012345678919F"; }},
        {"card number shorter", [](auto&, auto& icc) { icc.subject = "622848001234567890FF"; }},
        {"card expired", [](auto&, auto& icc) { icc.expiry = "0125"; }},
        {"card hash algorithm", [](auto&, auto& icc) { icc.hashAlgorithm = "00"; }},
        {"card key algorithm", [](auto&, auto& icc) { icc.keyAlgorithm = "02"; }},
        {"card key longer than its issuer's", [](auto&, auto& icc) { icc.keyLengthError = 120; }},
        {"card exponent length", [](auto&, auto& icc) { icc.exponentLengthError = -1; }},
        {"card hash", [](auto&, auto& icc) { icc.hashError = true; }},
    };
    for (const Chain* chain : {&Chain::withRemainders(), &Chain::withoutRemainders()}) {
        for (const Defect& defect : defects) {
            CertificateText issuer = issuerText(), icc = iccText();
            defect.make(issuer, icc);
            const Outcome dda = trialWith(*chain, kDda, issuer, icc).run();
            EXPECT_EQ(firstTvrOctets(dda), "08") << defect.what;
            EXPECT_TRUE(odaPerformed(dda)) << defect.what;
            Trial trial = trialWith(*chain, kCda, issuer, icc);
            EXPECT_EQ(firstTvrOctets(trial.run()), "04") << defect.what;
            EXPECT_FALSE(trial.card.wasAsked("80AE90")) << "no CDA without keys";
        }
    }
}

TEST(OfflineDataAuthentication, LastDayOfTheMonthIsStillGood) {
    CertificateText issuer = issuerText();
    issuer.expiry = "1126";
    EXPECT_EQ(firstTvrOctets(trialWith(Chain::withRemainders(), kDda, issuer).run()), "00");
}

TEST(OfflineDataAuthentication, MissingObjectsAreMissingData) {
    for (const tlv::Tag missing :
         {tag::kCaKeyIndex, tag::kIssuerCertificate, tag::kIssuerExponent, tag::kIssuerRemainder,
          tag::kIccCertificate, tag::kIccExponent, tag::kIccRemainder}) {
        Trial trial = trialWith(Chain::withRemainders(), kDda);
        trial.card.drop(missing);
        const std::string octet = firstTvrOctets(trial.run());
        // a remainder is part of the hash, whose failure is found first
        const bool remainder = missing == tag::kIssuerRemainder || missing == tag::kIccRemainder;
        EXPECT_EQ(octet, remainder ? "08" : "28") << std::hex << missing;
    }
    Trial sda = trialWith(Chain::withRemainders(), kSda);
    sda.card.drop(tag::kSignedStaticData);
    EXPECT_EQ(firstTvrOctets(sda.run()), "62");
}

TEST(OfflineDataAuthentication, UnknownOrOldCaKeyFails) {
    const Chain& chain = Chain::withRemainders();
    for (const auto& change : std::vector<std::function<void(CaKey&)>>{
             [](CaKey& key) { key.index = 0xF1; },
             [](CaKey& key) { key.rid.back() ^= 1; },
             [](CaKey& key) { key.expiry = 20261121; },
             [](CaKey& key) { key.key = Chain::withoutRemainders().ca.publicKey; },
             [](CaKey& key) { std::get<crypto::RsaPublicKey>(key.key).modulus.pop_back(); },
             [](CaKey& key) { key.key = Sm2PublicKey{Bytes(64, 0x11)}; },
         }) {
        Trial trial = trialWith(chain, kDda);
        change(trial.parameters.caKeys.front());
        EXPECT_EQ(firstTvrOctets(trial.run()), "08");
    }
}

TEST(OfflineDataAuthentication, SignedRecordsMustBeAsSigned) {
    const Chain& chain = Chain::withRemainders();
    Trial changed = trialWith(chain, kDda);
    changed.card.put(tag::kIacDenial, "0000000001");
    EXPECT_EQ(firstTvrOctets(changed.run()), "08");

    Trial profile = trialWith(chain, kDda);
    profile.card.setProfile("7400");  // AIP changed, and the tag list signs it
    EXPECT_EQ(firstTvrOctets(profile.run()), "08");

    Trial list = trialWith(chain, kDda);
    list.card.put(tag::kStaticDataTagList, "8294");
    EXPECT_EQ(firstTvrOctets(list.run()), "08");

    Trial sda = trialWith(chain, kSda);
    sda.card.put(tag::kIacDenial, "0000000001");
    EXPECT_EQ(firstTvrOctets(sda.run()), "42");
}

TEST(OfflineDataAuthentication, SignedRecordOutsideATemplateSpoilsIt) {
    const Chain& chain = Chain::withRemainders();
    Trial trial = trialWith(chain, kDda);
    trial.card.setProfile(kDda, "080101011001020058010101");  // file 11, record 1, signed
    trial.card.on("00B2015C", "1122339000");
    const Outcome outcome = trial.run();
    EXPECT_EQ(firstTvrOctets(outcome), "08");
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline) << "the issuer may still decide";
}

TEST(OfflineDataAuthentication, DynamicSignatureDefects) {
    const Chain& chain = Chain::withRemainders();
    const Bytes unpredictable = *fromHex("A1B2C3D4");
    const auto answer = [&](ByteView dynamic, ByteView terminal, std::uint8_t format) {
        return toHex(tlv::encode(tag::kFormat1, chain.signDynamically(dynamic, terminal, format))) +
               "9000";
    };
    const std::vector<std::pair<const char*, std::string>> answers{
        {"status", "6985"},
        {"empty", "9000"},
        {"other template", "70009000"},
        {"format 2 without signature", "77009000"},
        {"short signature",
         "8003112233"
         "9000"},
        {"format octet", answer(*fromHex("03AABBCC"), unpredictable, 0x03)},
        {"replayed for another number", answer(*fromHex("03AABBCC"), *fromHex("A1B2C3D5"), 0x05)},
        {"no dynamic data", answer({}, unpredictable, 0x05)},
        {"dynamic number too short", answer(*fromHex("01AA"), unpredictable, 0x05)},
        {"dynamic number too long", answer(*fromHex("09AABBCCDDEEFF001122"), unpredictable, 0x05)},
        {"dynamic number overruns", answer(*fromHex("05AABB"), unpredictable, 0x05)},
    };
    for (const auto& [what, hex] : answers) {
        Trial trial = trialWith(chain, kDda);
        trial.card.on("0088", hex);
        const Outcome outcome = trial.run();
        EXPECT_EQ(firstTvrOctets(outcome), "08") << what;
        EXPECT_TRUE(odaPerformed(outcome)) << what;
    }
    Trial torn = trialWith(chain, kDda);
    torn.card.tear("0088");
    EXPECT_EQ(torn.run().reason->code, FailureCode::CardRemoved);
}

}  // namespace
}  // namespace tappay::emv::test
