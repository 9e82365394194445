// AES DUKPT in the key module, and how far a sign-on's serials have come in the key store.
#include "crypto/dukpt.h"
#include "backend/keys/key_module_fixture.h"
#include "backend/keys/key_store_fixture.h"
#include "crypto/key_block.h"
#include "crypto/mac.h"
#include "crypto/pin_block.h"
#include "protocol/key_distribution.h"

namespace tappay::backend::keys {
namespace {

namespace dukpt = crypto::dukpt;

constexpr const char* kSession = "01936b2e-7c00-7abc-8def-0123456789ab";
constexpr std::string_view kPan = "6228480012345678901";
// The example of X9.24-3: initial key and the PIN key of its first transaction.
constexpr const char *kInitial = "437450BAA976D25375C55AB0D78CEAF2",
                     *kPinKey = "FCE135E95215B421DC9444B39BE41D9B",
                     *kSerial = "887766554433221100000001";
constexpr const char* kNetwork = "A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6";

class DukptModuleTest : public KeyModuleTest {
protected:
    Result<SecretBytes> unwrapped(const KeyModule::NewPinKey& made, const SecretBytes& master,
                                  const char* session) {
        auto wrapping =
            crypto::hmacSha256(master.view(), protocol::wrappingContext(session)).value();
        TAPPAY_TRY(read, crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, wrapping, made.block,
                                                {"B1", 'A', 'X'}));
        EXPECT_EQ(read.header.exportability, 'N');
        return std::move(read.key);
    }
};
INSTANTIATE_TEST_SUITE_P(Places, DukptModuleTest, ::testing::Values(Place::Memory, Place::Token),
                         placeName);

// Chance that always says the same.
class Loaded final : public Random {
public:
    void fill(std::span<std::uint8_t> octets) override { std::ranges::fill(octets, 0xA5); }
};

TEST_P(DukptModuleTest, AnInitialKeyComesOfABaseKeyAndEachIdOnce) {
    Loaded chance;
    KeyModule module(
        openVault(GetParam() == Place::Token ? m_directory.token() : m_directory.memory()).value(),
        chance);
    const auto value = secret(std::string(64, '1'));
    const auto master = module.take(KeyPurpose::Master, KeyAlgorithm::Hmac, value).value();
    for (const auto* id : {"A5A5A5A500000001", "A5A5A5A500000002"}) {
        const auto made = module.makeInitialKey(master, kSession);
        ASSERT_TRUE(made) << made.error().detail;
        EXPECT_EQ(toHex(made->initialKeyId), id);
        EXPECT_EQ(made->key.purpose, KeyPurpose::InitialPin);
        const auto initial = unwrapped(*made, value, kSession);
        ASSERT_TRUE(initial) << initial.error().detail;
        EXPECT_EQ(toHex(initial->view()),
                  toHex(dukpt::aesInitialKey(Bytes(32, 0xA5), hex(id))->view()));
        EXPECT_FALSE(unwrapped(*made, value, kTerminal)) << "of another sign-on";
    }
}

TEST_P(DukptModuleTest, APinBlockOfTheStandardsExampleChangesToTheNetworksKey) {
    const auto initial = taken(KeyPurpose::InitialPin, KeyAlgorithm::Aes, kInitial);
    const auto network = taken(KeyPurpose::NetworkPin, KeyAlgorithm::Tdes, kNetwork);
    const auto block =
        crypto::encipherPinFormat4(hex(kPinKey), asBytes("123456"), asBytes(kPan), m_random)
            .value();
    const auto translate = [&](std::string_view serial) {
        return m_module->translatePin(DukptKey{initial, hex(serial)}, network, block,
                                      asBytes(kPan));
    };
    const auto translated = translate(kSerial);
    ASSERT_TRUE(translated) << translated.error().detail;
    EXPECT_EQ(
        toHex(*translated),
        toHex(crypto::encipherPinFormat0(hex(kNetwork), asBytes("123456"), asBytes(kPan)).value()));
    EXPECT_EQ(translate("887766554433221100000002").error().code, FailureCode::CryptoFailed);
    for (const auto* none : {"887766554433221100000000", "88776655443322110001FFFF"})
        EXPECT_EQ(translate(none).error().code, FailureCode::KeyRejected) << none;
}

TEST_P(DukptModuleTest, ItsKeysServeNothingElse) {
    const std::string digits(64, '1');
    const auto initial = taken(KeyPurpose::InitialPin, KeyAlgorithm::Aes, digits);
    const auto base = taken(KeyPurpose::BaseDerivation, KeyAlgorithm::Aes, digits);
    const auto pin = taken(KeyPurpose::TerminalPin, KeyAlgorithm::Aes, digits);
    const auto network = taken(KeyPurpose::NetworkPin, KeyAlgorithm::Tdes, kNetwork);
    const auto transport = taken(KeyPurpose::Transport, KeyAlgorithm::Aes, digits);
    const Bytes block(16, 1);
    const auto code = [](const auto& result) {
        return result ? FailureCode::Internal : result.error().code;
    };
    for (const auto* key : {&initial, &base}) {
        EXPECT_EQ(code(m_module->translatePin(*key, network, block, asBytes(kPan))),
                  FailureCode::PermissionDenied);
        EXPECT_EQ(code(m_module->exportKeyBlock(transport, *key)), FailureCode::PermissionDenied);
        EXPECT_EQ(code(m_module->makeInitialKey(*key, kSession)), FailureCode::PermissionDenied);
    }
    const auto serial = hex(kSerial);
    for (const auto* key : {&pin, &base})
        EXPECT_EQ(
            code(m_module->translatePin(DukptKey{*key, serial}, network, block, asBytes(kPan))),
            FailureCode::PermissionDenied);
    for (const auto purpose : {KeyPurpose::InitialPin, KeyPurpose::BaseDerivation})
        EXPECT_FALSE(m_module->take(purpose, KeyAlgorithm::Tdes, secret(kNetwork)));
}

using DukptStoreTest = KeyStoreTest;

TEST_F(DukptStoreTest, SerialsOnlyGoOn) {
    auto store = open();
    ASSERT_TRUE(store.offer(kTerminal, master(1)));
    ASSERT_TRUE(store.acknowledge(kTerminal, 1, kNow));
    const Bytes id = hex("8877665544332211");
    auto keys = signOnKeys("s1", 1, 0x21);
    keys.initialKeyId = id;
    ASSERT_TRUE(store.signOn(keys));
    EXPECT_EQ(store.signedOn("s1")->initialKeyId, id);
    const auto note = [&](std::uint32_t number, const char* payment, const Bytes& serial) {
        const Sealing sealing{"s1", number, payment, serial};
        const auto noted = store.noteSealings({&sealing, 1}).value().front();
        return noted ? FailureCode::Internal : noted.error().code;
    };
    const auto at = [&](std::uint32_t counter) { return dukpt::aesSerial(id, counter); };
    constexpr auto kGood = FailureCode::Internal, kRejected = FailureCode::KeyRejected;
    EXPECT_EQ(note(1, "a", at(0)), kRejected);
    EXPECT_EQ(note(1, "a", dukpt::aesSerial(hex("8877665544332212"), 1)), kRejected);
    EXPECT_EQ(note(1, "a", at(1)), kGood);
    EXPECT_EQ(note(2, "b", {}), kGood) << "without PIN";
    EXPECT_EQ(note(3, "c", at(0x1FF)), kGood);
    EXPECT_EQ(note(3, "c", at(0x1FF)), kGood) << "the same once more";
    EXPECT_EQ(note(3, "c", at(0x200)), kRejected) << "and not quite the same";
    for (const std::uint32_t counter : {1U, 2U, 0x1FFU})
        EXPECT_EQ(note(4, "d", at(counter)), kRejected) << counter;
    EXPECT_EQ(note(5, "a", at(1)), kGood) << "sealed afresh";
    EXPECT_EQ(note(6, "d", at(2)), kRejected) << "which leads nobody back";
    EXPECT_EQ(note(6, "d", at(0x200)), kGood);
}

}  // namespace
}  // namespace tappay::backend::keys
