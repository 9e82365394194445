#include "simulator/network/working_keys.h"

#include "crypto/cipher.h"

namespace tappay::simulator::network {

namespace {

using crypto::BlockCipher;

constexpr std::size_t kSlot = 16, kSingle = 8;

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

}  // namespace tappay::simulator::network
