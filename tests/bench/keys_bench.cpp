// How many operations a second the key module allows on one core, with own memory and with a token
// of SoftHSM2; processor time, other programs aside.

#include <cstdio>
#include <string>

#include "backend/keys/key_module.h"
#include "backend/keys/soft_token.h"
#include "crypto/pin_block.h"
#include "crypto/random.h"
#include "per_second.h"
#include "protocol/sign_on.h"

namespace {

using namespace tappay;
using bench::perSecond;
using namespace tappay::backend::keys;

constexpr const char* kSession = "01936b2e-7c00-7abc-8def-0123456789ab";
constexpr const char* kPayment = "01936b2e-7c00-7abc-8def-0123456789ac";

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

class Measured {
public:
    explicit Measured(KeyModule& module)
        : m_module(module),
          m_storage(
              crypto::tpm2::publicAreaOf(crypto::tpm2::Role::Storage, m_chip.publicKey()).value()),
          m_master(m_module.makeMasterKey(m_storage).value().key),
          m_networkMaster(key(KeyPurpose::NetworkMaster, KeyAlgorithm::Tdes,
                              "0123456789ABCDEFFEDCBA9876543210")) {}

    void print(const char* name, bool last) {
        const std::string aes = "000102030405060708090A0B0C0D0E0F",
                          tdes = "10101010232323233232323245454545";
        const auto from = key(KeyPurpose::TerminalPin, KeyAlgorithm::Aes, aes);
        const auto to = key(KeyPurpose::NetworkPin, KeyAlgorithm::Tdes, tdes);
        const auto mak = key(KeyPurpose::NetworkMac, KeyAlgorithm::Tdes, tdes);
        const auto aesMak = key(KeyPurpose::NetworkMac, KeyAlgorithm::Aes, aes);
        const auto pan = asBytes("6228480012345678901");
        const auto block =
            crypto::encipherPinFormat4(hex(aes), asBytes("123456"), pan, m_random).value();
        const Bytes message(256, 0x22), challenge(32, 1), proof(32, 2);
        const auto agreed = m_module.agree(m_chip.publicKey(), kSession, "10000001").value();
        const auto process =
            protocol::processKey(m_chip.agree(agreed.ours)->view(), kSession, "10000001");
        const auto sealed = protocol::sealTransaction(protocol::transactionKey(process, kPayment),
                                                      1, Bytes(300, 0x33), m_random)
                                .value();
        const auto field62 =
            hex("33BEA784DD989B6F3D580B215469E8FDCAEF8B3E66A7E6CA9149D570000000000"
                "0000000DF85B3B3");
        std::printf("  \"%s\": {\n", name);
        line("translatePin", [&] { return m_module.translatePin(from, to, block, pan); });
        line("macCups", [&] { return m_module.mac(mak, MacProfile::Cups, message); });
        line("macX919", [&] { return m_module.mac(mak, MacProfile::X919, message); });
        line("macAesCmac", [&] { return m_module.mac(aesMak, MacProfile::AesCmac, message); });
        line("openTransaction", [&] { return m_module.open(agreed.key, kPayment, sealed); });
        line("takeWorkingKeys", [&] { return m_module.takeWorkingKeys(m_networkMaster, field62); });
        line("makePinKey",
             [&] { return m_module.makePinKey(m_master, kSession, PinFormat::Format4); });
        line("agree", [&] { return m_module.agree(m_chip.publicKey(), kSession, "10000001"); });
        line("makeMasterKey", [&] { return m_module.makeMasterKey(m_storage); });
        std::printf("    \"checkProof\": %.0f\n  }%s\n", perSecond([&] {
                        return m_module.verifyProof(m_master, challenge, proof).error().code ==
                               FailureCode::CryptoFailed;
                    }),
                    last ? "" : ",");
    }

private:
    KeyHandle key(KeyPurpose purpose, KeyAlgorithm algorithm, const std::string& digits) {
        return m_module.take(purpose, algorithm, SecretBytes(hex(digits))).value();
    }
    template <typename Operation>
    void line(const char* name, Operation operation) {
        std::printf("    \"%s\": %.0f,\n", name,
                    perSecond([&] { return operation().has_value(); }));
    }

    KeyModule& m_module;
    crypto::SystemRandom m_random;
    crypto::EcPrivateKey m_chip = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    crypto::tpm2::PublicArea m_storage;
    KeyHandle m_master, m_networkMaster;
};

void measure(const char* name, const VaultConfig& config, bool last) {
    crypto::SystemRandom random;
    KeyModule module(openVault(config).value(), random);
    Measured(module).print(name, last);
}

}  // namespace

int main() {
    const KeyDirectory directory;
    const bool token = !KeyDirectory::module().empty();
    std::printf("{\n");
    measure("memory", directory.memory(), !token);
    if (token) measure("softhsm2", directory.token(), true);
    std::printf("}\n");
}
