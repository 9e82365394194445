#include "terminal/config_file.h"

#include <gtest/gtest.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <fstream>
#include <sstream>

#include "terminal/fake_world.h"

namespace tappay::terminal::testing {
namespace {

// The example under a heading of docs/configuration.md, so that the document stays true.
std::string exampleUnder(const std::string& heading, int nth) {
    std::ostringstream text;
    text << std::ifstream(TAPPAY_TEST_DATA "/../../docs/configuration.md").rdbuf();
    const std::string document = text.str();
    auto at = document.find(heading);
    for (int i = 0; i <= nth; ++i)
        at = document.find("```json\n", at) + 8;
    return document.substr(at, document.find("```", at) - at);
}

// A production key of the scheme, as many acquirers publish it.
constexpr auto kCaKey =
    R"({"rid":"A000000333","index":"01","exponent":"03","expiry":"20091231",
 "modulus":"BBE9066D2517511D239C7BFA77884144AE20C7372F515147E8CE6537C54C0A6A4D45F8CA4D290870CDA59F1344EF71D17D3F35D92F3F06778D0D511EC2A7DC4FFEADF4FB1253CE37A7B2B5A3741227BEF72524DA7A2B7B1CB426BEE27BC513B0CB11AB99BC1BC61DF5AC6CC4D831D0848788CD74F6D543AD37C5A2B4C5D5A93B",
 "sha1":"E881E390675D44C2DD81234DCE29C3F5AB2297A0"})";

constexpr auto kSm2CaKey =
    R"({"rid":"A000000333","index":"F2","algorithm":"sm2","expiry":"20401231",
 "point":"D5548C7825CBB56150A3506CD57464AF8A1AE0519DFAF3C58221DC810CAF28DD921073768FE3D59CE54E79A49445CF73FED23086537027264D168946D479533E",
 "sha1":"AE854B329F1A7C4C48A71CE1B048D96F04293095"})";

class ConfigTest : public ::testing::Test {
protected:
    ConfigTest() {
        const auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256);
        const auto pem = crypto::ecPublicToPem(key->publicKey()).value();
        write("backend-seal.pem", pem);
        write("backend-answer.pem", pem);
        auto parameters = exampleUnder("## tappayd", 1);
        const auto from = parameters.find("\"caKeys\": [") + 11;
        parameters.replace(from, parameters.find(']', from) - from, kCaKey);
        write("parameters.json", parameters);
        write("config.json", exampleUnder("## tappayd", 0));
    }
    void write(const std::string& name, const std::string& contents) const {
        std::ofstream(directory.path() / name) << contents;
    }
    [[nodiscard]] std::string contentsOf(const std::string& name) const {
        std::ostringstream text;
        text << std::ifstream(directory.path() / name).rdbuf();
        return text.str();
    }
    void replaceIn(const std::string& name, const std::string& what, const std::string& by) const {
        std::string contents = contentsOf(name);
        ASSERT_NE(contents.find(what), std::string::npos) << what;
        contents.replace(contents.find(what), what.size(), by);
        write(name, contents);
    }
    std::string problem() const {
        const auto config = readProgramConfig(directory.path() / "config.json");
        if (config) return "none";
        EXPECT_EQ(config.error().code, FailureCode::NotConfigured);
        return config.error().detail.substr(0, config.error().detail.find(": "));
    }

    TemporaryDirectory directory;
};

