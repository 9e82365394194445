#include "chip/tpm/statements.h"

#include "chip/tpm/nv.h"
#include "chip/tpm/places.h"
#include "chip/tpm/wire.h"

namespace tappay::chip::tpm {
namespace {

using crypto::tpm2::Role;
using crypto::tpm2::Statement;

constexpr UINT16 kCounterSize = 8;
constexpr std::size_t kShortestNonce = 16, kLongestNonce = 64;

TPMT_SIG_SCHEME schemeOfTheKey() {
    TPMT_SIG_SCHEME scheme{};
    scheme.scheme = TPM2_ALG_NULL;
    return scheme;
}

// What each of the three commands gives back.
struct Attested {
    TPM2B_ATTEST* said = nullptr;
    TPMT_SIGNATURE* signature = nullptr;
};

template <typename Command>
Result<Statement> attest(Connection& connection, const char* name, ByteView nonce,
                         Command command) {
    if (nonce.size() < kShortestNonce || nonce.size() > kLongestNonce)
        return fail(FailureCode::CryptoFailed, "length of a nonce");
    TAPPAY_TRY(signer, connection.at(kAttestationKey));
    TAPPAY_TRY(data, sized<TPM2B_DATA>(nonce));
    const TPMT_SIG_SCHEME scheme = schemeOfTheKey();
    Attested attested;
    TAPPAY_CHECK(connection.run(name, [&](ESYS_CONTEXT* context) {
        return command(context, signer, data, scheme, attested);
    }));
    const Answer<TPM2B_ATTEST> said(attested.said);
    const Answer<TPMT_SIGNATURE> signature(attested.signature);
    TAPPAY_TRY(raw, rawSignature(*signature));
    return Statement{Bytes(said->attestationData, said->attestationData + said->size),
                     std::move(raw)};
}

Result<void> defineCounter(Connection& connection) {
    TAPPAY_TRY(
        area,
        (read<Tss2_MU_TPMS_NV_PUBLIC_Unmarshal, TPMS_NV_PUBLIC>(crypto::tpm2::counterTemplate())));
    return nvDefine(connection, area);
}

TPML_PCR_SELECTION platformRegisters() {
    TPML_PCR_SELECTION selection{};
    selection.count = 1;
    selection.pcrSelections[0].hash = TPM2_ALG_SHA256;
    selection.pcrSelections[0].sizeofSelect = 3;
    selection.pcrSelections[0].pcrSelect[0] = 0xFF;
    return selection;
}

}  // namespace

Result<Statement> certifyKey(Connection& connection, Role role, ByteView nonce) {
    if (role != Role::Identity && role != Role::Storage)
        return fail(FailureCode::CryptoFailed, "only identity and storage keys are certified");
    TAPPAY_TRY(key, connection.at(role == Role::Identity ? kIdentityKey : kStorageKey));
    return attest(connection, "TPM2_Certify", nonce,
                  [&](ESYS_CONTEXT* context, ESYS_TR signer, const TPM2B_DATA& data,
                      const TPMT_SIG_SCHEME& scheme, Attested& out) {
                      return Esys_Certify(context, key, signer, ESYS_TR_PASSWORD, ESYS_TR_PASSWORD,
                                          ESYS_TR_NONE, &data, &scheme, &out.said, &out.signature);
                  });
}

Result<Statement> certifyCounter(Connection& connection, ByteView nonce) {
    TAPPAY_TRY(counter, connection.at(kCounter));
    return attest(connection, "TPM2_NV_Certify", nonce,
                  [&](ESYS_CONTEXT* context, ESYS_TR signer, const TPM2B_DATA& data,
                      const TPMT_SIG_SCHEME& scheme, Attested& out) {
                      return Esys_NV_Certify(context, signer, counter, counter, ESYS_TR_PASSWORD,
                                             ESYS_TR_PASSWORD, ESYS_TR_NONE, &data, &scheme,
                                             kCounterSize, 0, &out.said, &out.signature);
                  });
}

Result<Statement> quotePlatform(Connection& connection, ByteView nonce) {
    const TPML_PCR_SELECTION registers = platformRegisters();
    return attest(connection, "TPM2_Quote", nonce,
                  [&](ESYS_CONTEXT* context, ESYS_TR signer, const TPM2B_DATA& data,
                      const TPMT_SIG_SCHEME& scheme, Attested& out) {
                      return Esys_Quote(context, signer, ESYS_TR_PASSWORD, ESYS_TR_NONE,
                                        ESYS_TR_NONE, &data, &scheme, &registers, &out.said,
                                        &out.signature);
                  });
}

Result<std::uint64_t> addToCounter(Connection& connection) {
    TAPPAY_TRY(exists, nvExists(connection, kCounter));
    if (!exists) TAPPAY_CHECK(defineCounter(connection));
    TAPPAY_CHECK(nvIncrement(connection, kCounter));
    TAPPAY_TRY(octets, nvRead(connection, kCounter));
    std::uint64_t value = 0;
    for (const std::uint8_t octet : octets)
        value = value << 8 | octet;
    return value;
}

}  // namespace tappay::chip::tpm
