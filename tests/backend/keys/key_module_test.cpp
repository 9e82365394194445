// Master keys, sign-on keys and sealed transactions: what the terminal would do is done here with
// the keys that reached it.
#include <thread>

#include "backend/keys/key_module_fixture.h"
#include "backend/keys/memory_vault.h"
#include "backend/keys/secret_files.h"
#include "crypto/jose.h"
#include "crypto/key_block.h"
#include "crypto/mac.h"
#include "protocol/channel.h"
#include "protocol/key_distribution.h"
#include "protocol/sign_on.h"

namespace tappay::backend::keys {
namespace {

constexpr const char* kSession = "01936b2e-7c00-7abc-8def-0123456789ab";
constexpr const char* kPayment = "01936b2e-7c00-7abc-8def-0123456789ac";
const std::string kTransport(64, 'A');

INSTANTIATE_TEST_SUITE_P(Places, KeyModuleTest, ::testing::Values(Place::Memory, Place::Token),
                         placeName);

struct Chip {
    crypto::EcPrivateKey storage = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    crypto::tpm2::PublicArea area =
        crypto::tpm2::publicAreaOf(crypto::tpm2::Role::Storage, storage.publicKey()).value();
};

TEST_P(KeyModuleTest, MasterKeyReachesOneChipAndIsProved) {
    const Chip chip, other;
    const auto made = m_module->makeMasterKey(chip.area);
    ASSERT_TRUE(made) << made.error().detail;
    const auto value = crypto::tpm2::unwrapHmacKey(chip.storage, made->forChip);
    ASSERT_TRUE(value) << value.error().detail;
    EXPECT_FALSE(crypto::tpm2::unwrapHmacKey(other.storage, made->forChip));
    auto check = crypto::hmacSha256(value->view(), protocol::checkValueContext()).value();
    check.resize(8);
    EXPECT_EQ(toHex(made->key.checkValue), toHex(check));

    const Bytes challenge(32, 7);
    auto proof = crypto::hmacSha256(value->view(), protocol::proofContext(challenge)).value();
    open();
    EXPECT_TRUE(m_module->verifyProof(made->key, challenge, proof)) << "after a restart too";
    EXPECT_FALSE(m_module->verifyProof(made->key, Bytes(32, 8), proof));
    EXPECT_FALSE(m_module->verifyProof(made->key, challenge, ByteView(proof).first(31)));
    proof[0] ^= 1;
    EXPECT_EQ(m_module->verifyProof(made->key, challenge, proof).error().code,
              FailureCode::CryptoFailed);
    EXPECT_NE(m_module->makeMasterKey(chip.area)->key.checkValue, made->key.checkValue);
}

TEST_P(KeyModuleTest, PinKeyTravelsUnderTheWrappingKeyOfOneSignOn) {
    const Chip chip;
    const auto made = m_module->makeMasterKey(chip.area);
    ASSERT_TRUE(made);
    const auto master = crypto::tpm2::unwrapHmacKey(chip.storage, made->forChip);
    const auto wrappingKey = [&](std::string_view session) {
        return crypto::hmacSha256(master->view(), protocol::wrappingContext(session)).value();
    };
    for (const auto format : {PinFormat::Format0, PinFormat::Format4}) {
        const bool aes = format == PinFormat::Format4;
        const auto pin = m_module->makePinKey(made->key, kSession, format);
        ASSERT_TRUE(pin) << pin.error().detail;
        EXPECT_EQ(pin->key.purpose, KeyPurpose::TerminalPin);
        const crypto::KeyUse use{"P0", aes ? 'A' : 'T', 'E'};
        const auto read = crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, wrappingKey(kSession),
                                                 pin->block, use);
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(crypto::checkValue(cipherOf(pin->key.algorithm), read->key.view()).value(),
                  pin->key.checkValue);
        EXPECT_FALSE(crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, wrappingKey(kPayment),
                                            pin->block, use))
            << "a block of another sign-on is worth nothing";
    }
}

