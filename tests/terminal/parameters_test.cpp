#include "terminal/parameters.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "terminal/documented_example.h"

namespace tappay::terminal::testing {
namespace {

// A production key of the scheme, as many acquirers publish it.
constexpr auto kCaKey =
    R"({"profile":"test","rid":"A000000333","index":"01","exponent":"03","expiry":"20091231",
 "modulus":"BBE9066D2517511D239C7BFA77884144AE20C7372F515147E8CE6537C54C0A6A4D45F8CA4D290870CDA59F1344EF71D17D3F35D92F3F06778D0D511EC2A7DC4FFEADF4FB1253CE37A7B2B5A3741227BEF72524DA7A2B7B1CB426BEE27BC513B0CB11AB99BC1BC61DF5AC6CC4D831D0848788CD74F6D543AD37C5A2B4C5D5A93B",
 "sha1":"E881E390675D44C2DD81234DCE29C3F5AB2297A0"})";

constexpr auto kSm2CaKey =
    R"({"profile":"test","rid":"A000000333","index":"F2","algorithm":"sm2","expiry":"20401231",
 "point":"D5548C7825CBB56150A3506CD57464AF8A1AE0519DFAF3C58221DC810CAF28DD921073768FE3D59CE54E79A49445CF73FED23086537027264D168946D479533E",
 "sha1":"AE854B329F1A7C4C48A71CE1B048D96F04293095"})";

class ParametersTest : public ::testing::Test {
protected:
    ParametersTest() {
        const auto from = json.find("\"caKeys\": [") + 11;
        json.replace(from, json.find(']', from) - from, kCaKey);
    }
    void replace(const std::string& what, const std::string& by) {
        ASSERT_NE(json.find(what), std::string::npos) << what;
        json.replace(json.find(what), what.size(), by);
    }
    [[nodiscard]] Result<Parameters> read() const { return readParameters(json); }
    [[nodiscard]] std::string problem() const {
        const auto parameters = read();
        if (parameters) return "none";
        EXPECT_EQ(parameters.error().code, FailureCode::ParametersRejected);
        return parameters.error().detail.substr(0, parameters.error().detail.find(": "));
    }

    std::string json = exampleUnder("## Parameters");
};

