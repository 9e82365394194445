#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "backend/support/installation.h"

namespace tappay::test {
namespace {

class ConfigTest : public ::testing::Test {
protected:
    Result<backend::Config> loadWith(const std::string& from, const std::string& to) {
        std::ifstream file(m_installation.file("config.json"));
        std::string text(std::istreambuf_iterator<char>(file), {});
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        m_installation.write("changed.json", text.replace(at, from.size(), to));
        return backend::loadConfig(m_installation.file("changed.json"));
    }

    Installation m_installation{36583};
};

TEST_F(ConfigTest, ReadsTheDocumentedFile) {
    auto config = backend::loadConfig(m_installation.file("config.json"));
    ASSERT_TRUE(config) << config.error().detail;
    EXPECT_EQ(config->server.listen.host, "127.0.0.1");
    EXPECT_EQ(config->database, m_installation.file("backend.db"));
    EXPECT_EQ(config->sealKeyId, "seal-1");
    EXPECT_EQ(config->lookupKey.size(), 32U);
    ASSERT_EQ(config->terminals.size(), 2U);
    EXPECT_EQ(config->terminals[1].publicKey, m_installation.second.publicKey());
    EXPECT_EQ(config->network.address.port, 36583);
    EXPECT_EQ(toHex(config->network.header), "603100310000");
    EXPECT_EQ(config->network.answerTimeout, std::chrono::seconds(1));
    EXPECT_EQ(config->network.macProfile, backend::keys::MacProfile::Cups);
    EXPECT_TRUE(config->network.pinKey.empty());
}

TEST_F(ConfigTest, ReadsTheKeysAndProfileOfTheNetwork) {
    using backend::keys::MacProfile;
    for (const auto& [name, profile] :
         {std::pair{"cups", MacProfile::Cups}, std::pair{"x919", MacProfile::X919},
          std::pair{"aes-cmac", MacProfile::AesCmac}, std::pair{"sm4", MacProfile::Sm4CbcMac}}) {
        const auto config =
            loadWith(R"("makFile": "mak.hex")",
                     R"("makFile": "mak.hex", "pinFile": "mak.hex", "macProfile": ")" +
                         std::string(name) + "\"");
        ASSERT_TRUE(config) << config.error().detail;
        EXPECT_EQ(config->network.macProfile, profile) << name;
        EXPECT_EQ(config->network.pinKey.size(), 16U);
    }
}

TEST_F(ConfigTest, NamesTheSettingThatIsWrong) {
    const struct {
        const char *from, *to, *named;
    } cases[] = {
        {R"("listen": "127.0.0.1:0",)", "", "listen is missing"},
        {"127.0.0.1:0", "127.0.0.1", "listen is wrong"},
        {"127.0.0.1:0", "127.0.0.1:70000", "listen is wrong"},
        {R"("log": "error")", R"("log": "loud")", "log is wrong"},
        {R"("log": "error")", R"("log": "error", "colour": 1)", "colour is unknown"},
        {"\"seal.key\"", "\"missing.key\"", "sealKey is not readable"},
        {"\"answer.key\"", "\"lookup.hex\"", "answerKey is not a private key"},
        {"lookup.hex", "mak.hex", "lookupKeyFile is not 32 octets in hexadecimal"},
        {"6000030000", "60000300", "network.tpdu is wrong"},
        {R"("answerTimeoutSeconds": 1)", R"("answerTimeoutSeconds": 0)",
         "network.answerTimeoutSeconds is wrong"},
        {R"("answerTimeoutSeconds": 1)", R"("answerTimeoutSeconds": 1, "x": 1)",
         "network.x is unknown"},
        {R"("makFile": "mak.hex")", R"("makFile": "mak.hex", "macProfile": "md5")",
         "network.macProfile is wrong"},
        {R"("makFile": "mak.hex")", R"("makFile": "mak.hex", "pinFile": "lookup.hex")",
         "network.pinFile is not 16 octets in hexadecimal"},
        {R"("makFile": "mak.hex")",
         R"("makFile": "mak.hex", "masterKeyFile": "mak.hex", "macProfile": "sm4")",
         "network.masterKeyFile is for MACs with triple DES only"},
        {R"("keyId": "10000002")", R"("keyId": "10000001")",
         "terminals[1].keyId is in use by another terminal"},
        {R"("merchantId": "898310054110001")", R"("merchantId": "8983")",
         "terminals[0].merchantId is wrong"},
    };
    for (const auto& item : cases) {
        auto config = loadWith(item.from, item.to);
        ASSERT_FALSE(config) << item.named;
        EXPECT_EQ(config.error().code, FailureCode::NotConfigured);
        EXPECT_EQ(config.error().detail, item.named);
    }
    EXPECT_EQ(backend::loadConfig(m_installation.file("none.json")).error().code,
              FailureCode::NotConfigured);
}

}  // namespace
}  // namespace tappay::test