TEST_P(KeyModuleTest, SealedTransactionOpensOnlyWhereItBelongs) {
    const auto chip = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const auto agreed = m_module->agree(chip.publicKey(), kSession, "10000001");
    ASSERT_TRUE(agreed) << agreed.error().detail;
    const auto process =
        protocol::processKey(chip.agree(agreed->ours)->view(), kSession, "10000001");
    const auto sealed = protocol::sealTransaction(protocol::transactionKey(process, kPayment), 3,
                                                  asBytes("card"), m_random);
    ASSERT_TRUE(sealed);
    open();
    const auto opened = m_module->open(agreed->key, kPayment, *sealed);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(toText(opened->card.view()), "card");
    EXPECT_EQ(opened->number, 3U);
    EXPECT_EQ(m_module->open(agreed->key, kSession, *sealed).error().code,
              FailureCode::CryptoFailed)
        << "of another transaction";
    const auto otherTerminal = m_module->agree(chip.publicKey(), kSession, "10000002");
    EXPECT_EQ(m_module->open(otherTerminal->key, kPayment, *sealed).error().code,
              FailureCode::CryptoFailed);
    EXPECT_FALSE(m_module->agree({crypto::Curve::P256, Bytes(64, 1)}, kSession, "10000001"))
        << "not on the curve";
}

// Both ends of a channel make the same keys, each for its direction and payment.
TEST_P(KeyModuleTest, ChannelRecordsOpenOnlyWhereTheyBelong) {
    const auto chip = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const auto agreed = m_module->agree(chip.publicKey(), kSession, "10000001").value();
    const auto process =
        protocol::processKey(chip.agree(agreed.ours)->view(), kSession, "10000001");
    const protocol::ChannelEnd end(process, std::string(kSession), std::string(kPayment));
    const auto question = end.seal(7, {"/v1/captures", "signed"}, m_random).value();
    const auto record = crypto::fromBase64Url(question.record).value();
    open();
    const auto opened = m_module->openRecord(agreed.key, kPayment, record);
    ASSERT_TRUE(opened) << opened.error().detail;
    EXPECT_EQ(opened->number, 7U);
    EXPECT_EQ(protocol::decodeCarriedCall(toText(opened->card.view()))->body, "signed");

    const auto sealed = m_module->sealRecord(
        agreed.key, kPayment, 7, asBytes(encode(protocol::CarriedAnswer{200, "answered"})));
    ASSERT_TRUE(sealed) << sealed.error().detail;
    EXPECT_EQ(end.open(7, crypto::base64Url(*sealed))->body, "answered");
    EXPECT_FALSE(end.open(8, crypto::base64Url(*sealed)));

    for (const auto& wrong :
         {m_module->openRecord(agreed.key, kSession, record),   // of another payment
          m_module->openRecord(agreed.key, kPayment, *sealed),  // of the other direction
          m_module->open(agreed.key, kPayment, record)})        // not the card of a payment
        EXPECT_EQ(wrong.error().code, FailureCode::CryptoFailed);
    const auto transport = taken(KeyPurpose::Transport, KeyAlgorithm::Aes, kTransport);
    EXPECT_EQ(m_module->openRecord(transport, kPayment, record).error().code,
              FailureCode::PermissionDenied);
    EXPECT_EQ(m_module->sealRecord(transport, kPayment, 1, asBytes("x")).error().code,
              FailureCode::PermissionDenied);
}

