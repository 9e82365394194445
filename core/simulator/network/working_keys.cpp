#include "simulator/network/working_keys.h"

#include "crypto/cipher.h"

namespace tappay::simulator::network {

namespace {

using crypto::BlockCipher;

constexpr std::size_t kSlot = 16, kSingle = 8, kCheckValue = 4;

}  // namespace

Result<Bytes> workingKeys(const SecretBytes& masterKey, std::span<const ByteView> keys) {
    Bytes field;
    for (const ByteView key : keys) {
        const auto cipher = key.size() == kSingle ? BlockCipher::Des : BlockCipher::Tdes;
        TAPPAY_TRY(enciphered, crypto::encryptEcb(BlockCipher::Tdes, masterKey.view(), key));
        enciphered.resize(kSlot, 0x00);
        TAPPAY_TRY(check, crypto::checkValue(cipher, key));
        append(field, enciphered);
        append(field, check);
    }
    return field;
}

Result<std::vector<SecretBytes>> openWorkingKeys(const SecretBytes& masterKey, ByteView field62) {
    std::vector<SecretBytes> keys;
    for (; field62.size() >= kSlot + kCheckValue; field62 = field62.subspan(kSlot + kCheckValue)) {
        TAPPAY_TRY(octets,
                   crypto::decryptEcb(BlockCipher::Tdes, masterKey.view(), field62.first(kSlot)));
        keys.emplace_back(ByteView(octets));
        wipe(octets);
        TAPPAY_TRY(check, crypto::checkValue(BlockCipher::Tdes, keys.back().view()));
        if (!equalConstantTime(check, field62.subspan(kSlot, kCheckValue)))
            return fail(FailureCode::CryptoFailed, "check value");
    }
    return keys;
}

}  // namespace tappay::simulator::network
