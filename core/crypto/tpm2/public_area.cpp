#include "crypto/tpm2/public_area.h"

#include "crypto/ec_key.h"
#include "crypto/hash.h"
#include "crypto/tpm2/constants.h"
#include "crypto/tpm2/marshalling.h"

namespace tappay::crypto::tpm2 {

namespace {

constexpr std::size_t kRsaBits = 2048;
constexpr std::size_t kRsaModulus = kRsaBits / 8;

// PolicySecret of the endorsement hierarchy (EK credential profile 2.1, B.6.2).
constexpr std::uint8_t kEndorsementPolicy[] = {
    0x83, 0x71, 0x97, 0x67, 0x44, 0x84, 0xB3, 0xF8, 0x1A, 0x90, 0xCC, 0x8D, 0x46, 0xA5, 0xD7, 0x24,
    0xFD, 0x52, 0xD7, 0x6E, 0x06, 0x52, 0x0B, 0x64, 0xF2, 0xA1, 0xDA, 0x1B, 0x33, 0x14, 0x69, 0xAA};

// TPMA_OBJECT.
constexpr std::uint32_t kMadeHere = kFixedTpm | kFixedParent | kSensitiveDataOrigin;

std::uint32_t attributesOf(Role role) {
    switch (role) {
        case Role::Endorsement:
            return kMadeHere | kAdminWithPolicy | kRestricted | kDecrypt;
        case Role::Attestation:
            return kMadeHere | kUserWithAuth | kNoDictionaryAttack | kRestricted | kSign;
        case Role::Identity:
            return kMadeHere | kUserWithAuth | kNoDictionaryAttack | kSign;
        case Role::Storage:
            return kMadeHere | kUserWithAuth | kNoDictionaryAttack | kRestricted | kDecrypt;
    }
    return 0;
}

bool signs(Role role) {
    return role == Role::Attestation || role == Role::Identity;
}

// Type, name algorithm, attributes and policy; then the cipher for what the key protects.
Bytes startOf(Role role, std::uint16_t type) {
    Bytes area;
    putNumber(area, 2, type);
    putNumber(area, 2, kSha256);
    putNumber(area, 4, attributesOf(role));
    putSized(area, role == Role::Endorsement ? ByteView(kEndorsementPolicy) : ByteView());
    if (signs(role)) {
        putNumber(area, 2, kNull);
    } else {
        putNumber(area, 2, kAes);
        putNumber(area, 2, 128);
        putNumber(area, 2, kCfb);
    }
    return area;
}

// All up to the unique field (TPMS_ECC_PARMS).
Bytes beforePoint(Role role) {
    Bytes area = startOf(role, kEcc);
    putNumber(area, 2, signs(role) ? kEcdsa : kNull);
    if (signs(role)) putNumber(area, 2, kSha256);
    putNumber(area, 2, kNistP256);
    putNumber(area, 2, kNull);  // no key derivation of its own
    return area;
}

// The same for TPMS_RSA_PARMS; exponent 0 stands for 65537.
Bytes beforeModulus() {
    Bytes area = startOf(Role::Endorsement, kRsa);
    putNumber(area, 2, kNull);
    putNumber(area, 2, kRsaBits);
    putNumber(area, 4, 0);
    return area;
}

Result<PublicArea> malformed(const char* what) {
    return fail(FailureCode::InputMalformed, what);
}

PublicArea finish(Role role, Bytes marshalled, std::variant<EcPublicKey, RsaPublicKey> key) {
    Bytes name = nameOf(marshalled);
    return {role, std::move(marshalled), std::move(key), std::move(name)};
}

Result<PublicArea> parseRsa(ByteView marshalled) {
    Reader reader(marshalled);
    reader.expect(beforeModulus());
    const ByteView modulus = reader.sized(kRsaModulus);
    if (!reader.finished() || modulus.size() != kRsaModulus)
        return malformed("public area is not that of an RSA endorsement key");
    if ((modulus.front() & 0x80) == 0 || (modulus.back() & 0x01) == 0)
        return malformed("public area has no modulus of 2048 bits");
    return finish(Role::Endorsement, Bytes(marshalled.begin(), marshalled.end()),
                  RsaPublicKey{Bytes(modulus.begin(), modulus.end()), {0x01, 0x00, 0x01}});
}

Result<PublicArea> parseEc(Role role, ByteView marshalled) {
    Reader reader(marshalled);
    reader.expect(beforePoint(role));
    const ByteView x = reader.sized(kEcCoordinate);
    const ByteView y = reader.sized(kEcCoordinate);
    if (!reader.finished() || x.size() != kEcCoordinate || y.size() != kEcCoordinate)
        return malformed("public area is not that of a key for this role");
    return publicAreaOf(role, {Curve::P256, concat({x, y})});
}

}  // namespace

Bytes templateOf(Role role) {
    Bytes area = beforePoint(role);
    const Bytes coordinate(role == Role::Endorsement ? kEcCoordinate : 0);
    putSized(area, coordinate);
    putSized(area, coordinate);
    return area;
}

Bytes rsaEndorsementTemplate() {
    Bytes area = beforeModulus();
    putSized(area, Bytes(kRsaModulus));
    return area;
}

Result<PublicArea> parsePublicArea(Role role, ByteView marshalled) {
    const bool rsa = marshalled.size() > 1 && marshalled[0] == 0x00 && marshalled[1] == kRsa;
    return rsa && role == Role::Endorsement ? parseRsa(marshalled) : parseEc(role, marshalled);
}

Result<PublicArea> publicAreaOf(Role role, const EcPublicKey& key) {
    if (key.curve != Curve::P256 || !importEcPublic(key))
        return malformed("public area's point is not on P-256");
    Bytes area = beforePoint(role);
    putSized(area, ByteView(key.point).first(kEcCoordinate));
    putSized(area, ByteView(key.point).last(kEcCoordinate));
    return finish(role, std::move(area), key);
}

Bytes nameOf(ByteView area) {
    Bytes name;
    putNumber(name, 2, kSha256);
    append(name, sha256(area));
    return name;
}

}  // namespace tappay::crypto::tpm2