TEST_P(KeyModuleTest, KeysTravelToAnotherSystemInKeyBlocks) {
    const auto transport = taken(KeyPurpose::Transport, KeyAlgorithm::Aes, kTransport);
    const struct {
        KeyPurpose purpose;
        KeyAlgorithm algorithm;
        std::string digits;
    } cases[] = {
        {KeyPurpose::Master, KeyAlgorithm::Hmac, std::string(64, '1')},
        {KeyPurpose::TerminalPin, KeyAlgorithm::Aes, std::string(64, '2')},
        {KeyPurpose::NetworkMaster, KeyAlgorithm::Tdes, "0123456789ABCDEFFEDCBA9876543210"},
        {KeyPurpose::NetworkPin, KeyAlgorithm::Tdes, "A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6"},
        {KeyPurpose::NetworkMac, KeyAlgorithm::Des, "C1C1C2C2C4C4C7C7"},
        {KeyPurpose::NetworkMac, KeyAlgorithm::Aes, std::string(32, '3')},
        {KeyPurpose::NetworkTrack, KeyAlgorithm::Tdes, "E0E0E3E3E5E5E6E6F1F1F2F2F4F4F7F7"}};
    for (const auto& item : cases) {
        const auto key = taken(item.purpose, item.algorithm, item.digits);
        const auto block = m_module->exportKeyBlock(transport, key);
        ASSERT_TRUE(block) << block.error().detail;
        const auto back = m_module->importKeyBlock(transport, *block, item.purpose, item.algorithm);
        ASSERT_TRUE(back) << back.error().detail;
        EXPECT_EQ(back->checkValue, key.checkValue);
        EXPECT_EQ(back->octets, item.digits.size() / 2);
        EXPECT_EQ(
            m_module->importKeyBlock(transport, *block, KeyPurpose::NetworkMac, KeyAlgorithm::Tdes)
                .error()
                .code,
            FailureCode::KeyRejected);
        auto bad = *block;
        bad.back() = bad.back() == '0' ? '1' : '0';
        EXPECT_EQ(
            m_module->importKeyBlock(transport, bad, item.purpose, item.algorithm).error().code,
            FailureCode::CryptoFailed);
    }
    const auto weak = taken(KeyPurpose::Transport, KeyAlgorithm::Aes, std::string(32, 'B'));
    const auto strong = taken(KeyPurpose::Master, KeyAlgorithm::Hmac, std::string(64, '1'));
    EXPECT_EQ(m_module->exportKeyBlock(weak, strong).error().code, FailureCode::KeyRejected);
    EXPECT_EQ(m_module->exportKeyBlock(transport, weak).error().code,
              FailureCode::PermissionDenied);
    EXPECT_EQ(m_module
                  ->exportKeyBlock(transport, taken(KeyPurpose::NetworkMac, KeyAlgorithm::Sm4,
                                                    std::string(32, '4')))
                  .error()
                  .code,
              FailureCode::KeyRejected);
}

TEST_P(KeyModuleTest, AKeyServesOnePurpose) {
    const auto transport = taken(KeyPurpose::Transport, KeyAlgorithm::Aes, kTransport);
    const std::string hmac(64, '1'), tdes = "0123456789ABCDEFFEDCBA9876543210";
    std::vector<KeyHandle> keys = {transport,
                                   taken(KeyPurpose::Master, KeyAlgorithm::Hmac, hmac),
                                   taken(KeyPurpose::Process, KeyAlgorithm::Hmac, hmac),
                                   taken(KeyPurpose::TerminalPin, KeyAlgorithm::Tdes, tdes),
                                   taken(KeyPurpose::NetworkMaster, KeyAlgorithm::Tdes, tdes),
                                   taken(KeyPurpose::NetworkPin, KeyAlgorithm::Tdes, tdes),
                                   taken(KeyPurpose::NetworkMac, KeyAlgorithm::Tdes, tdes),
                                   taken(KeyPurpose::NetworkTrack, KeyAlgorithm::Tdes, tdes)};
    const Bytes data(16, 1);
    const auto code = [](const auto& result) {
        return result ? FailureCode::Internal : result.error().code;
    };
    for (const auto& key : keys) {
        const auto denied = [&](KeyPurpose purpose, FailureCode found) {
            if (key.purpose != purpose) {
                EXPECT_EQ(found, FailureCode::PermissionDenied)
                    << nameOf(key.purpose) << " as " << nameOf(purpose);
            }
        };
        denied(KeyPurpose::Master, code(m_module->verifyProof(key, data, data)));
        denied(KeyPurpose::Master, code(m_module->makePinKey(key, kSession, PinFormat::Format0)));
        denied(KeyPurpose::Process, code(m_module->open(key, kPayment, data)));
        denied(KeyPurpose::NetworkMaster, code(m_module->takeWorkingKeys(key, Bytes(40, 1))));
        denied(KeyPurpose::TerminalPin,
               code(m_module->translatePin(key, keys[5], data, asBytes("6228480012345678901"))));
        denied(KeyPurpose::NetworkPin,
               code(m_module->translatePin(keys[3], key, data, asBytes("6228480012345678901"))));
        denied(KeyPurpose::NetworkMac, code(m_module->mac(key, MacProfile::X919, data)));
        denied(KeyPurpose::Transport, code(m_module->exportKeyBlock(key, keys[1])));
    }
    // Of one value, and yet no handle can be turned into another: each purpose has its own storage
    // key.
    auto forged = keys[5];
    forged.purpose = KeyPurpose::NetworkMac;
    EXPECT_EQ(code(m_module->mac(forged, MacProfile::Cups, data)), FailureCode::CryptoFailed);
    auto cut = keys[6];
    cut.wrapped.pop_back();
    EXPECT_EQ(code(m_module->mac(cut, MacProfile::Cups, data)), FailureCode::CryptoFailed);
    for (auto& octet : cut.wrapped = keys[6].wrapped) {
        octet ^= 0x20;
        EXPECT_EQ(code(m_module->mac(cut, MacProfile::Cups, data)), FailureCode::CryptoFailed);
        octet ^= 0x20;
    }
    EXPECT_FALSE(m_module->take(KeyPurpose::Transport, KeyAlgorithm::Tdes, secret(tdes)));
    EXPECT_FALSE(
        m_module->take(KeyPurpose::TerminalPin, KeyAlgorithm::Des, secret("0123456789ABCDEF")));
    EXPECT_FALSE(m_module->take(KeyPurpose::NetworkPin, KeyAlgorithm::Hmac, secret(hmac)));
    EXPECT_FALSE(m_module->take(KeyPurpose::Master, KeyAlgorithm::Hmac, secret(tdes)));
}

