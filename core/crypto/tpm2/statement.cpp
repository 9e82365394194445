#include "crypto/tpm2/statement.h"

#include <algorithm>

#include "crypto/openssl.h"
#include "crypto/tpm2/constants.h"
#include "crypto/tpm2/marshalling.h"

namespace tappay::crypto::tpm2 {

namespace {

// TPM_GENERATED_VALUE: a restricted key signs nothing from outside that begins so (6.2).
constexpr std::uint32_t kGenerated = 0xFF544347;
// TPM_ST (6.9).
constexpr std::uint16_t kSaysNv = 0x8014, kSaysCertified = 0x8017, kSaysQuote = 0x8018;

constexpr std::size_t kShortestNonce = 16, kLongestNonce = 64;
constexpr std::size_t kCounterSize = 8;
// Clock, reset count, restart count; firmware version follows the octet that says "safe".
constexpr std::size_t kClockInfo = 8 + 4 + 4, kFirmware = 8;

// TPML_PCR_SELECTION: one bank, SHA-256, three octets of bits: registers 0 to 7.
constexpr std::uint8_t kSelection[] = {0x00, 0x00, 0x00, 0x01, 0x00, 0x0B, 0x03, 0xFF, 0x00, 0x00};

Bytes counterArea(std::uint32_t state) {
    Bytes area;
    putNumber(area, 4, kCounterIndex);
    putNumber(area, 2, kSha256);
    putNumber(area, 4, kNvAuthWrite | kNvCounter | kNvAuthRead | kNvNoDictionaryAttack | state);
    putSized(area, {});
    putNumber(area, 2, kCounterSize);
    return area;
}

bool signedBy(const PublicArea& attestation, const Statement& statement) {
    const auto* key = std::get_if<EcPublicKey>(&attestation.key);
    if (attestation.role != Role::Attestation || key == nullptr) return false;
    const auto verifier = EcVerifier::create(*key);
    return verifier && verifier->verifyEcdsa(statement.said, statement.signature);
}

// The signature, and everything up to what is attested; `reader` stands there afterwards.
Result<void> checkStart(Reader& reader, const Statement& statement, const PublicArea& attestation,
                        ByteView nonce, std::uint16_t kind) {
    if (nonce.size() < kShortestNonce || nonce.size() > kLongestNonce)
        return cryptoFailed("nonce of a statement");
    if (!signedBy(attestation, statement)) return cryptoFailed("signature of a statement");
    const bool generated = reader.number(4) == kGenerated;
    const bool kindFits = reader.number(2) == kind;
    reader.sized(kName);  // the signer by its place in the chip: says nothing that its key doesn't
    const ByteView data = reader.sized(kLongestNonce);
    reader.take(kClockInfo);
    const auto safe = reader.number(1);
    reader.take(kFirmware);
    if (!generated || !kindFits) return cryptoFailed("kind of a statement");
    if (!equalConstantTime(data, nonce)) return cryptoFailed("nonce of a statement");
    if (safe > 1) return fail(FailureCode::InputMalformed, "clock of a statement");
    return {};
}

std::unexpected<Failure> unreadable() {
    return fail(FailureCode::InputMalformed, "statement of a chip");
}

// In the endorsement hierarchy, a key's place is the hash over the hierarchy's and its own name
// (part 1, 16.3).
Bytes qualified(ByteView name) {
    Bytes path;
    putNumber(path, 4, kEndorsementHierarchy);
    append(path, name);
    return nameOf(path);
}

Bytes start(std::uint16_t kind, ByteView attestationName, ByteView nonce) {
    Bytes said;
    putNumber(said, 4, kGenerated);
    putNumber(said, 2, kind);
    putSized(said, qualified(attestationName));
    putSized(said, nonce);
    append(said, Bytes(kClockInfo));
    putNumber(said, 1, 1);
    append(said, Bytes(kFirmware));
    return said;
}

}  // namespace

Bytes counterTemplate() {
    return counterArea(0);
}

Bytes counterName() {
    return nameOf(counterArea(kNvWritten));
}

Result<void> checkCertified(const Statement& statement, const PublicArea& attestation,
                            ByteView nonce, ByteView name) {
    Reader reader(statement.said);
    TAPPAY_CHECK(checkStart(reader, statement, attestation, nonce, kSaysCertified));
    const ByteView certified = reader.sized(kName);
    reader.sized(kName);  // its place in the chip
    if (!reader.finished()) return unreadable();
    if (certified.size() != kName || !std::ranges::equal(certified, name))
        return cryptoFailed("statement about another key");
    return {};
}

Result<std::uint64_t> checkCounter(const Statement& statement, const PublicArea& attestation,
                                   ByteView nonce) {
    Reader reader(statement.said);
    TAPPAY_CHECK(checkStart(reader, statement, attestation, nonce, kSaysNv));
    const ByteView index = reader.sized(kName);
    const auto offset = reader.number(2);
    const bool whole = reader.number(2) == kCounterSize;
    const auto value = reader.number(kCounterSize);
    if (!reader.finished()) return unreadable();
    if (!std::ranges::equal(index, counterName()) || offset != 0 || !whole)
        return cryptoFailed("statement about another counter");
    return value;
}

Result<Bytes> checkQuote(const Statement& statement, const PublicArea& attestation,
                         ByteView nonce) {
    Reader reader(statement.said);
    TAPPAY_CHECK(checkStart(reader, statement, attestation, nonce, kSaysQuote));
    const ByteView selection = reader.take(sizeof kSelection);
    const ByteView digest = reader.sized(kDigest);
    if (!reader.finished() || digest.size() != kDigest) return unreadable();
    if (!std::ranges::equal(selection, kSelection))
        return cryptoFailed("statement about other registers");
    return Bytes(digest.begin(), digest.end());
}

Bytes sayCertified(ByteView attestationName, ByteView nonce, ByteView name) {
    Bytes said = start(kSaysCertified, attestationName, nonce);
    putSized(said, name);
    putSized(said, qualified(name));
    return said;
}

Bytes sayCounter(ByteView attestationName, ByteView nonce, std::uint64_t value) {
    Bytes said = start(kSaysNv, attestationName, nonce);
    putSized(said, counterName());
    putNumber(said, 2, 0);
    putNumber(said, 2, kCounterSize);
    putNumber(said, kCounterSize, value);
    return said;
}

}  // namespace tappay::crypto::tpm2
