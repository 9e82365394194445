#include "backend/enrolment/enrolling_test.h"
#include "backend/keys/key_store.h"
#include "backend/operator_commands.h"
#include "base/private_file.h"
#include "protocol/time.h"

// What an operator does with a terminal's keys, and what the terminal sees of it.
namespace tappay::test {
namespace {

using backend::keys::KeyPurpose;
using backend::keys::KeyStore;

constexpr const char* kMasterKey = "89ABCDEF0123456776543210FEDCBA98";
constexpr const char* kTransport =
    "F0E1D2C3B4A5968778695A4B3C2D1E0FF0E1D2C3B4A5968778695A4B3C2D1E10";

class OperatorKeysTest : public EnrollingTest {
protected:
    void SetUp() override {
        EnrollingTest::SetUp();
        ASSERT_TRUE(writePrivateFile(m_installation.file("transport.hex"),
                                     asBytes(std::string_view(kTransport))));
    }
    Result<std::string> run(const std::vector<std::string>& words,
                            const char* configuration = "enrolling.json") {
        return backend::runCommand(m_installation.config(configuration), words, "operator li",
                                   m_time, m_random);
    }
    KeyStore keys() { return KeyStore::open(m_installation.file("keys.db")).value(); }
    // As another key-holding system makes it.
    std::string block(const crypto::KeyUse& use, std::string_view key,
                      std::string_view transport = kTransport) {
        return crypto::wrapKeyBlock(fromHex(transport).value(), {use, "00", 'E'},
                                    fromHex(key).value(), crypto::LengthHiding::Yes, m_random)
            .value();
    }
    Result<std::string> import(const std::string& contents,
                               const char* configuration = "enrolling.json") {
        m_installation.write("block.txt", contents);
        return run({"import-key", kTerminal, m_installation.file("transport.hex"),
                    m_installation.file("block.txt")},
                   configuration);
    }
    std::chrono::system_clock::time_point renewal(const Newcomer& machine,
                                                  std::uint32_t version = 1) {
        m_time.advance(std::chrono::milliseconds(2));
        return protocol::parseTime(signOn(machine, version)->keyRenewal).value();
    }
};

TEST_F(OperatorKeysTest, AMasterKeyIsDueAfterItsDaysOrWhenTheOperatorSays) {
    const auto machine = terminal("chip");
    EXPECT_EQ(run({"renew", kTerminal}).error().code, FailureCode::KeyUnavailable);
    const auto begun = m_time.now();
    masterKey(machine);
    const auto due = renewal(machine);
    EXPECT_GE(due, std::chrono::floor<std::chrono::milliseconds>(begun + std::chrono::days(30)));
    EXPECT_LE(due, m_time.now() + std::chrono::days(30));
    m_time.advance(std::chrono::hours(5));
    EXPECT_EQ(renewal(machine), due) << "from its first acknowledgement";
    ASSERT_TRUE(run({"renew", kTerminal}));
    EXPECT_LE(renewal(machine), m_time.now());
    EXPECT_EQ(audited("renewal_wanted"), 1U);
    EXPECT_EQ(masterKey(machine, chip::Slot::B), 2U);
    EXPECT_GT(renewal(machine, 2), due) << "the new one is new";
    auto config = m_installation.config("enrolling.json");
    config.enrolment->masterKeyLife = std::chrono::days(1);
    restart(std::move(config));
    EXPECT_LT(renewal(machine, 2), m_time.now() + std::chrono::days(1));
}

TEST_F(OperatorKeysTest, ANetworkKeyOfItsOwnComesInAKeyBlock) {
    const auto machine = terminal("chip");
    masterKey(machine);
    const auto said = import(block({"K0", 'T', 'D'}, kMasterKey) + "\n");
    ASSERT_TRUE(said) << said.error().detail;
    EXPECT_EQ(
        *said,
        toHex(crypto::checkValue(crypto::BlockCipher::Tdes, fromHex(kMasterKey).value()).value()) +
            "\n");
    EXPECT_EQ(audited("key_imported", "network-master"), 1U);
    // This network gives keys to this terminal alone: no masterKeyFile is configured.
    const std::vector<std::string> given{"A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6",
                                         "C1C1C2C2C4C4C7C7D0D0D3D3D5D5D6D6"};
    m_network.setScript([given](const iso8583::Message& request) {
        iso8583::Message reply;
        reply.tpdu = request.tpdu.reversed();
        reply.mti = "0810";
        for (const int field : {11, 41, 42, 60})
            reply.set(field, request.text(field));
        reply.set(39, "00");
        Bytes field62;
        for (const auto& hex : given) {
            const auto key = fromHex(hex).value();
            append(field62,
                   crypto::encryptEcb(crypto::BlockCipher::Tdes, fromHex(kMasterKey).value(), key)
                       .value());
            append(field62, crypto::checkValue(crypto::BlockCipher::Tdes, key).value());
        }
        reply.setBinary(62, field62);
        return std::vector<Bytes>{iso8583::encode(reply).value()};
    });
    const auto signedOn = signOn(machine, 1);
    ASSERT_TRUE(signedOn) << signedOn.error().detail;
    EXPECT_EQ(m_network.received("0800").size(), 1U);
    const std::map<std::string, std::pair<crypto::KeyUse, std::string>> exported{
        {"master", {{"K0", 'T', 'D'}, kMasterKey}},
        {"pin", {{"P0", 'T', 'E'}, given[0]}},
        {"mac", {{"M3", 'T', 'C'}, given[1]}}};
    for (const auto& [name, is] : exported) {
        auto text = run({"export-key", kTerminal, name, m_installation.file("transport.hex")});
        ASSERT_TRUE(text) << text.error().detail;
        ASSERT_EQ(text->back(), '\n');
        text->pop_back();
        const auto read = crypto::unwrapKeyBlock(crypto::BlockCipher::Aes,
                                                 fromHex(kTransport).value(), *text, is.first);
        ASSERT_TRUE(read) << name << read.error().detail;
        EXPECT_EQ(toHex(read->key.view()), is.second) << name;
    }
    EXPECT_EQ(audited("key_exported"), 3U);
}

TEST_F(OperatorKeysTest, ItComesBeforeTheOneForAllTerminals) {
    restart("signing-on.json");
    const auto machine = terminal("chip");
    masterKey(machine);
    ASSERT_TRUE(import(block({"K0", 'T', 'D'}, kMasterKey), "signing-on.json"));
    m_network.setScript([](const iso8583::Message& request) {
        iso8583::Message reply;
        reply.tpdu = request.tpdu.reversed();
        reply.mti = "0810";
        for (const int field : {11, 41, 42, 60})
            reply.set(field, request.text(field));
        reply.set(39, "00");
        // Under the one for all.
        reply.setBinary(62, fromHex("33BEA784DD989B6F3D580B215469E8FDCAEF8B3E66A7E6CA9149D570"
                                    "0000000000000000DF85B3B3")
                                .value());
        return std::vector<Bytes>{iso8583::encode(reply).value()};
    });
    EXPECT_EQ(signOn(machine, 1).error().code, FailureCode::KeyRejected);
}

TEST_F(OperatorKeysTest, WrongBlocksAndWordsAreRefusedAndNothingIsKept) {
    const auto machine = terminal("chip");
    const crypto::KeyUse master{"K0", 'T', 'D'};
    auto flipped = block(master, kMasterKey);
    flipped[60] = flipped[60] == '0' ? '1' : '0';
    const std::map<std::string, std::pair<std::string, FailureCode>> blocks{
        {"a flipped digit", {flipped, FailureCode::CryptoFailed}},
        {"under another key",
         {block(master, kMasterKey, std::string(64, '7')), FailureCode::CryptoFailed}},
        {"a PIN key", {block({"P0", 'T', 'E'}, kMasterKey), FailureCode::KeyRejected}},
        {"single DES in disguise",
         {block(master, "0123456789ABCDEF0123456789ABCDEF"), FailureCode::KeyRejected}},
        {"for a network of AES keys",
         {block({"K0", 'A', 'D'}, kMasterKey), FailureCode::InputMalformed}},
        {"nothing", {"", FailureCode::InputMalformed}},
        {"too long", {std::string(2000, '0'), FailureCode::InputMalformed}}};
    for (const auto& [what, is] : blocks)
        EXPECT_EQ(import(is.first).error().code, is.second) << what;
    EXPECT_EQ(keys().networkKey(kTerminal, KeyPurpose::NetworkMaster).error().code,
              FailureCode::KeyUnavailable);
    EXPECT_EQ(audited("key_imported"), 0U);
    const auto transport = m_installation.file("transport.hex").string();
    const std::vector<std::pair<std::vector<std::string>, FailureCode>> wrong{
        {{"renew"}, FailureCode::InputMalformed},
        {{"renew", kOther}, FailureCode::TerminalUnknown},
        {{"import-key", kTerminal, transport}, FailureCode::InputMalformed},
        {{"import-key", kOther, transport, "b"}, FailureCode::TerminalUnknown},
        {{"export-key", kTerminal, "track", transport}, FailureCode::InputMalformed},
        {{"export-key", kTerminal, "pin"}, FailureCode::InputMalformed},
        {{"export-key", kOther, "pin", transport}, FailureCode::TerminalUnknown},
        {{"export-key", kTerminal, "pin", transport}, FailureCode::KeyUnavailable},
        {{"export-key", kTerminal, "pin", m_installation.file("mak.hex")},
         FailureCode::NotConfigured}};
    for (const auto& [words, code] : wrong)
        EXPECT_EQ(run(words).error().code, code) << words[0];
}

}  // namespace
}  // namespace tappay::test
