#include <gtest/gtest.h>

#include "chip/tpm/nv.h"
#include "chip/tpm/objects.h"
#include "chip/tpm/places.h"
#include "chip/tpm/wire.h"
#include "chip/tpm_desk.h"

// What only a TPM can get into: its three places, other clients, busy moments, silence.
namespace tappay::chip {
namespace {

using crypto::tpm2::Role;

class TpmChipTest : public TpmDesk {};

constexpr std::uint32_t kSignCommand = 0x0000015D;

Bytes onlyCode(std::uint32_t code) {
    return {0x80,
            0x01,
            0x00,
            0x00,
            0x00,
            0x0A,
            static_cast<std::uint8_t>(code >> 24),
            static_cast<std::uint8_t>(code >> 16),
            static_cast<std::uint8_t>(code >> 8),
            static_cast<std::uint8_t>(code)};
}

TEST_F(TpmChipTest, NoticesWhatAnotherClientHasChanged) {
    // Enciphered, so that the chip notices a name that is out of date.
    const auto one =
        tpm::TpmChip::open({.transport = line().transport(), .cover = tpm::Cover::Always}).value();
    const auto two = open().value();
    const auto before = one->makeKeys().value();
    ASSERT_TRUE(one->import(Slot::A, wrapped(before.storage, keyOf(1))));
    ASSERT_TRUE(one->derive(Slot::A, nonceOf(1)));
    ASSERT_TRUE(two->import(Slot::A, wrapped(before.storage, keyOf(2))));
    EXPECT_EQ(octetsOf(one->derive(Slot::A, nonceOf(1)).value()), hmacOf(keyOf(2), nonceOf(1)));
    ASSERT_TRUE(two->clear());
    const auto after = two->makeKeys().value();
    const auto sealed = one->seal(nonceOf(1));
    ASSERT_TRUE(sealed) << sealed.error().detail;
    EXPECT_EQ(octetsOf(two->unseal(*sealed).value()), nonceOf(1));
    EXPECT_EQ(one->identity().value(), std::get<crypto::EcPublicKey>(after.identity.key));
    const auto verifier = crypto::EcVerifier::create(one->identity().value()).value();
    EXPECT_TRUE(verifier.verifyEcdsa(nonceOf(1), one->sign(nonceOf(1)).value()));
}

TEST_F(TpmChipTest, MakesAnotherSessionWhenItsOwnWasTaken) {
    const auto chip =
        tpm::TpmChip::open({.transport = line().transport(), .cover = tpm::Cover::Always}).value();
    ASSERT_TRUE(chip->makeKeys());
    const auto sealed = chip->seal(nonceOf(1)).value();
    tpm::Connection other({.transport = element().transport()});
    ASSERT_TRUE(other.open());
    const auto sessions =
        other.handles(TPM2_LOADED_SESSION_FIRST, TPM2_LOADED_SESSION_LAST).value();
    ASSERT_EQ(sessions.size(), 1U);
    other.flush(other.at(sessions.front()).value());
    ASSERT_EQ(loadedIn(element().transport()).size(), 0U);
    EXPECT_EQ(octetsOf(chip->unseal(sealed).value()), nonceOf(1));
}

TEST_F(TpmChipTest, ShowsNoSecretOnAnOpenBus) {
    for (const auto cover : {tpm::Cover::ByBus, tpm::Cover::Always}) {
        const auto chip =
            tpm::TpmChip::open({.transport = line().transport(), .cover = cover}).value();
        const auto storage = chip->makeKeys()->storage;
        const auto first = static_cast<std::uint8_t>(cover == tpm::Cover::Always ? 100 : 50);
        ASSERT_TRUE(chip->import(Slot::A, wrapped(storage, keyOf(first))));
        const auto derived = octetsOf(chip->derive(Slot::A, nonceOf(1)).value());
        const auto secret = keyOf(static_cast<std::uint8_t>(first + 1));
        const auto unsealed = octetsOf(chip->unseal(chip->seal(secret).value()).value());
        const auto peer = crypto::EcPrivateKey::generate(crypto::Curve::P256)->publicKey();
        const auto shared = octetsOf(chip->agree(chip->makeAgreementKey().value(), peer).value());
        crypto::SystemRandom random;
        const auto opened = keyOf(static_cast<std::uint8_t>(first + 2));
        const auto hidden = makeCredential(chip->factory()->key, chip->makeKeys()->attestation.name,
                                           opened, random);
        ASSERT_EQ(octetsOf(chip->activate(*hidden).value()), opened);
        EXPECT_EQ(unsealed, secret);
        for (const auto& octets : {derived, secret, shared, opened})
            EXPECT_EQ(line().saw(octets), cover == tpm::Cover::ByBus);
    }
}

// What a client that was killed has left in the three places.
TEST_F(TpmChipTest, MakesRoomWhenADeadClientTookAllPlaces) {
    const auto chip = open().value();
    ASSERT_TRUE(chip->makeKeys());
    tpm::Connection dead({.transport = element().transport()});
    ASSERT_TRUE(dead.open());
    const auto area = tpm::templateFor(crypto::tpm2::templateOf(Role::Identity)).value();
    std::vector<tpm::Transient> left;
    for (int i = 0; i < 3; ++i)
        left.push_back(tpm::createPrimary(dead, ESYS_TR_RH_OWNER, area).value());
    EXPECT_EQ(loadedIn(element().transport()).size(), 3U);
    EXPECT_TRUE(chip->sign(nonceOf(1)));
    EXPECT_EQ(loadedIn(element().transport()), std::vector<TPM2_HANDLE>{});
}

TEST_F(TpmChipTest, RepeatsWhatTheChipWasTooBusyFor) {
    const auto chip = open().value();
    ASSERT_TRUE(chip->makeKeys());
    for (const std::uint32_t code : {TPM2_RC_RETRY, TPM2_RC_YIELDED, TPM2_RC_TESTING,
                                     TPM2_RC_NV_RATE, TPM2_RC_OBJECT_MEMORY}) {
        line().answerInstead(kSignCommand, onlyCode(code), 4);
        EXPECT_TRUE(chip->sign(nonceOf(1))) << std::hex << code;
    }
    line().answerInstead(kSignCommand, onlyCode(TPM2_RC_RETRY), 100000);
    const auto refused = chip->sign(nonceOf(1));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, FailureCode::ChipUnavailable);
    EXPECT_EQ(refused.error().detail, "TPM2_Sign 0x922");
    line().answerInstead(0, {}, 0);
    EXPECT_TRUE(chip->sign(nonceOf(1)));
}

TEST_F(TpmChipTest, SaysWhatAChipsCodesMean) {
    struct Row {
        std::uint32_t code;
        FailureCode meaning;
    };
    const Row rows[] = {
        {TPM2_RC_LOCKOUT, FailureCode::ChipUnavailable},
        {TPM2_RC_FAILURE, FailureCode::ChipUnavailable},
        {TPM2_RC_INITIALIZE, FailureCode::ChipUnavailable},
        {0x98E, FailureCode::ChipUnavailable},  // another password on the chip
        {0x18B, FailureCode::KeyUnavailable},   // no such handle
        {0x1DF, FailureCode::CryptoFailed},     // integrity
        {0x12F, FailureCode::CryptoFailed},
    };
    const auto chip = open().value();
    ASSERT_TRUE(chip->makeKeys());
    for (const auto& row : rows) {
        line().answerInstead(kSignCommand, onlyCode(row.code), 10);
        const auto refused = chip->sign(nonceOf(1));
        ASSERT_FALSE(refused) << std::hex << row.code;
        EXPECT_EQ(refused.error().code, row.meaning) << std::hex << row.code;
        char hex[16];
        std::snprintf(hex, sizeof(hex), "0x%x", row.code);
        EXPECT_TRUE(refused.error().detail.ends_with(hex)) << refused.error().detail;
    }
}

TEST_F(TpmChipTest, WorksEncipheredOnAnOpenBus) {
    const auto chip =
        tpm::TpmChip::open({.transport = line().transport(), .cover = tpm::Cover::Always}).value();
    const auto storage = chip->makeKeys()->storage;
    const auto peer = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    ASSERT_TRUE(chip->import(Slot::A, wrapped(storage, keyOf(1))));
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(octetsOf(chip->derive(Slot::A, nonceOf(1)).value()),
                  hmacOf(keyOf(1), nonceOf(1)));
        const auto ours = chip->makeAgreementKey().value();
        EXPECT_EQ(octetsOf(chip->agree(ours, peer.publicKey()).value()),
                  octetsOf(peer.agree(ours.open).value()));
        EXPECT_EQ(octetsOf(chip->unseal(chip->seal(nonceOf(6)).value()).value()), nonceOf(6));
        // The session is gone with the chip; a new one is made.
        killChip();
    }
    crypto::SystemRandom random;
    const auto hidden =
        makeCredential(chip->factory()->key, chip->makeKeys()->attestation.name, keyOf(4), random);
    EXPECT_EQ(octetsOf(chip->activate(*hidden).value()), keyOf(4));
    EXPECT_EQ(loadedIn(element().transport()).size(), 1U);  // the session
}