TEST_P(KeyModuleTest, ServesSeveralThreads) {
    const auto key = taken(KeyPurpose::NetworkMac, KeyAlgorithm::Aes, std::string(32, '3'));
    std::vector<std::string> wrong(4);
    std::vector<std::thread> threads;
    for (std::uint8_t number = 0; number < wrong.size(); ++number)
        threads.emplace_back([&, number] {
            const Bytes message(64, number);
            const auto right = crypto::cmac(crypto::BlockCipher::Aes, Bytes(16, 0x33), message);
            for (int i = 0; i < 50; ++i) {
                const auto mac = m_module->mac(key, MacProfile::AesCmac, message);
                if (!mac || toHex(*mac) != toHex(ByteView(*right).first(8)))
                    wrong[number] = mac ? "another MAC" : mac.error().detail;
            }
        });
    for (auto& thread : threads)
        thread.join();
    for (const auto& what : wrong)
        EXPECT_EQ(what, "");
}

TEST(KeyFiles, AreOursAlone) {
    const KeyDirectory directory;
    const auto file = directory.memory().storageKeyFile;
    ASSERT_TRUE(readStorageKey(file));
    crypto::SystemRandom random;
    EXPECT_EQ(makeStorageKey(file, random).error().code, FailureCode::NotConfigured);
    EXPECT_EQ(std::filesystem::status(file).permissions(), std::filesystem::perms(0600));
    std::filesystem::permissions(file, std::filesystem::perms(0640));
    EXPECT_EQ(openVault(directory.memory()).error().code, FailureCode::NotConfigured);
    std::filesystem::permissions(file, std::filesystem::perms(0600));
    std::filesystem::create_symlink(file, directory.path() / "link");
    EXPECT_FALSE(readStorageKey(directory.path() / "link"));
    EXPECT_FALSE(readStorageKey(directory.path() / "missing"));
    EXPECT_FALSE(readStorageKey(directory.path()));
    std::filesystem::resize_file(file, 63);
    EXPECT_FALSE(readStorageKey(file));
    std::filesystem::resize_file(file, 0);
    EXPECT_FALSE(readStorageKey(file));
}

TEST(KeyFiles, AWrongModuleTokenOrPinIsNamed) {
    if (KeyDirectory::module().empty()) GTEST_SKIP() << "SoftHSM2 is not installed";
    const KeyDirectory directory;
    const auto right = directory.token();
    const auto refused = [](const VaultConfig& config) {
        const auto vault = openVault(config);
        EXPECT_FALSE(vault);
        return vault ? FailureCode::Internal : vault.error().code;
    };
    auto wrong = right;
    wrong.module = directory.path() / "missing.so";
    EXPECT_EQ(refused(wrong), FailureCode::NotConfigured);
    wrong = right;
    wrong.token = "another";
    EXPECT_EQ(refused(wrong), FailureCode::NotConfigured);
    wrong = right;
    wrong.pinFile = directory.memory().storageKeyFile;
    EXPECT_EQ(refused(wrong), FailureCode::NotConfigured);
    EXPECT_TRUE(openVault(right));
}

}  // namespace
}  // namespace tappay::backend::keys
