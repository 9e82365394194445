#pragma once

#include "crypto/key_block.h"
#include "crypto/scratch.h"

// What a key block is made of: the header's text and the two keys that protect the rest. For the
// implementation of key blocks only.
namespace tappay::crypto {

// The differences between version B and version D.
struct KeyBlockForm {
    char version;
    BlockCipher cipher;
    std::size_t block;  // of the cipher; also the length of the MAC

    [[nodiscard]] std::size_t macDigits() const { return block * 2; }
};
Result<KeyBlockForm> keyBlockForm(BlockCipher cipher);

constexpr std::size_t kKeyBlockHeader = 16;

// Header without optional blocks, for a block of `length` characters.
Result<std::string> writeKeyBlockHeader(const KeyBlockForm& form, const KeyBlockHeader& header,
                                        std::size_t length);
struct ReadKeyBlockHeader {
    KeyBlockHeader header;
    std::size_t length;  // with the optional blocks, which are passed over
};
// Checks version, length and every character.
Result<ReadKeyBlockHeader> readKeyBlockHeader(const KeyBlockForm& form, std::string_view block);

// The key that enciphers and the one that authenticates (X9.143, 5.3.2).
struct KeyBlockKeys {
    ScratchBytes encryption, mac;
};
Result<KeyBlockKeys> deriveKeyBlockKeys(const KeyBlockForm& form, ByteView protection);

// Bits of security, after NIST SP 800-57 part 1, 5.6.1; 0 for a length the algorithm doesn't have.
unsigned strengthOf(char algorithm, std::size_t octets);
std::size_t longestKey(char algorithm);

}  // namespace tappay::crypto
