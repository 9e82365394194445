// The derivations of docs/protocol.md, "Master key" and "Sign-on", against values that were
// computed apart from this code (HMAC and SHA-256 of Python's standard library).
#include <gtest/gtest.h>

#include "crypto/random.h"
#include "protocol/key_distribution.h"
#include "protocol/sealed_transaction.h"
#include "protocol/sign_on.h"

namespace tappay::protocol {
namespace {

constexpr const char* kSession = "01936b2e-7c00-7abc-8def-0123456789ab";
constexpr const char* kTransaction = "01936b2e-7c00-7abc-8def-0123456789ac";

TEST(KeyDerivation, ContextsOfAMasterKey) {
    EXPECT_EQ(toText(checkValueContext()), "tap-and-pay check value");
    EXPECT_EQ(toText(proofContext(asBytes("xyz"))), "tap-and-pay proofxyz");
    EXPECT_EQ(toText(wrappingContext(kSession)), std::string("tap-and-pay wrapping") + kSession);
}

TEST(KeyDerivation, NonceOfTheCounter) {
    const crypto::EcPublicKey agreement{crypto::Curve::P256, Bytes(64, 0x11)};
    EXPECT_EQ(toHex(counterNonce("10000001", agreement, "2026-11-22T08:00:00.000Z")),
              "2C849F6100DC6D08652C3631B5F15BCA5E8C889C41E933E52F1BB02942217B8A");
    EXPECT_NE(counterNonce("10000001", agreement, "2026-11-22T08:00:00.000Z"),
              counterNonce("10000001", agreement, "2026-11-22T08:00:00.001Z"));
}

TEST(KeyDerivation, ProcessAndTransactionKey) {
    const auto process = processKey(Bytes(32, 0x22), kSession, "10000001");
    EXPECT_EQ(toHex(process.view()),
              "0D73F4F81F21127155A128DB0138FD1B25718547A42EC4FEB65D065B3E7B99D5");
    const auto transaction = transactionKey(process, kTransaction);
    EXPECT_EQ(toHex(transaction.view()),
              "FFD63EA07DF2C91D9918CF93ABACC958E1197D2038CB7094A744C427A2E2A3F4");
    EXPECT_FALSE(equalConstantTime(processKey(Bytes(32, 0x22), kSession, "10000002").view(),
                                   process.view()));
    EXPECT_FALSE(equalConstantTime(processKey(Bytes(32, 0x22), kTransaction, "10000001").view(),
                                   process.view()));
}

TEST(SealedTransaction, OpensOnlyWhole) {
    crypto::SystemRandom random;
    const SecretBytes key(Bytes(32, 0x33)), other(Bytes(32, 0x34));
    const auto card = asBytes("6228480012345678901");
    const auto sealed = sealTransaction(key, 0x01020304, card, random);
    ASSERT_TRUE(sealed);
    EXPECT_EQ(toHex(ByteView(*sealed).first(4)), "01020304");
    EXPECT_EQ(sealed->size(), 4 + 12 + card.size() + 16);
    const auto opened = openTransaction(key.view(), *sealed);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->number, 0x01020304U);
    EXPECT_EQ(toHex(opened->card.view()), toHex(card));
    EXPECT_NE(*sealed, *sealTransaction(key, 0x01020304, card, random)) << "a nonce of its own";

    EXPECT_EQ(openTransaction(other.view(), *sealed).error().code, FailureCode::CryptoFailed);
    for (std::size_t at = 0; at < sealed->size(); ++at) {
        auto changed = *sealed;
        changed[at] ^= 0x01;
        EXPECT_EQ(openTransaction(key.view(), changed).error().code, FailureCode::CryptoFailed)
            << at;
        EXPECT_FALSE(openTransaction(key.view(), ByteView(*sealed).first(at)));
    }
    EXPECT_FALSE(sealTransaction(key, 0, card, random));
    EXPECT_FALSE(sealTransaction(key, 1, Bytes(8193), random));
    EXPECT_EQ(openTransaction(key.view(), Bytes(20'000)).error().code, FailureCode::InputMalformed);
}

}  // namespace
}  // namespace tappay::protocol