TEST_F(ConfigTest, TheDocumentedExampleIsUnderstood) {
    const auto config = readProgramConfig(directory.path() / "config.json");
    ASSERT_TRUE(config) << config.error().detail;
    const auto parent = std::filesystem::temp_directory_path();
    EXPECT_EQ(config->operatorSocket, parent / "app.sock");
    EXPECT_EQ(config->tillSocket, parent / "till.sock");
    EXPECT_EQ(config->chipDirectory, directory.path() / "chip");
    EXPECT_EQ(config->backEnd.url, "https://localhost:36443");
    EXPECT_EQ(config->backEnd.caFile, (directory.path() / "backend-ca.pem").string());
    EXPECT_EQ(config->backEnd.terminalId, "10000001");
    EXPECT_EQ(config->backEnd.answersBy.point.size(), 64u);
    EXPECT_EQ(config->log, LogLevel::Info);
    EXPECT_EQ(config->terminal.cardWait, std::chrono::seconds(60));
    EXPECT_EQ(config->terminal.hostWait, std::chrono::seconds(25));
    const auto& parameters = config->terminal.parameters;
    EXPECT_EQ(parameters.terminal.merchantName, "Corner Shop");
    EXPECT_EQ(parameters.terminal.currency.numeric, 156);
    EXPECT_EQ(parameters.terminal.merchantCategory, 5411);
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

TEST_F(ConfigTest, EachMissingSettingIsNamed) {
    const auto json =
        QJsonDocument::fromJson(QByteArray::fromStdString(exampleUnder("## tappayd", 0)));
    int tried = 0;
    const auto without = [&](const QJsonObject& whole, const QString& name) {
        write("config.json", QJsonDocument(whole).toJson().toStdString());
        EXPECT_EQ(problem(), name.toStdString());
        ++tried;
    };
    for (const auto& key : json.object().keys()) {
        QJsonObject whole = json.object();
        const auto value = whole.take(key);
        without(whole, key);
        for (const auto& inner : value.toObject().keys()) {
            QJsonObject part = value.toObject();
            part.remove(inner);
            whole[key] = part;
            without(whole, key + "." + inner);
        }
    }
    EXPECT_EQ(tried, 29);
}

TEST_F(ConfigTest, UnknownSettingsAreNamed) {
    replaceIn("config.json", "\"log\"", "\"lgo\": 1, \"log\"");
    EXPECT_EQ(problem(), "lgo");
    replaceIn("config.json", "\"lgo\": 1, ", "");
    replaceIn("config.json", "\"pinKey\"", "\"pinkey\": 1, \"pinKey\"");
    EXPECT_EQ(problem(), "waits.pinkey");
    replaceIn("config.json", "\"pinkey\": 1, ", "");
    replaceIn("parameters.json", "\"version\"", "\"versoin\": \"\", \"version\"");
    EXPECT_EQ(problem(), "aids[0].versoin");
}

TEST_F(ConfigTest, WrongValuesAreNamed) {
    const std::vector<std::array<std::string, 3>> wrong{
        {"\"terminalId\": \"10000001\"", "\"terminalId\": \"1000001\"", "terminal.terminalId"},
        {"\"currency\": \"CNY\"", "\"currency\": \"XYZ\"", "terminal.currency"},
        {"\"country\": 156", "\"country\": 156.5", "terminal.country"},
        {"\"card\": 60", "\"card\": 0", "waits.card"},
        {"\"host\": 25", "\"host\": \"25\"", "waits.host"},
        {"\"form\": \"software\"", "\"form\": \"tpm\"", "chip.form"},
        {"\"log\": \"info\"", "\"log\": \"loud\"", "log"},
        {"\"backend-seal.pem\"", "\"none.pem\"", "backEnd.sealKeyFile"},
    };
    for (const auto& [right, bad, name] : wrong) {
        replaceIn("config.json", right, bad);
        EXPECT_EQ(problem(), name);
        replaceIn("config.json", bad, right);
    }
    EXPECT_EQ(problem(), "none");
}

TEST_F(ConfigTest, SettingsThatMayBeLeftOut) {
    const auto path = directory.path() / "config.json";
    auto config = readProgramConfig(path);
    ASSERT_TRUE(config);
    EXPECT_EQ(config->terminal.tapAgainWait, std::chrono::seconds(10));
    EXPECT_EQ(config->terminal.phoneWait, std::chrono::seconds(60));
    EXPECT_TRUE(config->terminal.exceptionFile.empty());
    EXPECT_TRUE(config->terminal.parameters.terminal.offersChoice);
    replaceIn("config.json", "\"operatorId\"", "\"offersChoice\": false, \"operatorId\"");
    replaceIn("config.json", "\"host\": 25", "\"host\": 25, \"tapAgain\": 5, \"phone\": 30");
    replaceIn("config.json", "\"log\"", "\"exceptionFile\": \"exceptions\", \"log\"");
    EXPECT_EQ(problem(), "exceptionFile");
    const std::string digest = "98EA6E4F216F2FB4B69FFF9B3A44842C38686CA685F3F55DC48C5D3FB1107BE4";
    write("exceptions", "# lost\n" + digest + "  # 2026\n\n");
    config = readProgramConfig(path);
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->terminal.tapAgainWait, std::chrono::seconds(5));
    EXPECT_EQ(config->terminal.phoneWait, std::chrono::seconds(30));
    EXPECT_EQ(config->terminal.exceptionFile, std::set{digest});
    EXPECT_FALSE(config->terminal.parameters.terminal.offersChoice);
    write("exceptions", digest.substr(2) + "\n");
    EXPECT_EQ(problem(), "exceptionFile");
}

TEST_F(ConfigTest, ContactlessMayBeLeftOutWhole) {
    const std::vector<std::array<std::string, 3>> wrong{
        {"\"cvmLimit\": \"1000.00\",", "", "aids[0].contactless.cvmLimit"},
        {"\"transactionLimit\": \"50000.00\"", "\"transactionLimit\": \"5e4\"",
         "aids[0].contactless.transactionLimit"},
        {"\"statusCheck\": false", "\"statusCheck\": 0", "aids[0].contactless.statusCheck"},
        {"\"signature\": true", "\"signature\": true, \"paper\": true", "contactless.paper"},
        {"\"signature\": true, ", "", "contactless.signature"},
    };
    for (const auto& [right, bad, name] : wrong) {
        const auto before = contentsOf("parameters.json");
        replaceIn("parameters.json", right, bad);
        EXPECT_EQ(problem(), name);
        write("parameters.json", before);
    }
    auto parameters =
        QJsonDocument::fromJson(QByteArray::fromStdString(contentsOf("parameters.json"))).object();
    parameters.remove("contactless");
    auto aid = parameters["aids"].toArray().first().toObject();
    aid.remove("contactless");
    parameters["aids"] = QJsonArray{aid};
    write("parameters.json", QJsonDocument(parameters).toJson().toStdString());
    const auto config = readProgramConfig(directory.path() / "config.json");
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_FALSE(config->terminal.parameters.aids[0].contactless);
    EXPECT_TRUE(config->terminal.parameters.contactless.contactAlso);
}

