#include "crypto/key_block_parts.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "crypto/mac.h"

namespace tappay::crypto {

namespace {

constexpr std::string_view kDigits = "0123456789", kHexDigits = "0123456789ABCDEF";
constexpr std::string_view kModes = "BCDEGNSTVXY", kExportability = "ENS";

bool consistsOf(std::string_view text, std::string_view alphabet) {
    return text.find_first_not_of(alphabet) == std::string_view::npos;
}

bool isAlphanumeric(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

std::unexpected<Failure> malformed(const char* what) {
    return fail(FailureCode::InputMalformed, std::string("key block: ") + what);
}

std::size_t number(std::string_view digits, int base) {
    std::size_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return value;
}

bool headerHolds(const KeyBlockHeader& header) {
    return header.use.usage.size() == 2 && isAlphanumeric(header.use.usage) &&
           longestKey(header.use.algorithm) != 0 && kModes.contains(header.use.modeOfUse) &&
           header.keyVersion.size() == 2 && isAlphanumeric(header.keyVersion) &&
           kExportability.contains(header.exportability);
}

// Each: identifier, length with itself in hexadecimal, data. Length 00 is followed by the length's
// own length 02 and four digits (X9.143, 6.2). Gives the header's length with them.
Result<std::size_t> passOptionalBlocks(std::string_view block, std::size_t count) {
    std::size_t at = kKeyBlockHeader;
    for (std::size_t i = 0; i < count; ++i) {
        const auto rest = block.substr(at);
        if (rest.size() < 4 || !isAlphanumeric(rest.substr(0, 2)) ||
            !consistsOf(rest.substr(2, 2), kHexDigits))
            return malformed("optional block");
        std::size_t length = number(rest.substr(2, 2), 16), least = 4;
        if (length == 0) {
            if (rest.size() < 10 || rest.substr(4, 2) != "02" ||
                !consistsOf(rest.substr(6, 4), kHexDigits))
                return malformed("optional block");
            length = number(rest.substr(6, 4), 16);
            least = 10;
        }
        if (length < least || length > rest.size()) return malformed("optional block's length");
        at += length;
    }
    return at;
}

}  // namespace

Result<KeyBlockForm> keyBlockForm(BlockCipher cipher) {
    if (cipher == BlockCipher::Aes) return KeyBlockForm{'D', cipher, 16};
    if (cipher == BlockCipher::Tdes) return KeyBlockForm{'B', cipher, 8};
    return malformed("no version for this cipher");
}

Result<std::string> writeKeyBlockHeader(const KeyBlockForm& form, const KeyBlockHeader& header,
                                        std::size_t length) {
    if (!headerHolds(header)) return malformed("header");
    auto digits = std::to_string(length);
    digits.insert(0, 4 - digits.size(), '0');
    return form.version + digits + header.use.usage + header.use.algorithm + header.use.modeOfUse +
           header.keyVersion + header.exportability + "0000";
}

Result<ReadKeyBlockHeader> readKeyBlockHeader(const KeyBlockForm& form, std::string_view block) {
    if (block.size() < kKeyBlockHeader) return malformed("too short");
    if (block[0] != form.version) return malformed("another version");
    if (!consistsOf(block.substr(1, 4), kDigits) || number(block.substr(1, 4), 10) != block.size())
        return malformed("length");
    ReadKeyBlockHeader read{{{std::string(block.substr(5, 2)), block[7], block[8]},
                             std::string(block.substr(9, 2)),
                             block[11]},
                            0};
    if (!headerHolds(read.header) || !consistsOf(block.substr(12, 2), kDigits) ||
        block.substr(14, 2) != "00")
        return malformed("header");
    TAPPAY_TRY(length, passOptionalBlocks(block, number(block.substr(12, 2), 10)));
    if (length % form.block != 0) return malformed("header is not whole blocks");
    read.length = length;
    return read;
}

Result<KeyBlockKeys> deriveKeyBlockKeys(const KeyBlockForm& form, ByteView protection) {
    const bool aes = form.cipher == BlockCipher::Aes;
    const std::size_t size = protection.size();
    if (size != 16 && size != 24 && !(aes && size == 32))
        return fail(FailureCode::CryptoFailed, "key block protection key's length");
    const auto algorithm = static_cast<std::uint8_t>((aes ? 2 : 0) + (size - 16) / 8);
    const auto derive = [&](std::uint8_t usage) -> Result<ScratchBytes> {
        ScratchBytes key{Bytes()};
        key.octets.reserve(size + form.block);
        for (std::uint8_t counter = 1; key.octets.size() < size; ++counter) {
            const std::array<std::uint8_t, 8> input = {counter,
                                                       0,
                                                       usage,
                                                       0,
                                                       0,
                                                       algorithm,
                                                       static_cast<std::uint8_t>(size * 8 >> 8),
                                                       static_cast<std::uint8_t>(size * 8)};
            TAPPAY_TRY(octets, cmac(form.cipher, protection, input));
            const ScratchBytes part(std::move(octets));
            append(key.octets, part.view());
        }
        wipe(std::span(key.octets).subspan(size));
        key.octets.resize(size);
        return key;
    };
    TAPPAY_TRY(encryption, derive(0));
    TAPPAY_TRY(mac, derive(1));
    return KeyBlockKeys{std::move(encryption), std::move(mac)};
}

unsigned strengthOf(char algorithm, std::size_t octets) {
    const auto bits = static_cast<unsigned>(octets * 8);
    switch (algorithm) {
        case 'A':
            return octets == 16 || octets == 24 || octets == 32 ? bits : 0;
        case 'T':
            return octets == 16 ? 80 : octets == 24 ? 112 : 0;
        case 'D':
            return octets == 8 ? 56 : 0;
        // No more than its hash gives, which is SHA-256 here.
        case 'H':
            return octets >= 16 && octets <= 32 ? bits : 0;
        default:
            return 0;
    }
}

std::size_t longestKey(char algorithm) {
    switch (algorithm) {
        case 'A':
        case 'H':
            return 32;
        case 'T':
            return 24;
        case 'D':
            return 8;
        default:
            return 0;
    }
}

}  // namespace tappay::crypto
