#include "crypto/key_block.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "crypto/random.h"
#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

Bytes counting(std::size_t size, std::uint8_t first = 0) {
    Bytes octets(size);
    for (auto& octet : octets)
        octet = first++;
    return octets;
}

// 00 01 02 ..: the random octets of the example.
class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override {
        std::uint8_t next = 0;
        for (auto& octet : bytes)
            octet = next++;
    }
};

const Bytes kTdesProtection = hex("0123456789ABCDEFFEDCBA9876543210");
const std::string kVersionB =
    "B0080P0TE00E0000D806063ED0C1B26B9C334B219B58A6CA029914C53971A69087446301AB0E8354";
const KeyUse kPinEncryption{"P0", 'T', 'E'};

const Bytes kAesProtection = counting(32);
const std::string kVersionD =
    "D0112K1AB00E00009EF2953DFF2D3756D1D70FE899D29297C065909C0C83D004412251D17D87514684F2B80D1B99C7"
    "AECE860EB067858831";
const KeyUse kProtection{"K1", 'A', 'B'};

FailureCode refusal(BlockCipher cipher, ByteView protection, std::string_view block,
                    const KeyUse& wanted) {
    const auto read = unwrapKeyBlock(cipher, protection, block, wanted);
    EXPECT_FALSE(read) << block;
    return read ? FailureCode::Internal : read.error().code;
}

TEST(KeyBlock, VersionBOfTheStandardIsRead) {
    const auto read = unwrapKeyBlock(BlockCipher::Tdes, kTdesProtection, kVersionB, kPinEncryption);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(toHex(read->key.view()), "A0A1A2A3A4A5A6A7B0B1B2B3B4B5B6B7");
    EXPECT_EQ(read->header, (KeyBlockHeader{kPinEncryption, "00", 'E'}));
}

TEST(KeyBlock, VersionDOfTheStandardIsReadAndWritten) {
    const auto read = unwrapKeyBlock(BlockCipher::Aes, kAesProtection, kVersionD, kProtection);
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->key.size(), 16U);
    CountingRandom random;
    const auto written =
        wrapKeyBlock(kAesProtection, read->header, read->key.view(), LengthHiding::No, random);
    ASSERT_TRUE(written) << written.error().detail;
    EXPECT_EQ(*written, kVersionD);
}

TEST(KeyBlock, EachLengthAndAlgorithmComesBack) {
    SystemRandom random;
    const struct {
        char algorithm;
        std::size_t octets, shown, hidden;  // length of the block
    } cases[] = {{'A', 16, 112, 144}, {'A', 32, 144, 144}, {'T', 16, 112, 112},
                 {'T', 24, 112, 112}, {'D', 8, 80, 80},    {'H', 32, 144, 144}};
    for (const auto& item : cases) {
        for (const auto hiding : {LengthHiding::No, LengthHiding::Yes}) {
            const KeyBlockHeader header{{"P0", item.algorithm, 'B'}, "c1", 'N'};
            const Bytes key = counting(item.octets, 0x40);
            EXPECT_FALSE(wrapKeyBlock(kAesProtection, header, key, hiding, random));
            const KeyBlockHeader right{header.use, "C1", 'N'};
            const auto block = wrapKeyBlock(kAesProtection, right, key, hiding, random);
            ASSERT_TRUE(block) << block.error().detail;
            EXPECT_EQ(block->size(), hiding == LengthHiding::Yes ? item.hidden : item.shown);
            const auto read = unwrapKeyBlock(BlockCipher::Aes, kAesProtection, *block, header.use);
            ASSERT_TRUE(read) << read.error().detail;
            EXPECT_EQ(toHex(read->key.view()), toHex(key));
            EXPECT_EQ(read->header, right);
            EXPECT_NE(*block, *wrapKeyBlock(kAesProtection, right, key, hiding, random))
                << "the fill is random";
        }
    }
}

TEST(KeyBlock, OneChangedCharacterIsNoticed) {
    for (std::size_t at = 0; at < kVersionD.size(); ++at) {
        auto block = kVersionD;
        block[at] = block[at] == '1' ? '2' : '1';
        EXPECT_FALSE(unwrapKeyBlock(BlockCipher::Aes, kAesProtection, block, kProtection)) << at;
    }
    auto last = kVersionD;
    last.back() = '0';
    EXPECT_EQ(refusal(BlockCipher::Aes, kAesProtection, last, kProtection),
              FailureCode::CryptoFailed);
    auto use = kVersionD;
    use.replace(5, 2, "P0");
    EXPECT_EQ(refusal(BlockCipher::Aes, kAesProtection, use, {"P0", 'A', 'B'}),
              FailureCode::CryptoFailed)
        << "the header is bound to the key";
}

TEST(KeyBlock, AnotherUseIsRefused) {
    for (const auto& wanted : {KeyUse{"P0", 'A', 'B'}, KeyUse{"K1", 'T', 'B'},
                               KeyUse{"K1", 'A', 'E'}, KeyUse{"K1", 'A', 'D'}})
        EXPECT_EQ(refusal(BlockCipher::Aes, kAesProtection, kVersionD, wanted),
                  FailureCode::KeyRejected);
}

