#include "chip/tpm/agreement.h"

#include "chip/tpm/objects.h"
#include "chip/tpm/wire.h"

namespace tappay::chip::tpm {
namespace {

TPM2B_PUBLIC agreementArea(TPMA_OBJECT attributes) {
    TPM2B_PUBLIC area{};
    area.publicArea.type = TPM2_ALG_ECC;
    area.publicArea.nameAlg = TPM2_ALG_SHA256;
    area.publicArea.objectAttributes = attributes | TPMA_OBJECT_DECRYPT | TPMA_OBJECT_USERWITHAUTH;
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

Result<Transient> loadPeer(Connection& connection, const crypto::EcPublicKey& peer) {
    TPM2B_PUBLIC area = agreementArea(0);
    area.publicArea.unique.ecc = pointOf(peer);
    ESYS_TR object = ESYS_TR_NONE;
    TAPPAY_CHECK(connection.run("TPM2_LoadExternal", [&](ESYS_CONTEXT* context) {
        return Esys_LoadExternal(context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, nullptr, &area,
                                 ESYS_TR_RH_NULL, &object);
    }));
    return Transient(connection, object);
}

Result<SecretBytes> sharedX(const TPM2B_ECC_POINT& point) {
    SecretBytes shared(32);
    TAPPAY_CHECK(putCoordinate(shared.writable(), point.point.x));
    return shared;
}

struct Ephemeral {
    Transient object;
    crypto::EcPublicKey key;
};

// The seed of the null hierarchy changes with every start of the chip; the random unique field
// makes the key another one each time in between.
Result<Ephemeral> createEphemeral(Connection& connection) {
    TPM2B_PUBLIC area = agreementArea(TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT |
                                      TPMA_OBJECT_SENSITIVEDATAORIGIN | TPMA_OBJECT_NODA);
    TAPPAY_CHECK(drawUnique(connection, area));
    TAPPAY_TRY(object, createPrimary(connection, ESYS_TR_RH_NULL, area));
    TPM2B_PUBLIC* made = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_ReadPublic", [&](ESYS_CONTEXT* context) {
        return Esys_ReadPublic(context, object.reference(), ESYS_TR_NONE, ESYS_TR_NONE,
                               ESYS_TR_NONE, &made, nullptr, nullptr);
    }));
    const Answer<TPM2B_PUBLIC> answer(made);
    TAPPAY_TRY(key, keyOf(answer->publicArea.unique.ecc));
    return Ephemeral{std::move(object), std::move(key)};
}

}  // namespace

Result<Agreement> agreeWith(Connection& connection, const crypto::EcPublicKey& peer) {
    TAPPAY_CHECK(checkPeer(peer));
    TAPPAY_TRY(cover, connection.cover(TPMA_SESSION_ENCRYPT));
    TPM2B_ECC_POINT* shared = nullptr;
    TPM2B_ECC_POINT* ours = nullptr;
    {
        TAPPAY_TRY(theirs, loadPeer(connection, peer));
        const auto made = connection.run("TPM2_ECDH_KeyGen", [&](ESYS_CONTEXT* context) {
            return Esys_ECDH_KeyGen(context, theirs.reference(), cover, ESYS_TR_NONE, ESYS_TR_NONE,
                                    &shared, &ours);
        });
        if (!made && connection.trouble() != Trouble::Unusable)
            return std::unexpected(made.error());
    }
    const WipedAnswer<TPM2B_ECC_POINT> secret(shared);
    const Answer<TPM2B_ECC_POINT> open(ours);
    if (!secret) return agreeByOwnKey(connection, peer);
    TAPPAY_TRY(key, keyOf(open->point));
    TAPPAY_TRY(x, sharedX(*secret));
    return Agreement{std::move(key), std::move(x)};
}

Result<Agreement> agreeByOwnKey(Connection& connection, const crypto::EcPublicKey& peer) {
    TAPPAY_CHECK(checkPeer(peer));
    TAPPAY_TRY(cover, connection.cover(TPMA_SESSION_ENCRYPT));
    TAPPAY_TRY(ours, createEphemeral(connection));
    const TPM2B_ECC_POINT theirs{0, pointOf(peer)};
    TPM2B_ECC_POINT* shared = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_ECDH_ZGen", [&](ESYS_CONTEXT* context) {
        return Esys_ECDH_ZGen(context, ours.object.reference(), ESYS_TR_PASSWORD, cover,
                              ESYS_TR_NONE, &theirs, &shared);
    }));
    const WipedAnswer<TPM2B_ECC_POINT> secret(shared);
    TAPPAY_TRY(x, sharedX(*secret));
    return Agreement{std::move(ours.key), std::move(x)};
}

}  // namespace tappay::chip::tpm
