#include "emv/sm2_certificates.h"

#include <gtest/gtest.h>

#include "emv/sm2_chain.h"
#include "emv/trial.h"

// SM2 and SM3 in the place of RSA and SHA-1 (JR/T 0025.17).
namespace tappay::emv::test {
namespace {

constexpr const char* kSda = "5C00";
constexpr const char* kDda = "7C00";
constexpr const char* kCda = "7D00";

// Made by another implementation from the private keys of the specification's annex.
constexpr const char* kCaPoint =
    "D5548C7825CBB56150A3506CD57464AF8A1AE0519DFAF3C58221DC810CAF28DD"
    "921073768FE3D59CE54E79A49445CF73FED23086537027264D168946D479533E";
constexpr const char* kIssuerCertificate =
    "12622848FF12300000010400114009F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD139526D051E1E86C952CF25059F645"
    "D85A742BA6C793E1E3FF5828CB85AD79B1D46AD461D4C8D2E851B5F6868B30263F6B06E3AF60DF514F965F1035F0"
    "8F31367C";

Trial trialWith(const char* aip, const Sm2Text& issuer = sm2IssuerText(),
                const Sm2Text& icc = sm2IccText()) {
    const Sm2Chain& chain = Sm2Chain::instance();
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

TEST(Sm2Certificates, PublishedIssuerCertificate) {
    DataStore card;
    card.set(tag::kPan, *fromHex("6228480012345678901F"));
    card.set(tag::kIssuerCertificate, *fromHex(kIssuerCertificate));
    const auto issuer = recoverSm2IssuerKey({*fromHex(kCaPoint)}, card, 20261122);
    ASSERT_TRUE(issuer);
    EXPECT_EQ(toHex(issuer->serial), "000001");
    EXPECT_EQ(toHex(std::get<Sm2PublicKey>(issuer->key).point).substr(0, 16), "09F9DF311E5421A1");
    for (const auto& [pan, today] : std::vector<std::pair<const char*, std::uint32_t>>{
             {"6228490012345678901F", 20261122}, {"6228480012345678901F", 20310101}}) {
        card.set(tag::kPan, *fromHex(pan));
        EXPECT_FALSE(recoverSm2IssuerKey({*fromHex(kCaPoint)}, card, today)) << pan << today;
    }
}

TEST(Sm2Certificates, Sda) {
    Trial trial = trialWith(kSda);
    const Outcome outcome = trial.run();
    EXPECT_EQ(firstTvrOctets(outcome), "02");
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    Trial shorter = trialWith(kSda);
    shorter.card.put(tag::kSignedStaticData, "13DAC0");
    EXPECT_EQ(firstTvrOctets(shorter.run()), "42");
    Trial missing = trialWith(kSda);
    missing.card.drop(tag::kSignedStaticData);
    EXPECT_EQ(firstTvrOctets(missing.run()), "62");
}

TEST(Sm2Certificates, Dda) {
    for (const bool format2 : {false, true}) {
        Trial trial = trialWith(kDda);
        Sm2Chain::instance().answerDda(trial.card, format2);
        const Outcome outcome = trial.run();
        EXPECT_EQ(toHex(outcome.tvr), "0000048000");
        EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    }
}

TEST(Sm2Certificates, Cda) {
    Trial trial = trialWith(kCda);
    Sm2Chain::instance().answerCda(trial.card, "80AE90", "80");
    Sm2Chain::instance().answerCda(trial.card, "80AE50", "40");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    EXPECT_EQ(toHex(outcome.tvr), "0000048000");
    EXPECT_EQ(toHex(outcome.cryptogram), "C0DEC0DEC0DEC0DE");
    using Defect = KeyChain::CdaDefect;
    for (const Defect defect : {Defect::WrongCid, Defect::WrongHash, Defect::WrongSignature,
                                Defect::NoSignature, Defect::OtherCryptogram}) {
        Trial wrong = trialWith(kCda);
        Sm2Chain::instance().answerCda(wrong.card, "80AE90", "80", defect);
        const Outcome refused = wrong.run();
        EXPECT_EQ(refused.decision, Decision::Ended);
        EXPECT_EQ(firstTvrOctets(refused), "04");
        EXPECT_EQ(wrong.host.asked, 0);
    }
}

TEST(Sm2Certificates, EachDefectOfTheChainFails) {
    struct Defect {
        const char* what;
        std::function<void(Sm2Text& issuer, Sm2Text& icc)> make;
    };
    for (const auto& [what, make] : std::vector<Defect>{
             {"issuer format", [](auto& issuer, auto&) { issuer.format = "14"; }},
             {"other issuer", [](auto& issuer, auto&) { issuer.subject = "622849FF"; }},
             {"identifier too short", [](auto& issuer, auto&) { issuer.subject = "62FFFFFF"; }},
             {"issuer expired", [](auto& issuer, auto&) { issuer.expiry = "1026"; }},
             {"issuer signature algorithm",
              [](auto& issuer, auto&) { issuer.algorithms = "01001140"; }},
             {"issuer encipherment", [](auto& issuer, auto&) { issuer.algorithms = "04041140"; }},
             {"issuer curve", [](auto& issuer, auto&) { issuer.algorithms = "04001240"; }},
             {"issuer key length", [](auto& issuer, auto&) { issuer.algorithms = "0400113F"; }},
             {"issuer certificate longer", [](auto& issuer, auto&) { issuer.surplus = "00"; }},
             {"card format", [](auto&, auto& icc) { icc.format = "12"; }},
             {"other card", [](auto&, auto& icc) { icc.subject = "6228480012345678919F"; }},
             {"card expired", [](auto&, auto& icc) { icc.expiry = "0125"; }},
             {"card algorithms", [](auto&, auto& icc) { icc.algorithms = "04001141"; }},
             {"card certificate longer", [](auto&, auto& icc) { icc.surplus = "BB"; }},
         }) {
        Sm2Text issuer = sm2IssuerText(), icc = sm2IccText();
        make(issuer, icc);
        const Outcome outcome = trialWith(kDda, issuer, icc).run();
        EXPECT_EQ(firstTvrOctets(outcome), "08") << what;
        EXPECT_EQ(toHex(outcome.tsi).substr(0, 1), "E") << what;
    }
}

TEST(Sm2Certificates, DynamicSignatureDefects) {
    const Sm2Chain& chain = Sm2Chain::instance();
    const Bytes unpredictable = *fromHex("A1B2C3D4");
    const auto wrongLength = [&] {
        const Bytes message = *fromHex(
            "1503"
            "03AABBCC");
        return concat({message, *chain.icc.signSm2(concat({message, unpredictable}))});
    }();
    for (const auto& [what, signature] : std::vector<std::pair<const char*, Bytes>>{
             {"other number", chain.sign(*fromHex("03AABBCC"), *fromHex("A1B2C3D5"))},
             {"no dynamic data", chain.sign({}, unpredictable)},
             {"dynamic number too short", chain.sign(*fromHex("01AA"), unpredictable)},
             {"dynamic number overruns", chain.sign(*fromHex("05AABB"), unpredictable)},
             {"length does not fit", wrongLength},
             {"signature alone", Bytes(64, 0x15)},
             {"head alone", Bytes(65, 0x15)}}) {
        Trial trial = trialWith(kDda);
        trial.card.on("0088", toHex(tlv::encode(tag::kFormat1, signature)) + "9000");
        EXPECT_EQ(firstTvrOctets(trial.run()), "08") << what;
    }
}

TEST(Sm2Certificates, MissingObjectsAreMissingData) {
    for (const tlv::Tag missing :
         {tag::kCaKeyIndex, tag::kIssuerCertificate, tag::kIccCertificate}) {
        Trial trial = trialWith(kDda);
        trial.card.drop(missing);
        EXPECT_EQ(firstTvrOctets(trial.run()), "28") << std::hex << missing;
    }
}

TEST(Sm2Certificates, AlgorithmsDoNotMix) {
    Trial rsaKey = trialWith(kDda);
    rsaKey.parameters.caKeys.front().key = Chain::withRemainders().ca.publicKey;
    EXPECT_EQ(firstTvrOctets(rsaKey.run()), "28") << "no exponent for RSA";
    Trial rsaCard = trialWith(kDda);
    Chain::withRemainders().certify(rsaCard.card, kDda);
    EXPECT_EQ(firstTvrOctets(rsaCard.run()), "08");
}

// JR/T 0025.17: DF69 lets the card choose its SM2 certificates.
TEST(Sm2Certificates, AnnouncedToCardsOfProvidersWithAnSm2Key) {
    const auto announced = [](const CaKey& key) {
        Trial trial = trialWith(kDda);
        trial.parameters.caKeys = {key};
        trial.card.setPdol("DF69019F3704");
        trial.run();
        return trial.card.lastAsked("80A8").substr(14, 2);
    };
    CaKey other = Sm2Chain::instance().caKey();
    other.rid.back() ^= 1;
    EXPECT_EQ(announced(Sm2Chain::instance().caKey()), "01");
    EXPECT_EQ(announced(Chain::withRemainders().caKey()), "00");
    EXPECT_EQ(announced(other), "00");
}

}  // namespace
}  // namespace tappay::emv::test