TEST_F(ConfigTest, ForcedOnlineNeedsActionCodesThatHearIt) {
    replaceIn("config.json", "\"log\"", "\"forceOnline\": true, \"log\"");
    const auto config = readProgramConfig(directory.path() / "config.json");
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_TRUE(config->terminal.forceOnline);
    for (const auto& [right, bad] :
         {std::pair{"D84004F800", "D84004F000"}, {"D84000A800", "D84000A000"}}) {
        replaceIn("parameters.json", right, bad);
        EXPECT_EQ(problem(), "forceOnline");
        replaceIn("config.json", "\"forceOnline\": true", "\"forceOnline\": false");
        EXPECT_EQ(problem(), "none");
        replaceIn("config.json", "\"forceOnline\": false", "\"forceOnline\": true");
        replaceIn("parameters.json", bad, right);
    }
}

TEST_F(ConfigTest, AKeyThatDoesNotFitItsChecksumIsRefused) {
    for (const auto& [right, bad] : {std::pair{"BBE9066D", "BBE9066E"},
                                     {"\"03\"", "\"05\""},
                                     {"\"index\":\"01\"", "\"index\":\"02\""},
                                     {"A000000333\",\"ind", "A000000334\",\"ind"},
                                     {"E881E390", "E881E391"}}) {
        replaceIn("parameters.json", right, bad);
        EXPECT_EQ(problem(), "caKeys[0].sha1") << bad;
        replaceIn("parameters.json", bad, right);
    }
    EXPECT_EQ(problem(), "none");
}

TEST_F(ConfigTest, AnSm2KeyIsAPointWithItsChecksum) {
    replaceIn("parameters.json", kCaKey, kSm2CaKey);
    const auto config = readProgramConfig(directory.path() / "config.json");
    ASSERT_TRUE(config) << config.error().detail;
    const auto& key = config->terminal.parameters.caKeys.at(0);
    ASSERT_TRUE(emv::isSm2(key.key));
    EXPECT_EQ(toHex(std::get<emv::Sm2PublicKey>(key.key).point).substr(0, 8), "D5548C78");
    for (const auto& [right, bad, name] :
         std::vector<std::array<const char*, 3>>{{"\"sm2\"", "\"sm9\"", "caKeys[0].algorithm"},
                                                 {"\"sm2\"", "\"rsa\"", "caKeys[0].modulus"},
                                                 {"\"D5548C78", "\"D5548C79", "caKeys[0].point"},
                                                 {"\"D5548C78", "\"D5548C", "caKeys[0].point"},
                                                 {"\"F2\"", "\"F3\"", "caKeys[0].sha1"}}) {
        replaceIn("parameters.json", right, bad);
        EXPECT_EQ(problem(), name) << bad;
        replaceIn("parameters.json", bad, right);
    }
}

TEST_F(ConfigTest, RevokedCertificatesMayBeLeftOut) {
    constexpr auto kRevoked = R"([ { "rid": "A000000333", "index": "F0", "serial": "00000A" } ])";
    const auto read = [this] {
        return readProgramConfig(directory.path() / "config.json")->terminal.parameters.revoked;
    };
    ASSERT_EQ(read().size(), 1u);
    EXPECT_EQ(toHex(read()[0].rid), "A000000333");
    EXPECT_EQ(read()[0].index, 0xF0);
    EXPECT_EQ(toHex(read()[0].serial), "00000A");
    replaceIn("parameters.json", "\"serial\": \"00000A\"", "\"serial\": \"0A\"");
    EXPECT_EQ(problem(), "revoked[0].serial");
    replaceIn("parameters.json", "\"serial\": \"0A\"", "\"serial\": \"00000A\"");
    replaceIn("parameters.json", std::string(",\n  \"revoked\": ") + kRevoked, "");
    EXPECT_EQ(read().size(), 0u);
}

TEST_F(ConfigTest, FilesThatAreNoJson) {
    write("parameters.json", "{\"aids\": [");
    EXPECT_EQ(problem(), "parameters.json");
    write("config.json", "[]");
    EXPECT_EQ(problem(), "config.json");
    std::filesystem::remove(directory.path() / "config.json");
    EXPECT_EQ(problem(), "config.json");
}

}  // namespace
}  // namespace tappay::terminal::testing