TEST_F(ParametersTest, TheDocumentedExampleIsUnderstood) {
    const auto set = read();
    ASSERT_TRUE(set) << set.error().detail;
    EXPECT_EQ(set->version, 3U);
    EXPECT_EQ(set->profile, "test");
    EXPECT_FALSE(set->forceOnline);
    EXPECT_TRUE(set->exceptionFile.empty());
    const auto& parameters = set->kernel;
    EXPECT_EQ(parameters.terminal.country, 156);
    EXPECT_EQ(parameters.terminal.currency.numeric, 156);
    EXPECT_EQ(parameters.terminal.merchantCategory, 5411);
    EXPECT_EQ(parameters.terminal.acquirerId, "48021000");
    EXPECT_TRUE(parameters.terminal.offersChoice);
    ASSERT_EQ(parameters.aids.size(), 1u);
    EXPECT_EQ(toHex(parameters.aids[0].aid), "A000000333010101");
    EXPECT_EQ(toHex(parameters.aids[0].tacOnline), "D84004F800");
    EXPECT_EQ(parameters.aids[0].randomTarget, 99);
    ASSERT_TRUE(parameters.aids[0].contactless);
    EXPECT_EQ(parameters.aids[0].contactless->floor, 0);
    EXPECT_EQ(parameters.aids[0].contactless->transaction, 5'000'000);
    EXPECT_EQ(parameters.aids[0].contactless->cvm, 100'000);
    EXPECT_FALSE(parameters.aids[0].contactless->statusCheck);
    EXPECT_FALSE(parameters.aids[0].contactless->onlineFromFloorLimit);
    EXPECT_TRUE(parameters.contactless.fddaVersion01);
    ASSERT_EQ(parameters.caKeys.size(), 1u);
    EXPECT_EQ(parameters.caKeys[0].expiry, 20091231u);
    EXPECT_EQ(std::get<crypto::RsaPublicKey>(parameters.caKeys[0].key).modulus.size(), 128u);
}

TEST_F(ParametersTest, WhatIsWrongOrUnknownIsNamed) {
    const std::vector<std::array<std::string, 3>> wrong{
        {"\"version\": 3", "\"version\": 0", "version"},
        {"\"profile\": \"test\"", "\"profile\": \"live\"", "profile"},
        {"\"currency\": \"CNY\"", "\"currency\": \"XYZ\"", "terminal.currency"},
        {"\"country\": 156", "\"country\": 156.5", "terminal.country"},
        {"\"acquirerId\": \"48021000\"", "\"acquirerId\": \"4802A000\"", "terminal.acquirerId"},
        {"\"partialMatch\"", "\"partialMtach\": true, \"partialMatch\"", "aids[0].partialMtach"},
        {"\"forceOnline\": false", "\"forceOnline\": 0", "forceOnline"},
        {"\"exceptions\": []", "\"exceptions\": [\"98EA\"]", "exceptions"},
        {"\"exceptions\": []", "\"exceptions\": [7]", "exceptions"},
        {"\"exceptions\": []", "\"exeptions\": []", "exeptions"},
    };
    for (const auto& [right, bad, name] : wrong) {
        replace(right, bad);
        EXPECT_EQ(problem(), name);
        replace(bad, right);
    }
    EXPECT_EQ(problem(), "none");
    json = "{\"aids\": [";
    EXPECT_EQ(problem(), "parameters");
}

// Production and test keys in one set would let test cards pay.
TEST_F(ParametersTest, AKeyOfTheOtherProfileIsRefused) {
    replace("\"profile\": \"test\"", "\"profile\": \"production\"");
    EXPECT_EQ(problem(), "caKeys[0].profile");
    replace("\"profile\":\"test\"", "\"profile\":\"production\"");
    EXPECT_EQ(problem(), "none");
}

TEST_F(ParametersTest, ExceptionsAreKeptInOneSpelling) {
    const std::string digest = "98EA6E4F216F2FB4B69FFF9B3A44842C38686CA685F3F55DC48C5D3FB1107BE4";
    replace("\"exceptions\": []", "\"exceptions\": [\"98ea" + digest.substr(4) + "\"]");
    EXPECT_EQ(read()->exceptionFile, std::set{digest});
}

TEST_F(ParametersTest, ContactlessMayBeLeftOutWhole) {
    const std::vector<std::array<std::string, 3>> wrong{
        {"\"cvmLimit\": \"1000.00\",", "", "aids[0].contactless.cvmLimit"},
        {"\"transactionLimit\": \"50000.00\"", "\"transactionLimit\": \"5e4\"",
         "aids[0].contactless.transactionLimit"},
        {"\"statusCheck\": false", "\"statusCheck\": 0", "aids[0].contactless.statusCheck"},
        {"\"signature\": true", "\"signature\": true, \"paper\": true", "contactless.paper"},
        {"\"signature\": true, ", "", "contactless.signature"},
    };
    for (const auto& [right, bad, name] : wrong) {
        const auto before = json;
        replace(right, bad);
        EXPECT_EQ(problem(), name);
        json = before;
    }
    auto parameters = QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
    parameters.remove("contactless");
    auto aid = parameters["aids"].toArray().first().toObject();
    aid.remove("contactless");
    parameters["aids"] = QJsonArray{aid};
    json = QJsonDocument(parameters).toJson().toStdString();
    const auto set = read();
    ASSERT_TRUE(set) << set.error().detail;
    EXPECT_FALSE(set->kernel.aids[0].contactless);
    EXPECT_TRUE(set->kernel.contactless.contactAlso);
}

TEST_F(ParametersTest, ForcedOnlineNeedsActionCodesThatHearIt) {
    replace("\"forceOnline\": false", "\"forceOnline\": true");
    const auto set = read();
    ASSERT_TRUE(set) << set.error().detail;
    EXPECT_TRUE(set->forceOnline);
    for (const auto& [right, bad] :
         {std::pair{"D84004F800", "D84004F000"}, {"D84000A800", "D84000A000"}}) {
        replace(right, bad);
        EXPECT_EQ(problem(), "forceOnline");
        replace("\"forceOnline\": true", "\"forceOnline\": false");
        EXPECT_EQ(problem(), "none");
        replace("\"forceOnline\": false", "\"forceOnline\": true");
        replace(bad, right);
    }
}

TEST_F(ParametersTest, AKeyThatDoesNotFitItsChecksumIsRefused) {
    for (const auto& [right, bad] : {std::pair{"BBE9066D", "BBE9066E"},
                                     {"\"03\"", "\"05\""},
                                     {"\"index\":\"01\"", "\"index\":\"02\""},
                                     {"A000000333\",\"ind", "A000000334\",\"ind"},
                                     {"E881E390", "E881E391"}}) {
        replace(right, bad);
        EXPECT_EQ(problem(), "caKeys[0].sha1") << bad;
        replace(bad, right);
    }
    EXPECT_EQ(problem(), "none");
}

TEST_F(ParametersTest, AnSm2KeyIsAPointWithItsChecksum) {
    replace(kCaKey, kSm2CaKey);
    const auto set = read();
    ASSERT_TRUE(set) << set.error().detail;
    const auto& key = set->kernel.caKeys.at(0);
    ASSERT_TRUE(emv::isSm2(key.key));
    EXPECT_EQ(toHex(std::get<emv::Sm2PublicKey>(key.key).point).substr(0, 8), "D5548C78");
    for (const auto& [right, bad, name] :
         std::vector<std::array<const char*, 3>>{{"\"sm2\"", "\"sm9\"", "caKeys[0].algorithm"},
                                                 {"\"sm2\"", "\"rsa\"", "caKeys[0].modulus"},
                                                 {"\"D5548C78", "\"D5548C79", "caKeys[0].point"},
                                                 {"\"D5548C78", "\"D5548C", "caKeys[0].point"},
                                                 {"\"F2\"", "\"F3\"", "caKeys[0].sha1"}}) {
        replace(right, bad);
        EXPECT_EQ(problem(), name) << bad;
        replace(bad, right);
    }
}

TEST_F(ParametersTest, RevokedCertificatesMayBeLeftOut) {
    constexpr auto kRevoked = R"([ { "rid": "A000000333", "index": "F0", "serial": "00000A" } ])";
    const auto revoked = [this] { return read()->kernel.revoked; };
    ASSERT_EQ(revoked().size(), 1u);
    EXPECT_EQ(toHex(revoked()[0].rid), "A000000333");
    EXPECT_EQ(revoked()[0].index, 0xF0);
    EXPECT_EQ(toHex(revoked()[0].serial), "00000A");
    replace("\"serial\": \"00000A\"", "\"serial\": \"0A\"");
    EXPECT_EQ(problem(), "revoked[0].serial");
    replace("\"serial\": \"0A\"", "\"serial\": \"00000A\"");
    replace(std::string(",\n  \"revoked\": ") + kRevoked, "");
    EXPECT_EQ(read()->kernel.revoked.size(), 0u);
}

}  // namespace
}  // namespace tappay::terminal::testing
