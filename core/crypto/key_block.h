#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "base/secret.h"
#include "crypto/cipher.h"

// Key blocks of ANSI X9.143 (TR-31): a key on its way between two systems, bound to what it may be
// used for. Written in version D (key derivation binding with AES); read also in version B (with
// triple DES). Versions A and C are obsolete and refused.
namespace tappay::crypto {

// The header's statement about its key (X9.143, tables 5 to 8).
struct KeyUse {
    std::string usage;   // "P0" PIN encryption, "K0" key encryption, "M3" MAC algorithm 3, ...
    char algorithm = 0;  // 'A' AES, 'T' triple DES, 'D' DES, 'H' HMAC
    char modeOfUse = 0;  // 'E' encrypt, 'D' decrypt, 'B' both, 'C' generate and verify, ...
    friend bool operator==(const KeyUse&, const KeyUse&) = default;
};

struct KeyBlockHeader {
    KeyUse use;
    std::string keyVersion = "00";
    char exportability = 'N';  // 'E' under a key block key, 'S' by agreement, 'N' not at all
    friend bool operator==(const KeyBlockHeader&, const KeyBlockHeader&) = default;
};

struct KeyBlock {
    KeyBlockHeader header;
    SecretBytes key;
};

enum class LengthHiding : std::uint8_t {
    No,
    Yes,  // padded as the longest key of its algorithm would be
};

// `protection`: an AES key, at least as strong as `key`; KeyRejected when it is weaker.
// InputMalformed for a header or a key length that X9.143 doesn't know.
Result<std::string> wrapKeyBlock(ByteView protection, const KeyBlockHeader& header, ByteView key,
                                 LengthHiding hiding, Random& random);

// `cipher` is that of the protection key: Aes reads version D only, Tdes version B only, so that
// one key never serves both. InputMalformed when it can't be read; CryptoFailed when the MAC does
// not fit; KeyRejected when it is for another use than `wanted` or stronger than its protection.
Result<KeyBlock> unwrapKeyBlock(BlockCipher cipher, ByteView protection, std::string_view block,
                                const KeyUse& wanted);

}  // namespace tappay::crypto
