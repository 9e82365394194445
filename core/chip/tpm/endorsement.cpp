#include "chip/tpm/endorsement.h"

#include <optional>

#include "chip/tpm/nv.h"
#include "chip/tpm/places.h"
#include "chip/tpm/wire.h"

namespace tappay::chip::tpm {
namespace {

using crypto::tpm2::PublicArea;
using crypto::tpm2::Role;

enum class Kind : std::uint8_t { P256, Rsa2048 };

Result<Kind> kindOf(Connection& connection) {
    TAPPAY_TRY(p256, nvExists(connection, kCertificateP256));
    if (p256) return Kind::P256;
    TAPPAY_TRY(rsa, nvExists(connection, kCertificateRsa2048));
    if (rsa) return Kind::Rsa2048;
    return fail(FailureCode::KeyUnavailable, "the chip came without a default certificate");
}

bool isOf(Kind kind, const PublicArea& area) {
    return std::holds_alternative<crypto::EcPublicKey>(area.key) == (kind == Kind::P256);
}

Result<Transient> makeFrom(Connection& connection, Kind kind) {
    TAPPAY_TRY(area, templateFor(kind == Kind::P256 ? crypto::tpm2::templateOf(Role::Endorsement)
                                                    : crypto::tpm2::rsaEndorsementTemplate()));
    return createPrimary(connection, ESYS_TR_RH_ENDORSEMENT, area);
}

// Where it is in the chip: at a persistent place, or loaded for as long as this value lives.
struct Endorsement {
    ESYS_TR reference;
    std::optional<Transient> loaded;
    PublicArea area;
};

Result<std::optional<Endorsement>> keptIn(Connection& connection, Kind kind) {
    TAPPAY_TRY(places, connection.handles(kEndorsementFirst, kEndorsementLast));
    for (const TPM2_HANDLE place : places) {
        const auto marshalled = publicAt(connection, place);
        if (!marshalled && connection.trouble() == Trouble::Gone)
            return std::unexpected(marshalled.error());
        // Keys after other templates stand in this range too.
        auto area = marshalled ? crypto::tpm2::parsePublicArea(Role::Endorsement, *marshalled)
                               : std::unexpected(marshalled.error());
        if (!area || !isOf(kind, *area)) continue;
        TAPPAY_TRY(reference, connection.at(place));
        return Endorsement{reference, std::nullopt, std::move(*area)};
    }
    return std::nullopt;
}

Result<PublicArea> areaOf(Connection& connection, const Transient& key) {
    TPM2B_PUBLIC* area = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_ReadPublic", [&](ESYS_CONTEXT* context) {
        return Esys_ReadPublic(context, key.reference(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                               &area, nullptr, nullptr);
    }));
    const Answer<TPM2B_PUBLIC> answer(area);
    TAPPAY_TRY(marshalled, octetsOf(*answer));
    return crypto::tpm2::parsePublicArea(Role::Endorsement, marshalled);
}

Result<Endorsement> findEndorsement(Connection& connection, Kind kind) {
    TAPPAY_TRY(kept, keptIn(connection, kind));
    if (kept) return std::move(*kept);
    TAPPAY_TRY(made, makeFrom(connection, kind));
    TAPPAY_TRY(area, areaOf(connection, made));
    const ESYS_TR reference = made.reference();
    return Endorsement{reference, std::move(made), std::move(area)};
}

// Satisfies the default key's policy: who may use the endorsement hierarchy.
Result<Transient> policySession(Connection& connection) {
    TPMT_SYM_DEF none{};
    none.algorithm = TPM2_ALG_NULL;
    ESYS_TR reference = ESYS_TR_NONE;
    TAPPAY_CHECK(connection.run("TPM2_StartAuthSession", [&](ESYS_CONTEXT* context) {
        return Esys_StartAuthSession(context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                     ESYS_TR_NONE, ESYS_TR_NONE, nullptr, TPM2_SE_POLICY, &none,
                                     TPM2_ALG_SHA256, &reference);
    }));
    Transient session(connection, reference);
    TAPPAY_CHECK(connection.run("TPM2_PolicySecret", [&](ESYS_CONTEXT* context) {
        return Esys_PolicySecret(context, ESYS_TR_RH_ENDORSEMENT, session.reference(),
                                 ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, nullptr, nullptr,
                                 nullptr, 0, nullptr, nullptr);
    }));
    return session;
}

