#include "crypto/key_block.h"

#include "crypto/key_block_parts.h"
#include "crypto/mac.h"

namespace tappay::crypto {

namespace {

constexpr std::size_t kLengthField = 2;

std::unexpected<Failure> malformed(const char* what) {
    return fail(FailureCode::InputMalformed, std::string("key block: ") + what);
}

Result<void> checkStrength(const KeyBlockForm& form, ByteView protection, char algorithm,
                           std::size_t keyOctets) {
    const unsigned strength = strengthOf(algorithm, keyOctets);
    if (strength == 0) return malformed("key length does not suit its algorithm");
    const char kind = form.cipher == BlockCipher::Aes ? 'A' : 'T';
    if (strengthOf(kind, protection.size()) < strength)
        return fail(FailureCode::KeyRejected, "key block: protected by a weaker key");
    return {};
}

// What the MAC covers: the header as text, the key field in clear.
Result<Bytes> macOver(const KeyBlockForm& form, const KeyBlockKeys& keys, std::string_view header,
                      ByteView clear) {
    const ScratchBytes input(concat({asBytes(header), clear}));
    return cmac(form.cipher, keys.mac.view(), input.view());
}

// Length in bits, key, random octets up to whole blocks.
ScratchBytes keyField(const KeyBlockForm& form, ByteView key, std::size_t room, Random& random) {
    const std::size_t size = (kLengthField + room + form.block - 1) / form.block * form.block;
    ScratchBytes field{Bytes(size)};
    const std::size_t bits = key.size() * 8;
    field.octets[0] = static_cast<std::uint8_t>(bits >> 8);
    field.octets[1] = static_cast<std::uint8_t>(bits);
    std::ranges::copy(key, field.octets.begin() + kLengthField);
    random.fill(field.writable().subspan(kLengthField + key.size()));
    return field;
}

Result<SecretBytes> keyOf(ByteView field) {
    const std::size_t bits = std::size_t{field[0]} << 8 | field[1];
    if (bits % 8 != 0 || bits / 8 > field.size() - kLengthField) return malformed("key length");
    return SecretBytes(field.subspan(kLengthField, bits / 8));
}

Result<Bytes> hexDigits(std::string_view text) {
    if (text.find_first_not_of("0123456789ABCDEF") != std::string_view::npos)
        return malformed("not hexadecimal");
    return fromHex(text);
}

}  // namespace

Result<std::string> wrapKeyBlock(ByteView protection, const KeyBlockHeader& header, ByteView key,
                                 LengthHiding hiding, Random& random) {
    TAPPAY_TRY(form, keyBlockForm(BlockCipher::Aes));
    TAPPAY_TRY(keys, deriveKeyBlockKeys(form, protection));
    TAPPAY_CHECK(checkStrength(form, protection, header.use.algorithm, key.size()));
    const auto room = hiding == LengthHiding::Yes ? longestKey(header.use.algorithm) : key.size();
    const auto clear = keyField(form, key, room, random);
    TAPPAY_TRY(text,
               writeKeyBlockHeader(form, header,
                                   kKeyBlockHeader + clear.view().size() * 2 + form.macDigits()));
    TAPPAY_TRY(mac, macOver(form, keys, text, clear.view()));
    TAPPAY_TRY(enciphered, encryptCbc(form.cipher, keys.encryption.view(), mac, clear.view()));
    return text + toHex(enciphered) + toHex(mac);
}

Result<KeyBlock> unwrapKeyBlock(BlockCipher cipher, ByteView protection, std::string_view block,
                                const KeyUse& wanted) {
    TAPPAY_TRY(form, keyBlockForm(cipher));
    TAPPAY_TRY(read, readKeyBlockHeader(form, block));
    const auto body = block.substr(read.length);
    const std::size_t blockDigits = form.block * 2;
    if (body.size() < blockDigits + form.macDigits() || body.size() % blockDigits != 0)
        return malformed("too short");
    TAPPAY_TRY(enciphered, hexDigits(body.substr(0, body.size() - form.macDigits())));
    TAPPAY_TRY(mac, hexDigits(body.substr(body.size() - form.macDigits())));
    TAPPAY_TRY(keys, deriveKeyBlockKeys(form, protection));
    TAPPAY_TRY(octets, decryptCbc(form.cipher, keys.encryption.view(), mac, enciphered));
    const ScratchBytes clear(std::move(octets));
    TAPPAY_TRY(expected, macOver(form, keys, block.substr(0, read.length), clear.view()));
    if (!equalConstantTime(expected, mac)) return fail(FailureCode::CryptoFailed, "key block: MAC");
    if (read.header.use != wanted)
        return fail(FailureCode::KeyRejected, "key block: for another use");
    TAPPAY_TRY(key, keyOf(clear.view()));
    TAPPAY_CHECK(checkStrength(form, protection, read.header.use.algorithm, key.size()));
    return KeyBlock{std::move(read.header), std::move(key)};
}

}  // namespace tappay::crypto
