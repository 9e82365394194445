#include "chip/tpm/keys.h"

#include "chip/tpm/objects.h"
#include "chip/tpm/places.h"
#include "chip/tpm/slots.h"
#include "chip/tpm/wire.h"
#include "crypto/hash.h"

namespace tappay::chip::tpm {
namespace {

using crypto::tpm2::Role;

TPM2_HANDLE placeOf(Role role) {
    switch (role) {
        case Role::Attestation:
            return kAttestationKey;
        case Role::Storage:
            return kStorageKey;
        default:
            return kIdentityKey;
    }
}

Result<void> makeKey(Connection& connection, Role role) {
    TAPPAY_TRY(area, templateFor(crypto::tpm2::templateOf(role)));
    TAPPAY_CHECK(drawUnique(connection, area));
    TAPPAY_TRY(key, createPrimary(connection, ESYS_TR_RH_OWNER, area));
    return keep(connection, key, placeOf(role));
}

Result<crypto::tpm2::PublicArea> keyMadeIfMissing(Connection& connection, Role role) {
    const auto place = placeOf(role);
    TAPPAY_TRY(there, connection.handles(place, place));
    if (there.empty()) TAPPAY_CHECK(makeKey(connection, role));
    return keyAt(connection, role);
}

}  // namespace

Result<Keys> makeKeys(Connection& connection) {
    TAPPAY_TRY(attestation, keyMadeIfMissing(connection, Role::Attestation));
    TAPPAY_TRY(identity, keyMadeIfMissing(connection, Role::Identity));
    TAPPAY_TRY(storage, keyMadeIfMissing(connection, Role::Storage));
    return Keys{std::move(attestation), std::move(identity), std::move(storage)};
}

// The identity goes first: what is cut in between signs nothing any more.
Result<void> clearKeys(Connection& connection) {
    TAPPAY_CHECK(remove(connection, kIdentityKey));
    TAPPAY_CHECK(forgetSlot(connection, Slot::A));
    TAPPAY_CHECK(forgetSlot(connection, Slot::B));
    TAPPAY_CHECK(remove(connection, kStorageKey));
    return remove(connection, kAttestationKey);
}

Result<crypto::tpm2::PublicArea> keyAt(Connection& connection, Role role) {
    TAPPAY_TRY(marshalled, publicAt(connection, placeOf(role)));
    auto area = crypto::tpm2::parsePublicArea(role, marshalled);
    // Somebody else's key at our place is none of ours.
    if (!area) return fail(FailureCode::KeyUnavailable, area.error().detail);
    return area;
}

Result<Bytes> signMessage(Connection& connection, ByteView message) {
    TAPPAY_TRY(key, connection.at(kIdentityKey));
    TAPPAY_TRY(digest, sized<TPM2B_DIGEST>(crypto::sha256(message)));
    TPMT_SIG_SCHEME scheme{};
    scheme.scheme = TPM2_ALG_ECDSA;
    scheme.details.ecdsa.hashAlg = TPM2_ALG_SHA256;
    const TPMT_TK_HASHCHECK unchecked{TPM2_ST_HASHCHECK, TPM2_RH_NULL, {}};
    TPMT_SIGNATURE* signature = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_Sign", [&](ESYS_CONTEXT* context) {
        return Esys_Sign(context, key, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &digest,
                         &scheme, &unchecked, &signature);
    }));
    const Answer<TPMT_SIGNATURE> answer(signature);
    return rawSignature(*answer);
}

}  // namespace tappay::chip::tpm
