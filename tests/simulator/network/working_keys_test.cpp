#include "simulator/network/working_keys.h"

#include <gtest/gtest.h>

#include "purchase.h"

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

TEST(WorkingKeys, AreGivenToWhoSignsOn) {
    test::Lines lines;
    iso8583::Message message;
    message.mti = "0800";
    message.set(11, "000009");
    message.set(41, "10000001");
    message.set(42, "898310054110001");
    message.set(60, "00000001003");
    const auto ask = [&] {
        const auto whole = iso8583::encode(message).value();
        return lines.answer({whole.begin() + 2, whole.end()});
    };
    EXPECT_FALSE(ask().has(62)) << "without a master key";
    lines.config.masterKey = masterKey().clone();
    const auto answer = ask();
    EXPECT_EQ(answer.mti, "0810");
    EXPECT_EQ(answer.text(39), "00");
    EXPECT_EQ(answer.text(11), "000009");
    EXPECT_EQ(answer.text(60), "00000001003");
    EXPECT_EQ(answer.text(37).size(), 12U);
    EXPECT_FALSE(answer.has(64));
    const ByteView keys[] = {lines.config.pik.view(), lines.config.mak.view()};
    EXPECT_EQ(toHex(answer.binary(62)), toHex(workingKeys(masterKey(), keys).value()));
    message.set(60, "00000001001");
    EXPECT_EQ(ask().text(39), "40") << "no network gives single-length keys any more";
}

}  // namespace tappay::simulator::network
