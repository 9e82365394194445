#include "chip/tpm/agreement.h"

#include "chip/tpm/kept_object.h"
#include "chip/tpm/objects.h"
#include "chip/tpm/places.h"
#include "chip/tpm/wire.h"

namespace tappay::chip::tpm {
namespace {

TPM2B_PUBLIC agreementArea() {
    TPM2B_PUBLIC area{};
    area.publicArea.type = TPM2_ALG_ECC;
    area.publicArea.nameAlg = TPM2_ALG_SHA256;
    area.publicArea.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT |
                                       TPMA_OBJECT_SENSITIVEDATAORIGIN | TPMA_OBJECT_USERWITHAUTH |
                                       TPMA_OBJECT_NODA | TPMA_OBJECT_DECRYPT;
    auto& curve = area.publicArea.parameters.eccDetail;
    curve.symmetric.algorithm = TPM2_ALG_NULL;
    curve.scheme.scheme = TPM2_ALG_ECDH;
    curve.scheme.details.ecdh.hashAlg = TPM2_ALG_SHA256;
    curve.curveID = TPM2_ECC_NIST_P256;
    curve.kdf.scheme = TPM2_ALG_NULL;
    return area;
}

// Refuses a point that is not on the curve, as the chip would; without asking it.
Result<void> checkPeer(const crypto::EcPublicKey& peer) {
    if (peer.curve != crypto::Curve::P256 || !crypto::EcVerifier::create(peer))
        return fail(FailureCode::CryptoFailed, "the other side's key is no point of P-256");
    return {};
}

}  // namespace

Result<AgreementKey> makeAgreementKey(Connection& connection) {
    TAPPAY_TRY(made, createKept(connection, agreementArea(), {}, ESYS_TR_NONE));
    TAPPAY_TRY(open, keyOf(made.area.publicArea.unique.ecc));
    TAPPAY_TRY(kept, octetsOf(made));
    return AgreementKey{std::move(open), std::move(kept)};
}

Result<SecretBytes> agreeWith(Connection& connection, const AgreementKey& ours,
                              const crypto::EcPublicKey& peer) {
    TAPPAY_CHECK(checkPeer(peer));
    TAPPAY_TRY(kept, readKept(ours.kept));
    TAPPAY_TRY(storage, connection.at(kStorageKey));
    TAPPAY_TRY(cover, connection.cover(TPMA_SESSION_ENCRYPT));
    TAPPAY_TRY(object, loadUnder(connection, storage, kept.secret, kept.area));
    const TPM2B_ECC_POINT theirs{0, pointOf(peer)};
    TPM2B_ECC_POINT* point = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_ECDH_ZGen", [&](ESYS_CONTEXT* context) {
        return Esys_ECDH_ZGen(context, object.reference(), ESYS_TR_PASSWORD, cover, ESYS_TR_NONE,
                              &theirs, &point);
    }));
    const WipedAnswer<TPM2B_ECC_POINT> secret(point);
    SecretBytes shared(32);
    TAPPAY_CHECK(putCoordinate(shared.writable(), secret->point.x));
    return shared;
}

}  // namespace tappay::chip::tpm
