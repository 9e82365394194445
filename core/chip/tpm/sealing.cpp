#include "chip/tpm/sealing.h"

#include "chip/tpm/kept_object.h"
#include "chip/tpm/objects.h"
#include "chip/tpm/places.h"
#include "chip/tpm/wire.h"

namespace tappay::chip::tpm {
namespace {

constexpr std::size_t kLongestSecret = 128;  // TPM 2.0's largest sealed data

TPM2B_PUBLIC sealedArea() {
    TPM2B_PUBLIC area{};
    area.publicArea.type = TPM2_ALG_KEYEDHASH;
    area.publicArea.nameAlg = TPM2_ALG_SHA256;
    area.publicArea.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT |
                                       TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA;
    area.publicArea.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
    return area;
}

}  // namespace

Result<Bytes> sealData(Connection& connection, ByteView secret) {
    if (secret.empty() || secret.size() > kLongestSecret)
        return fail(FailureCode::CryptoFailed, "length of what is to be sealed");
    TAPPAY_TRY(cover, connection.cover(TPMA_SESSION_DECRYPT));
    TAPPAY_TRY(made, createKept(connection, sealedArea(), secret, cover));
    return octetsOf(made);
}

Result<SecretBytes> unsealData(Connection& connection, ByteView octets) {
    TAPPAY_TRY(sealed, readKept(octets));
    TAPPAY_TRY(storage, connection.at(kStorageKey));
    TAPPAY_TRY(cover, connection.cover(TPMA_SESSION_ENCRYPT));
    TAPPAY_TRY(object, loadUnder(connection, storage, sealed.secret, sealed.area));
    TPM2B_SENSITIVE_DATA* data = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_Unseal", [&](ESYS_CONTEXT* context) {
        return Esys_Unseal(context, object.reference(), ESYS_TR_PASSWORD, cover, ESYS_TR_NONE,
                           &data);
    }));
    const WipedAnswer<TPM2B_SENSITIVE_DATA> answer(data);
    return SecretBytes(contentsOf(*answer));
}

}  // namespace tappay::chip::tpm
