// What the card network and the key module say to each other: working keys, PIN blocks, field 64.
#include <algorithm>

#include "backend/keys/field_62.h"
#include "backend/keys/key_module_fixture.h"
#include "crypto/mac.h"
#include "crypto/pin_block.h"
#include "crypto/vectors.h"

namespace tappay::backend::keys {
namespace {

using crypto::vectorText;

const std::string kPan = "6228480012345678901";

class NetworkKeysTest : public KeyModuleTest {
protected:
    KeyHandle networkMaster() {
        return taken(KeyPurpose::NetworkMaster, KeyAlgorithm::Tdes, vectorText("signon", "tmk"));
    }
    FailureCode refusal(ByteView field62) {
        const auto keys = m_module->takeWorkingKeys(networkMaster(), field62);
        EXPECT_FALSE(keys);
        return keys ? FailureCode::Internal : keys.error().code;
    }
};

INSTANTIATE_TEST_SUITE_P(Places, NetworkKeysTest, ::testing::Values(Place::Memory, Place::Token),
                         placeName);

// Keys as the network would send them.
Bytes slots(KeyAlgorithm algorithm, std::string_view under, const std::vector<Bytes>& keys) {
    Bytes field;
    for (const auto& key : keys) {
        append(field, crypto::encryptEcb(cipherOf(algorithm), hex(under), key).value());
        const auto kind = key.size() == 8 ? crypto::BlockCipher::Des : cipherOf(algorithm);
        append(field, crypto::checkValue(kind, key).value());
    }
    return field;
}

TEST_P(NetworkKeysTest, WorkingKeysOfThePublishedExample) {
    const auto keys =
        m_module->takeWorkingKeys(networkMaster(), hex(vectorText("signon", "f62_40")));
    ASSERT_TRUE(keys) << keys.error().detail;
    EXPECT_EQ(keys->pin.purpose, KeyPurpose::NetworkPin);
    EXPECT_EQ(keys->pin.algorithm, KeyAlgorithm::Tdes);
    EXPECT_EQ(keys->mac.purpose, KeyPurpose::NetworkMac);
    EXPECT_EQ(keys->mac.algorithm, KeyAlgorithm::Des) << "zeros follow a single-length key";
    EXPECT_FALSE(keys->track);
    // They are the keys of the example.
    const auto message = toBytes(vectorText("mac", "msg_ascii"));
    EXPECT_EQ(m_module->mac(keys->mac, MacProfile::Cups, message).value(),
              crypto::macCups(hex(vectorText("signon", "mak8")), message).value());

    const auto three =
        m_module->takeWorkingKeys(networkMaster(), hex(vectorText("signon", "f62_60")));
    ASSERT_TRUE(three && three->track) << three.error().detail;
    EXPECT_EQ(three->mac.octets, 16U);
    EXPECT_EQ(three->track->purpose, KeyPurpose::NetworkTrack);
    EXPECT_EQ(m_module->mac(three->mac, MacProfile::X919, message).value(),
              crypto::macX919(hex(vectorText("signon", "mak16")), message).value());
}

TEST_P(NetworkKeysTest, EachLengthAndCipher) {
    const std::string tmk24 = "0123456789ABCDEFFEDCBA987654321089ABCDEF01234567";
    const std::string tmk16 = tmk24.substr(0, 32);
    const auto key = [](std::size_t octets, std::uint8_t first) {
        Bytes value(octets);
        for (auto& octet : value)
            octet = first += 3;
        return value;
    };
    const struct {
        KeyAlgorithm algorithm;
        std::string master;
        std::size_t octets, count, length;
    } cases[] = {
        {KeyAlgorithm::Tdes, tmk16, 8, 2, 24},  {KeyAlgorithm::Tdes, tmk16, 16, 2, 40},
        {KeyAlgorithm::Tdes, tmk24, 24, 2, 56}, {KeyAlgorithm::Tdes, tmk16, 16, 3, 60},
        {KeyAlgorithm::Tdes, tmk24, 24, 3, 84}, {KeyAlgorithm::Sm4, tmk16, 16, 2, 40},
        {KeyAlgorithm::Sm4, tmk16, 16, 3, 60},  {KeyAlgorithm::Aes, tmk16, 16, 2, 40},
    };
    for (const auto& item : cases) {
        std::vector<Bytes> values;
        for (std::size_t i = 0; i < item.count; ++i)
            values.push_back(key(item.octets, static_cast<std::uint8_t>(0x11 + 0x40 * i)));
        const auto field = slots(item.algorithm, item.master, values);
        ASSERT_EQ(field.size(), item.length);
        const auto master = taken(KeyPurpose::NetworkMaster, item.algorithm, item.master);
        const auto keys = m_module->takeWorkingKeys(master, field);
        ASSERT_TRUE(keys) << item.length << keys.error().detail;
        EXPECT_EQ(keys->track.has_value(), item.count == 3);
        EXPECT_EQ(keys->pin.octets, item.octets);
        EXPECT_EQ(toHex(keys->mac.checkValue),
                  toHex(ByteView(field).subspan(2 * item.octets + 4, 4)));
    }
}

TEST_P(NetworkKeysTest, OneWrongOctetDiscardsAll) {
    const auto right = hex(vectorText("signon", "f62_60"));
    for (std::size_t at = 0; at < right.size(); ++at) {
        auto wrong = right;
        wrong[at] ^= 0x04;
        EXPECT_EQ(refusal(wrong), FailureCode::KeyRejected) << at;
    }
    for (std::size_t size = 0; size <= 100; ++size) {
        if (size == 24 || size == 40 || size == 56 || size == 60 || size == 84) continue;
        EXPECT_EQ(refusal(Bytes(size, 1)), FailureCode::KeyRejected) << size;
    }
    const auto tmk = vectorText("signon", "tmk");
    const auto pik = hex(vectorText("signon", "pik")), mak = hex(vectorText("signon", "mak16"));
    EXPECT_EQ(refusal(slots(KeyAlgorithm::Tdes, tmk, {pik, pik})), FailureCode::KeyRejected)
        << "one key for two purposes";
    EXPECT_EQ(refusal(slots(KeyAlgorithm::Tdes, tmk, {pik, mak, mak})), FailureCode::KeyRejected);
    const auto half = ByteView(pik).first(8);
    EXPECT_EQ(refusal(slots(KeyAlgorithm::Tdes, tmk, {concat({half, half}), mak})),
              FailureCode::KeyRejected)
        << "single DES in disguise";
    EXPECT_EQ(refusal(slots(KeyAlgorithm::Tdes, tmk, {concat({pik, half}), concat({mak, half})})),
              FailureCode::KeyRejected)
        << "three keys under two";
}

TEST_P(NetworkKeysTest, PinBlocksChangeKeyAndFormat) {
    const auto aesDigits = std::string("000102030405060708090A0B0C0D0E0F");
    const auto tdesDigits = vectorText("pin", "pik");
    const auto networkTdes = taken(KeyPurpose::NetworkPin, KeyAlgorithm::Tdes, tdesDigits);
    const auto networkAes = taken(KeyPurpose::NetworkPin, KeyAlgorithm::Aes, aesDigits);
    const auto terminalAes = taken(KeyPurpose::TerminalPin, KeyAlgorithm::Aes, aesDigits);
    const auto terminalTdes =
        taken(KeyPurpose::TerminalPin, KeyAlgorithm::Tdes, "A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6");
    const auto format4 = hex(vectorText("pin", "iso4"));
    const auto format0 = crypto::encipherPinFormat0(hex("A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6"),
                                                    asBytes("123456"), asBytes(kPan))
                             .value();
    for (const auto* from : {&terminalAes, &terminalTdes}) {
        const auto& block = from == &terminalAes ? format4 : format0;
        const auto eight = m_module->translatePin(*from, networkTdes, block, asBytes(kPan));
        ASSERT_TRUE(eight) << eight.error().detail;
        EXPECT_EQ(toHex(*eight), vectorText("pin", "enc_iso0"));
        const auto sixteen = m_module->translatePin(*from, networkAes, block, asBytes(kPan));
        ASSERT_TRUE(sixteen) << sixteen.error().detail;
        const auto pin = crypto::decipherPinFormat4(hex(aesDigits), *sixteen, asBytes(kPan));
        ASSERT_TRUE(pin);
        EXPECT_EQ(toText(pin->view()), "123456");
        EXPECT_NE(*sixteen, *m_module->translatePin(*from, networkAes, block, asBytes(kPan)));

        EXPECT_FALSE(
            m_module->translatePin(*from, networkTdes, block, asBytes("6228480012345678919")))
            << "another card";
        EXPECT_FALSE(
            m_module->translatePin(*from, networkTdes, Bytes(block.size(), 9), asBytes(kPan)));
        EXPECT_FALSE(
            m_module->translatePin(*from, networkTdes, ByteView(block).first(7), asBytes(kPan)));
    }
    const auto sm4 = taken(KeyPurpose::NetworkPin, KeyAlgorithm::Sm4, aesDigits);
    EXPECT_FALSE(m_module->translatePin(terminalAes, sm4, format4, asBytes(kPan)));
}

TEST_P(NetworkKeysTest, Field64ByProfile) {
    const auto digits = vectorText("mac", "key");
    const auto message = toBytes(vectorText("mac", "msg_ascii"));
    const auto tdes = taken(KeyPurpose::NetworkMac, KeyAlgorithm::Tdes, digits);
    const auto des = taken(KeyPurpose::NetworkMac, KeyAlgorithm::Des, digits.substr(0, 16));
    const auto aes =
        taken(KeyPurpose::NetworkMac, KeyAlgorithm::Aes, "2B7E151628AED2A6ABF7158809CF4F3C");
    const auto sm4 = taken(KeyPurpose::NetworkMac, KeyAlgorithm::Sm4, digits);
    EXPECT_EQ(toHex(m_module->mac(tdes, MacProfile::X919, message).value()),
              vectorText("mac", "x919"));
    EXPECT_EQ(toText(m_module->mac(tdes, MacProfile::Cups, message).value()),
              vectorText("mac", "cups_double"));
    EXPECT_EQ(toText(m_module->mac(des, MacProfile::Cups, message).value()),
              vectorText("mac", "cups_single_left"));
    EXPECT_EQ(toHex(m_module->mac(aes, MacProfile::AesCmac, hex("6BC1BEE22E409F96E93D7E117393172A"))
                        .value()),
              "070A16B46B4D4144")
        << "SP 800-38B, example 2";
    EXPECT_EQ(toHex(m_module->mac(sm4, MacProfile::Sm4CbcMac, message).value()),
              toHex(ByteView(crypto::macSm4(hex(digits), message).value()).first(8)));

    const struct {
        const KeyHandle& key;
        MacProfile profile;
    } wrong[] = {
        {des, MacProfile::X919},    {aes, MacProfile::X919},       {sm4, MacProfile::X919},
        {aes, MacProfile::Cups},    {sm4, MacProfile::Cups},       {tdes, MacProfile::AesCmac},
        {sm4, MacProfile::AesCmac}, {tdes, MacProfile::Sm4CbcMac}, {aes, MacProfile::Sm4CbcMac}};
    for (const auto& item : wrong)
        EXPECT_EQ(m_module->mac(item.key, item.profile, message).error().code,
                  FailureCode::PermissionDenied);
}

}  // namespace
}  // namespace tappay::backend::keys
