#include "chip/virtual/capabilities.h"

#include <optional>

namespace tappay::chip::virtual_element {
namespace {

using tpm::Connection;

struct Offer {
    Algorithm algorithm;
    const char* name;
    TPM2_ALG_ID type;  // TPM2_ALG_NULL: a digest
    std::uint16_t detail;
};

constexpr Offer kOffers[] = {
    {Algorithm::EcP256, "EC P-256", TPM2_ALG_ECC, TPM2_ECC_NIST_P256},
    {Algorithm::EcP384, "EC P-384", TPM2_ALG_ECC, TPM2_ECC_NIST_P384},
    {Algorithm::EcSm2, "EC SM2", TPM2_ALG_ECC, TPM2_ECC_SM2_P256},
    {Algorithm::Rsa2048, "RSA-2048", TPM2_ALG_RSA, 2048},
    {Algorithm::Rsa3072, "RSA-3072", TPM2_ALG_RSA, 3072},
    {Algorithm::Sha256, "SHA-256", TPM2_ALG_NULL, TPM2_ALG_SHA256},
    {Algorithm::Sha384, "SHA-384", TPM2_ALG_NULL, TPM2_ALG_SHA384},
    {Algorithm::Sm3, "SM3", TPM2_ALG_NULL, TPM2_ALG_SM3_256},
    {Algorithm::Hmac, "HMAC-SHA-256", TPM2_ALG_KEYEDHASH, TPM2_ALG_SHA256},
    {Algorithm::Aes128, "AES-128", TPM2_ALG_SYMCIPHER, 128},
    {Algorithm::Aes256, "AES-256", TPM2_ALG_SYMCIPHER, 256},
    {Algorithm::Sm4, "SM4", TPM2_ALG_SYMCIPHER, 0},
};

TPMT_PUBLIC_PARMS parametersOf(const Offer& offer) {
    TPMT_PUBLIC_PARMS wanted{};
    wanted.type = offer.type;
    auto& parameters = wanted.parameters;
    if (offer.type == TPM2_ALG_ECC) {
        parameters.eccDetail.symmetric.algorithm = TPM2_ALG_NULL;
        parameters.eccDetail.scheme.scheme = TPM2_ALG_NULL;
        parameters.eccDetail.curveID = offer.detail;
        parameters.eccDetail.kdf.scheme = TPM2_ALG_NULL;
    } else if (offer.type == TPM2_ALG_RSA) {
        parameters.rsaDetail.symmetric.algorithm = TPM2_ALG_NULL;
        parameters.rsaDetail.scheme.scheme = TPM2_ALG_NULL;
        parameters.rsaDetail.keyBits = offer.detail;
    } else if (offer.type == TPM2_ALG_KEYEDHASH) {
        parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_HMAC;
        parameters.keyedHashDetail.scheme.details.hmac.hashAlg = offer.detail;
    } else {
        const bool sm4 = offer.detail == 0;
        parameters.symDetail.sym.algorithm = sm4 ? TPM2_ALG_SM4 : TPM2_ALG_AES;
        parameters.symDetail.sym.keyBits.sym = sm4 ? 128 : offer.detail;
        parameters.symDetail.sym.mode.sym = TPM2_ALG_CFB;
    }
    return wanted;
}

Result<void> ask(Connection& connection, const Offer& offer) {
    if (offer.type != TPM2_ALG_NULL) {
        const auto wanted = parametersOf(offer);
        return connection.run("TPM2_TestParms", [&](ESYS_CONTEXT* context) {
            return Esys_TestParms(context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &wanted);
        });
    }
    const TPM2B_MAX_BUFFER nothing{};
    TPM2B_DIGEST* digest = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_Hash", [&](ESYS_CONTEXT* context) {
        return Esys_Hash(context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &nothing, offer.detail,
                         ESYS_TR_RH_NULL, &digest, nullptr);
    }));
    const tpm::Answer<TPM2B_DIGEST> answer(digest);
    return {};
}

}  // namespace

Result<void> checkOffers(Connection& connection, const std::vector<Algorithm>& algorithms) {
    for (const Algorithm algorithm : algorithms)
        for (const Offer& offer : kOffers) {
            if (offer.algorithm != algorithm) continue;
            const auto offered = ask(connection, offer);
            if (offered) continue;
            if (connection.trouble() == tpm::Trouble::Gone) return std::unexpected(offered.error());
            return fail(FailureCode::NotConfigured,
                        std::string("the virtual chip does not offer ") + offer.name + ": " +
                            offered.error().detail);
        }
    return {};
}

}  // namespace tappay::chip::virtual_element