TEST_F(TpmChipTest, QuotesTheMachine) {
    const auto chip = open().value();
    const auto keys = chip->makeKeys().value();
    const auto quote = chip->attestPlatform(nonceOf(5)).value();
    ASSERT_TRUE(quote);
    EXPECT_EQ(checkQuote(*quote, keys.attestation, nonceOf(5))->size(), 32U);
    EXPECT_FALSE(checkQuote(*quote, keys.attestation, nonceOf(6)));
}

TEST_F(TpmChipTest, KeepsTheAuthorityForGood) {
    const auto chip = open().value();
    EXPECT_TRUE(chip->adopt(maker().root()));
    const auto refused = chip->adopt(Maker().root());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, FailureCode::PermissionDenied);
    tpm::Connection connection({.transport = element().transport()});
    ASSERT_TRUE(connection.open());
    EXPECT_FALSE(tpm::nvWrite(connection, tpm::kAuthority, Bytes(8)));
    EXPECT_EQ(tpm::nvRead(connection, tpm::kAuthority).value(), maker().root());
}

TEST_F(TpmChipTest, CountsOnAboveACounterThatWasRemoved) {
    const auto chip = open().value();
    for (int i = 0; i < 5; ++i)
        ASSERT_TRUE(chip->count());
    const auto last = chip->count().value();
    tpm::Connection owner({.transport = element().transport()});
    ASSERT_TRUE(owner.open());
    ASSERT_TRUE(tpm::nvUndefine(owner, tpm::kCounter));
    EXPECT_GT(chip->count().value(), last);
}

