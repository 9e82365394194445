#include "crypto/dukpt.h"

#include <gtest/gtest.h>

#include <bit>

#include "crypto/dukpt_device.h"
#include "crypto/mac.h"
#include "crypto/pin_block.h"
#include "crypto/vectors.h"

namespace tappay::crypto::dukpt {
namespace {

SecretBytes secret(std::string_view digits) {
    return SecretBytes(hex(digits));
}

std::string shown(const Result<SecretBytes>& key) {
    return key ? toHex(key->view()) : key.error().detail;
}

TEST(AesDukpt, KeysOfTheExample) {
    const Bytes id = hex("8877665544332211");
    const auto initial = aesInitialKey(hex("00112233445566778899AABBCCDDEEFF"), id);
    ASSERT_TRUE(initial);
    EXPECT_EQ(toHex(initial->view()), "437450BAA976D25375C55AB0D78CEAF2");
    EXPECT_EQ(shown(aesTransactionKey(*initial, aesSerial(id, 1))),
              "03741592EBE9C2B5AEA355DE56A61189");
    EXPECT_EQ(shown(aesTransactionKey(*initial, aesSerial(id, 2))),
              "7C817AA60F1F2BF1CFDEBEA98416FCD6");
    EXPECT_EQ(shown(aesTransactionKey(*initial, aesSerial(id, 0x1F))),
              "9201695958FCB72197C2E5F599ABBAFC");
    const Bytes first = aesSerial(id, 1);
    EXPECT_EQ(shown(aesKey(*initial, first, Use::Pin)), "FCE135E95215B421DC9444B39BE41D9B");
    EXPECT_EQ(shown(aesKey(*initial, first, Use::MacGeneration)),
              "E7C3353B2B892BEB5B46BD75D69AFF5A");
    EXPECT_EQ(shown(aesKey(*initial, first, Use::DataEncryption)),
              "AE7729F97EA9D97DC5CDD4A7B1E8544A");
}

TEST(AesDukpt, EachUseHasAKeyOfItsOwnInEachLength) {
    const Bytes id = hex("1234567890123456");
    for (const std::size_t size : {16U, 24U, 32U}) {
        const auto initial = aesInitialKey(Bytes(size, 0xA5), id);
        ASSERT_TRUE(initial);
        std::vector<std::string> keys = {shown(aesTransactionKey(*initial, aesSerial(id, 7)))};
        for (const auto use : {Use::Pin, Use::MacGeneration, Use::MacVerification,
                               Use::DataEncryption, Use::DataDecryption}) {
            keys.push_back(shown(aesKey(*initial, aesSerial(id, 7), use)));
            EXPECT_EQ(keys.back().size(), size * 2);
            EXPECT_EQ(std::ranges::count(keys, keys.back()), 1);
        }
    }
    EXPECT_FALSE(aesInitialKey(Bytes(20, 1), id));
    EXPECT_FALSE(aesInitialKey(Bytes(16, 1), ByteView(id).first(7)));
}

TEST(AesDukpt, CounterStopsAtItsEndAndNeverGoesBack) {
    EXPECT_EQ(nextAesCounter(0).value(), 1U);
    EXPECT_EQ(nextAesCounter(0x1F).value(), 0x20U);
    EXPECT_EQ(nextAesCounter(0xFFFF).value(), 0x10000U);
    EXPECT_EQ(nextAesCounter(0x1FFFE).value(), 0x20000U) << "17 bits are too many";
    EXPECT_EQ(nextAesCounter(0xFFFE8000).value(), 0xFFFF0000U);
    EXPECT_EQ(nextAesCounter(kAesLastCounter).error().code, FailureCode::KeyUnavailable);
    EXPECT_EQ(nextAesCounter(0xFFFFFFFF).error().code, FailureCode::KeyUnavailable);

    const Bytes id = hex("8877665544332211");
    const auto initial = secret("437450BAA976D25375C55AB0D78CEAF2");
    for (const std::uint32_t counter : {0U, 0x1FFFFU, 0xFFFF0001U, 0xFFFFFFFFU})
        EXPECT_EQ(aesKey(initial, aesSerial(id, counter), Use::Pin).error().code,
                  FailureCode::KeyUnavailable)
            << counter;
    EXPECT_TRUE(aesKey(initial, aesSerial(id, kAesLastCounter), Use::Pin));

    EXPECT_TRUE(checkAesAdvance(aesSerial(id, 5), aesSerial(id, 6)));
    EXPECT_TRUE(checkAesAdvance(aesSerial(id, 5), aesSerial(id, 900)));
    for (const std::uint32_t counter : {5U, 4U, 0U})
        EXPECT_EQ(checkAesAdvance(aesSerial(id, 5), aesSerial(id, counter)).error().code,
                  FailureCode::KeyRejected);
    EXPECT_EQ(checkAesAdvance(aesSerial(id, 5), aesSerial(hex("8877665544332212"), 6)).error().code,
              FailureCode::KeyRejected);
    EXPECT_EQ(checkAesAdvance(id, aesSerial(id, 6)).error().code, FailureCode::InputMalformed);
}

TEST(AesDevice, MakesTheKeysTheHostFindsAndKeepsNone) {
    const Bytes id = hex("8877665544332211");
    const auto initial = secret("437450BAA976D25375C55AB0D78CEAF2");
    auto device = AesDevice::load(initial, id);
    ASSERT_TRUE(device) << device.error().detail;
    Bytes last = aesSerial(id, 0);
    for (std::uint32_t number = 1; number <= 600; ++number) {
        const auto transaction = device->next();
        ASSERT_TRUE(transaction) << transaction.error().detail;
        ASSERT_EQ(aesCounter(transaction->serial).value(), number);
        ASSERT_TRUE(checkAesAdvance(last, transaction->serial));
        last = transaction->serial;
        ASSERT_EQ(toHex(transaction->key.view()), shown(aesTransactionKey(initial, last)));
        ASSERT_EQ(shown(aesUseKey(transaction->key, last, Use::Pin)),
                  shown(aesKey(initial, last, Use::Pin)));
        for (const auto& held : device->held())
            ASSERT_FALSE(equalConstantTime(held, transaction->key.view())) << number;
    }
    EXPECT_EQ(AesDevice::load(initial, ByteView(id).first(7)).error().code,
              FailureCode::InputMalformed);
    EXPECT_FALSE(AesDevice::load(SecretBytes(Bytes(17, 1)), id));
}

TEST(AesDevice, StopsAtItsEndWithoutAnyKey) {
    const Bytes id = hex("8877665544332211");
    const auto initial = secret("437450BAA976D25375C55AB0D78CEAF2");
    auto device = AesDevice::load(initial, id, 0xFFFE8000);
    ASSERT_TRUE(device) << device.error().detail;
    const auto transaction = device->next();
    ASSERT_TRUE(transaction) << transaction.error().detail;
    EXPECT_EQ(aesCounter(transaction->serial).value(), kAesLastCounter);
    EXPECT_EQ(toHex(transaction->key.view()),
              shown(aesTransactionKey(initial, transaction->serial)));
    EXPECT_EQ(device->next().error().code, FailureCode::KeyUnavailable);
    EXPECT_TRUE(device->held().empty());
    EXPECT_EQ(device->next().error().code, FailureCode::KeyUnavailable);

    const auto reloaded = AesDevice::load(initial, id, 0x1FFFE);
    ASSERT_TRUE(reloaded);
    for (const std::uint32_t past : {0x10000U, 0x1FFFCU, 0x1FFFDU, 0x1FFFEU})
        for (const auto& held : reloaded->held())
            EXPECT_NE(toHex(held), shown(aesTransactionKey(initial, aesSerial(id, past)))) << past;

    // In the middle, over counters with too many bits.
    auto middle = AesDevice::load(initial, id, 0x1FFF8);
    ASSERT_TRUE(middle);
    for (int i = 0; i < 40; ++i) {
        const auto next = middle->next();
        ASSERT_TRUE(next);
        ASSERT_EQ(toHex(next->key.view()), shown(aesTransactionKey(initial, next->serial)));
    }
}

TEST(TdesDukpt, KeysOfTheStandard) {
    const Bytes serial = hex("FFFF9876543210E00001");
    const auto initial = tdesInitialKey(hex("0123456789ABCDEFFEDCBA9876543210"), serial);
    ASSERT_TRUE(initial);
    EXPECT_EQ(toHex(initial->view()), "6AC292FAA1315B4D858AB3A3D7D5933A");
    EXPECT_EQ(shown(tdesTransactionKey(*initial, serial)), "042666B49184CFA368DE9628D0397BC9");
    const auto pin = tdesKey(*initial, serial, Use::Pin);
    EXPECT_EQ(toHex(*encipherPinFormat0(pin->view(), asBytes("1234"), asBytes("4012345678909"))),
              "1B9C1845EB993A7A");
    const auto data = asBytes("4012345678909D987");
    const auto mac = [&](Use use) {
        return toHex(*macX919(tdesKey(*initial, serial, use)->view(), data)).substr(0, 8);
    };
    EXPECT_EQ(mac(Use::MacGeneration), "9CCC7817");
    EXPECT_EQ(mac(Use::MacVerification), "20364223");
}

TEST(TdesDukpt, KeysOfTheSecondDevice) {
    const auto serial = [](const char* counter) {
        return hex(std::string("FFFF0102030405E000") + counter);
    };
    const auto initial = secret("9511234F72C14B31DDB19E97A5FE85DF");
    EXPECT_EQ(shown(tdesInitialKey(hex("0123456789ABCDEFFEDCBA9876543210"), serial("1F"))),
              "9511234F72C14B31DDB19E97A5FE85DF");
    const struct {
        const char *counter, *key, *pinBlock;
    } cases[] = {{"01", "C0FF82D6211D995F24A6887738AF772A", "A02432C1CF181FEA"},
                 {"02", "92028B33250A3262658A00949E116CAD", "0FCC1CD3F3ED0E39"},
                 {"1F", "9A4DEBF589906AF989B1627643652C70", "D380F1E061062955"}};
    for (const auto& item : cases) {
        EXPECT_EQ(shown(tdesTransactionKey(initial, serial(item.counter))), item.key);
        const auto pin = tdesKey(initial, serial(item.counter), Use::Pin);
        EXPECT_EQ(
            toHex(*encipherPinFormat0(pin->view(), asBytes("1234"), asBytes("4012345678909"))),
            item.pinBlock);
    }
    EXPECT_EQ(shown(tdesKey(initial, serial("01"), Use::DataEncryption)),
              "281B26E55A57CE4E395B3C99F2F1DC18");
    EXPECT_EQ(toHex(*macX919(tdesKey(initial, serial("01"), Use::MacGeneration)->view(),
                             asBytes("0200TAPANDPAY-TEST-MESSAGE")))
                  .substr(0, 8),
              "081D6CF0");
}

TEST(TdesDukpt, CounterStopsAtItsEnd) {
    std::uint32_t counter = 0, used = 0;
    for (;;) {
        const auto next = nextTdesCounter(counter);
        if (!next) {
            EXPECT_EQ(next.error().code, FailureCode::KeyUnavailable);
            break;
        }
        ASSERT_GT(*next, counter);
        ASSERT_LE(std::popcount(*next), 10);
        counter = *next;
        ++used;
    }
    EXPECT_EQ(counter, kTdesLastCounter);
    EXPECT_EQ(used, 1'048'575U) << "X9.24-1 promises more than a million";
    const auto initial = secret("9511234F72C14B31DDB19E97A5FE85DF");
    EXPECT_EQ(tdesKey(initial, hex("FFFF0102030405E00000"), Use::Pin).error().code,
              FailureCode::KeyUnavailable);
    EXPECT_EQ(tdesKey(initial, hex("FFFF0102030405FFFFFF"), Use::Pin).error().code,
              FailureCode::KeyUnavailable);
    EXPECT_EQ(tdesKey(initial, hex("FFFF0102030405E000"), Use::Pin).error().code,
              FailureCode::InputMalformed);
}

}  // namespace
}  // namespace tappay::crypto::dukpt