TEST(KeyBlock, VersionsAreNotMixed) {
    const auto d16 = counting(16);
    EXPECT_EQ(refusal(BlockCipher::Aes, kTdesProtection, kVersionB, kPinEncryption),
              FailureCode::InputMalformed);
    EXPECT_EQ(refusal(BlockCipher::Tdes, d16, kVersionD, kProtection), FailureCode::InputMalformed);
    for (const char version : {'A', 'C', 'B', 'E', 'd'}) {
        auto block = kVersionD;
        block[0] = version;
        EXPECT_EQ(refusal(BlockCipher::Aes, kAesProtection, block, kProtection),
                  FailureCode::InputMalformed);
    }
    EXPECT_EQ(refusal(BlockCipher::Sm4, d16, kVersionD, kProtection), FailureCode::InputMalformed);
    EXPECT_EQ(refusal(BlockCipher::Aes, ByteView(kAesProtection).first(20), kVersionD, kProtection),
              FailureCode::CryptoFailed);
}

TEST(KeyBlock, AWeakerKeyProtectsNothing) {
    SystemRandom random;
    const KeyBlockHeader aes{{"P0", 'A', 'B'}, "00", 'N'};
    const auto strong = counting(32), weak = counting(16);
    EXPECT_EQ(wrapKeyBlock(weak, aes, strong, LengthHiding::No, random).error().code,
              FailureCode::KeyRejected);
    EXPECT_EQ(wrapKeyBlock(weak, {{"M7", 'H', 'C'}, "00", 'N'}, strong, LengthHiding::No, random)
                  .error()
                  .code,
              FailureCode::KeyRejected);
    EXPECT_TRUE(wrapKeyBlock(weak, aes, weak, LengthHiding::No, random));
    EXPECT_TRUE(
        wrapKeyBlock(weak, {{"P0", 'T', 'B'}, "00", 'N'}, counting(24), LengthHiding::Yes, random));
}

TEST(KeyBlock, FormIsChecked) {
    for (std::size_t size = 0; size < kVersionD.size(); ++size)
        EXPECT_EQ(refusal(BlockCipher::Aes, kAesProtection, kVersionD.substr(0, size), kProtection),
                  FailureCode::InputMalformed)
            << size;
    // Truncated by whole blocks of the cipher, with the length made to fit.
    for (const std::size_t size : {16U, 48U, 79U}) {
        auto block = kVersionD.substr(0, size);
        block.replace(1, 4, "00" + std::to_string(size));
        EXPECT_EQ(refusal(BlockCipher::Aes, kAesProtection, block, kProtection),
                  FailureCode::InputMalformed)
            << size;
    }
    const struct {
        std::size_t at;
        const char* text;
    } cases[] = {{1, "0113"}, {1, "+112"}, {5, "k1"},  {7, "E"},   {8, "Q"},   {11, "X"},
                 {12, "1A"},  {12, "01"},  {14, "01"}, {16, "9e"}, {16, " 9"}, {111, "G"}};
    for (const auto& item : cases) {
        auto block = kVersionD;
        block.replace(item.at, std::string_view(item.text).size(), item.text);
        EXPECT_EQ(refusal(BlockCipher::Aes, kAesProtection, block, kProtection),
                  FailureCode::InputMalformed)
            << item.text;
    }
}

TEST(KeyBlock, OptionalBlocksAreWalkedWithoutLeavingTheBlock) {
    // Their contents are under the MAC, which none of these fits: CryptoFailed means well-formed.
    const auto with = [](std::string_view optional, std::string_view count) {
        std::string block = "D0000K1AB00E" + std::string(count) + "00" + std::string(optional) +
                            std::string(64 + 32, '0');
        block.replace(1, 4, "0" + std::to_string(block.size()));
        return refusal(BlockCipher::Aes, kAesProtection, block, kProtection);
    };
    EXPECT_EQ(with("KS10123456789ABC", "01"), FailureCode::CryptoFailed);
    EXPECT_EQ(with("KS0002001012AB00", "01"), FailureCode::CryptoFailed);
    EXPECT_EQ(with("KS08ABCDPB080000", "02"), FailureCode::CryptoFailed);
    EXPECT_EQ(with("KS08ABCDPB070000", "02"), FailureCode::InputMalformed) << "not whole blocks";
    EXPECT_EQ(with("KS03012345678900", "01"), FailureCode::InputMalformed);
    EXPECT_EQ(with("KSFF0123456789AB", "01"), FailureCode::InputMalformed);
    EXPECT_EQ(with("KS0002FFFF123456", "01"), FailureCode::InputMalformed);
    EXPECT_EQ(with("KS0002000912AB00", "01"), FailureCode::InputMalformed);
    EXPECT_EQ(with("KS0003000012AB00", "01"), FailureCode::InputMalformed);
    EXPECT_EQ(with("ks10123456789ABC", "01"), FailureCode::InputMalformed);
    EXPECT_EQ(with("KS1G123456789ABC", "01"), FailureCode::InputMalformed);
    EXPECT_EQ(with("KS10123456789ABC", "99"), FailureCode::InputMalformed);
}

}  // namespace
}  // namespace tappay::crypto
