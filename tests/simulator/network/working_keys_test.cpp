#include "simulator/network/working_keys.h"

#include <gtest/gtest.h>

#include <QFile>
#include <algorithm>

#include "crypto/mac.h"
#include "purchase.h"
#include "simulator/network/terminal_keys.h"

namespace tappay::simulator::network {

namespace {

const SecretBytes& masterKey() {
    static const SecretBytes kKey{ByteView(fromHex("0123456789ABCDEFFEDCBA9876543210").value())};
    return kKey;
}

std::string field62(std::initializer_list<const char*> hex) {
    std::vector<Bytes> keys;
    for (const char* text : hex)
        keys.push_back(fromHex(text).value());
    const std::vector<ByteView> views(keys.begin(), keys.end());
    return toHex(workingKeys(masterKey(), views).value());
}

}  // namespace

TEST(WorkingKeys, AreAsTheTerminalSpecificationLaysThemOut) {
    EXPECT_EQ(field62({"A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6", "C1C1C2C2C4C4C7C7"}),
              "33BEA784DD989B6F3D580B215469E8FDCAEF8B3E66A7E6CA9149D570"
              "0000000000000000DF85B3B3");
    EXPECT_EQ(field62({"A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6", "C1C1C2C2C4C4C7C7D0D0D3D3D5D5D6D6",
                       "E0E0E3E3E5E5E6E6F1F1F2F2F4F4F7F7"}),
              "33BEA784DD989B6F3D580B215469E8FDCAEF8B3E66A7E6CA9149D57065C444492557708D3B34D740"
              "8DBBA146FD440A360F3384020237A9DADE18DE62");
}

// A terminal of the network that gives keys.
class SigningOn : public ::testing::Test {
protected:
    SigningOn() {
        lines.config.masterKey = masterKey().clone();
        lines.config.ledger = lines.directory.filePath("ledger.db");
        restart();
    }
    void restart() {
        lines.network = std::make_unique<Switch>(lines.config, *lines.ledger, lines.clock,
                                                 lines.random, lines.log, std::vector<Fault>{});
    }
    iso8583::Message ask(const char* management = "003", const char* terminalId = "10000001") {
        iso8583::Message message;
        message.mti = "0800";
        message.set(11, "000009");
        message.set(41, terminalId);
        message.set(42, "898310054110001");
        message.set(60, std::string("00000001") + management);
        const auto whole = iso8583::encode(message).value();
        return lines.answer({whole.begin() + 2, whole.end()});
    }
    // As a terminal computes that was given these.
    static NetworkConfig with(const iso8583::Message& answer) {
        auto keys = openWorkingKeys(masterKey(), answer.binary(62)).value();
        auto config = test::makeConfig();
        config.pik = std::move(keys.at(0));
        config.mak = std::move(keys.at(1));
        return config;
    }
    std::string pay(const NetworkConfig& config, const char* stan, std::uint16_t atc,
                    const char* pin = "") {
        test::Purchase purchase;
        purchase.stan = stan;
        purchase.atc = atc;
        purchase.pin = pin;
        const auto outcome = lines.handle(test::request(config, purchase));
        const auto& whole = outcome.answers.at(0);
        const auto answer = test::Lines::decoded(whole);
        // What is not A0 is under the same key as the question.
        if (answer.has(64))
            EXPECT_TRUE(iso8583::checkMac(ByteView(whole).subspan(2), [&](ByteView data) {
                return crypto::macCups(config.mak.view(), data);
            }));
        return answer.text(39);
    }
    test::Lines lines;
};

TEST_F(SigningOn, GivesFreshKeysEachTime) {
    const auto answer = ask();
    EXPECT_EQ(answer.mti, "0810");
    EXPECT_EQ(answer.text(39), "00");
    EXPECT_EQ(answer.text(11), "000009");
    EXPECT_EQ(answer.text(60), "00000001003");
    EXPECT_EQ(answer.text(37).size(), 12U);
    EXPECT_FALSE(answer.has(64));
    EXPECT_EQ(answer.binary(62).size(), 40U);
    EXPECT_NE(toHex(answer.binary(62)), toHex(ask().binary(62)));
    EXPECT_EQ(ask("001").text(39), "40") << "no network gives single-length keys any more";
    lines.config.masterKey = {};
    EXPECT_FALSE(ask().has(62)) << "without a master key";
}

TEST_F(SigningOn, HoldsTheTerminalToTheKeysItGave) {
    EXPECT_EQ(pay(lines.config, "000001", 1, test::kPin), "00") << "never signed on";
    const auto first = with(ask());
    EXPECT_EQ(pay(lines.config, "000002", 2), "A0") << "the keys of the files";
    EXPECT_EQ(pay(first, "000003", 3, test::kPin), "00");
    auto mixed = with(ask());
    EXPECT_EQ(pay(first, "000004", 4), "A0") << "those of the sign-on before";
    EXPECT_EQ(pay(mixed, "000005", 5, test::kPin), "00");
    mixed.pik = first.pik.clone();
    EXPECT_EQ(pay(mixed, "000006", 6, test::kPin), "55") << "a PIN under the old key";
}

TEST_F(SigningOn, KeysAreEachTerminalsOwnAndOutliveTheProgram) {
    const auto own = with(ask());
    ask("003", "20000001");
    EXPECT_EQ(pay(own, "000001", 1), "00");
    restart();
    EXPECT_EQ(pay(own, "000002", 2), "00");
    EXPECT_EQ(pay(lines.config, "000003", 3), "A0");
    QFile file(TerminalKeys::fileFor(lines.config));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const auto text = file.readAll().toUpper().toStdString();
    EXPECT_EQ(text.find(toHex(own.mak.view())), std::string::npos) << "enciphered";
    EXPECT_EQ(std::ranges::count(text, '\n'), 2);
}

TEST(MacProfiles, EachIsComputedUnderTheKeyOfTheFile) {
    const auto first8 = [](Result<Bytes> mac) {
        mac->resize(8);
        return toHex(*mac);
    };
    const Bytes data = fromHex("0200A1B2C3").value();
    NetworkConfig config = test::makeConfig();
    crypto::SystemRandom random;
    const TerminalKeys keys(config, random);
    const auto key = config.mak.view();
    const auto mac = [&](MacProfile profile) {
        config.macProfile = profile;
        return toHex(keys.mac("10000001", data).value());
    };
    EXPECT_EQ(mac(MacProfile::Cups), toHex(crypto::macCups(key, data).value()));
    EXPECT_EQ(mac(MacProfile::X919), toHex(crypto::macX919(key, data).value()));
    EXPECT_EQ(mac(MacProfile::AesCmac), first8(crypto::cmac(crypto::BlockCipher::Aes, key, data)));
    EXPECT_EQ(mac(MacProfile::Sm4), first8(crypto::macSm4(key, data)));
}

}  // namespace tappay::simulator::network