TEST_F(TpmChipTest, SaysInTimeThatTheChipIsGone) {
    const auto chip = open(std::chrono::milliseconds(200)).value();
    ASSERT_TRUE(chip->makeKeys());
    end();
    const auto start = std::chrono::steady_clock::now();
    const auto refused = chip->sign(nonceOf(1));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, FailureCode::ChipUnavailable);
    const auto unopened = open();
    ASSERT_FALSE(unopened);
    EXPECT_EQ(unopened.error().code, FailureCode::ChipUnavailable);
}

TEST_F(TpmChipTest, SaysInTimeThatTheChipHangs) {
    m_answerTime = std::chrono::milliseconds(200);
    const auto chip = open(std::chrono::milliseconds(100)).value();
    line().hang();
    const auto start = std::chrono::steady_clock::now();
    const auto refused = chip->sign(nonceOf(1));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, FailureCode::ChipUnavailable);
}

TEST(TpmChipOpen, NamesAMissingDevice) {
    for (const char* transport :
         {"device:/dev/there-is-none", "swtpm:path=/nowhere", "nonsense:x"}) {
        const auto chip = tpm::TpmChip::open({.transport = transport});
        ASSERT_FALSE(chip) << transport;
        EXPECT_EQ(chip.error().code, FailureCode::ChipUnavailable) << transport;
    }
}

}  // namespace
}  // namespace tappay::chip
