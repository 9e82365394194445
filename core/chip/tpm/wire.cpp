#include "chip/tpm/wire.h"

#include <algorithm>

namespace tappay::chip::tpm {
namespace {

constexpr std::size_t kCoordinate = 32;

Result<Bytes> pairOf(const TPM2B_ECC_PARAMETER& first, const TPM2B_ECC_PARAMETER& second) {
    Bytes both(2 * kCoordinate);
    TAPPAY_CHECK(putCoordinate(std::span(both).first(kCoordinate), first));
    TAPPAY_CHECK(putCoordinate(std::span(both).last(kCoordinate), second));
    return both;
}

}  // namespace

Result<TPM2B_PUBLIC> templateFor(ByteView marshalled) {
    TAPPAY_TRY(area, (read<Tss2_MU_TPMT_PUBLIC_Unmarshal, TPMT_PUBLIC>(marshalled)));
    return TPM2B_PUBLIC{0, area};
}

Result<Bytes> octetsOf(const TPM2B_PUBLIC& area) {
    return write<Tss2_MU_TPMT_PUBLIC_Marshal>(area.publicArea);
}

Result<TPM2B_ENCRYPTED_SECRET> hiddenSeed(ByteView octets) {
    TAPPAY_CHECK((read<Tss2_MU_TPMS_ECC_POINT_Unmarshal, TPMS_ECC_POINT>(octets)));
    return sized<TPM2B_ENCRYPTED_SECRET>(octets);
}

Result<Bytes> rawSignature(const TPMT_SIGNATURE& signature) {
    if (signature.sigAlg != TPM2_ALG_ECDSA)
        return fail(FailureCode::CryptoFailed, "signature of another kind");
    return pairOf(signature.signature.ecdsa.signatureR, signature.signature.ecdsa.signatureS);
}

TPMS_ECC_POINT pointOf(const crypto::EcPublicKey& key) {
    TPMS_ECC_POINT point{};
    point.x.size = point.y.size = kCoordinate;
    std::copy_n(key.point.begin(), kCoordinate, point.x.buffer);
    std::copy_n(key.point.begin() + kCoordinate, kCoordinate, point.y.buffer);
    return point;
}

Result<crypto::EcPublicKey> keyOf(const TPMS_ECC_POINT& point) {
    TAPPAY_TRY(both, pairOf(point.x, point.y));
    return crypto::EcPublicKey{crypto::Curve::P256, std::move(both)};
}

Result<void> putCoordinate(std::span<std::uint8_t> to32, const TPM2B_ECC_PARAMETER& from) {
    if (from.size > to32.size()) return fail(FailureCode::CryptoFailed, "number of the chip");
    std::copy_n(from.buffer, from.size, to32.end() - from.size);
    return {};
}

}  // namespace tappay::chip::tpm