Result<void> appendChain(Connection& connection, std::vector<Bytes>& certificates) {
    TAPPAY_TRY(indices, connection.handles(kCertificateChainFirst, kCertificateChainLast));
    Bytes chain;
    for (const TPM2_HANDLE index : indices) {
        TAPPAY_TRY(part, nvRead(connection, index));
        append(chain, part);
    }
    for (Bytes& certificate : splitCertificates(chain))
        certificates.push_back(std::move(certificate));
    return {};
}

}  // namespace

Result<Factory> readFactory(Connection& connection) {
    TAPPAY_TRY(kind, kindOf(connection));
    TAPPAY_TRY(octets,
               nvRead(connection, kind == Kind::P256 ? kCertificateP256 : kCertificateRsa2048));
    auto certificates = splitCertificates(octets);
    if (certificates.empty())
        return fail(FailureCode::KeyUnavailable, "the chip's default certificate is damaged");
    certificates.resize(1);
    TAPPAY_CHECK(appendChain(connection, certificates));
    TAPPAY_TRY(hasAuthority, nvExists(connection, kAuthority));
    if (!hasAuthority)
        return fail(FailureCode::KeyUnavailable, "the back end's certificate is not in the chip");
    TAPPAY_TRY(authority, nvRead(connection, kAuthority));
    TAPPAY_TRY(endorsement, findEndorsement(connection, kind));
    return Factory{std::move(endorsement.area), std::move(certificates), std::move(authority)};
}

Result<SecretBytes> activateCredential(Connection& connection,
                                       const crypto::tpm2::Credential& hidden) {
    TAPPAY_TRY(object, sized<TPM2B_ID_OBJECT>(hidden.object));
    TAPPAY_TRY(attestation, connection.at(kAttestationKey));
    TAPPAY_TRY(cover, connection.cover(TPMA_SESSION_ENCRYPT));
    TAPPAY_TRY(kind, kindOf(connection));
    TAPPAY_TRY(secret, kind == Kind::P256 ? hiddenSeed(hidden.secret)
                                          : sized<TPM2B_ENCRYPTED_SECRET>(hidden.secret));
    TAPPAY_TRY(endorsement, findEndorsement(connection, kind));
    TAPPAY_TRY(policy, policySession(connection));
    TPM2B_DIGEST* opened = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_ActivateCredential", [&](ESYS_CONTEXT* context) {
        return Esys_ActivateCredential(context, attestation, endorsement.reference,
                                       ESYS_TR_PASSWORD, policy.reference(), cover, &object,
                                       &secret, &opened);
    }));
    const WipedAnswer<TPM2B_DIGEST> answer(opened);
    return SecretBytes(contentsOf(*answer));
}

Result<Transient> makeEndorsementKey(Connection& connection) {
    return makeFrom(connection, Kind::P256);
}

std::vector<Bytes> splitCertificates(ByteView octets) {
    // SEQUENCE with a length of two octets: no certificate is shorter than 256 octets or longer
    // than 64 KiB.
    constexpr std::size_t header = 4;
    std::vector<Bytes> certificates;
    while (octets.size() >= header && octets[0] == 0x30 && octets[1] == 0x82) {
        const std::size_t size = header + (std::size_t{octets[2]} << 8 | octets[3]);
        if (size > octets.size()) break;
        certificates.emplace_back(octets.begin(), octets.begin() + static_cast<long>(size));
        octets = octets.subspan(size);
    }
    return certificates;
}

}  // namespace tappay::chip::tpm
