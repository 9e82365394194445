#include "chip/tpm/sealing.h"

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

struct Sealed {
    TPM2B_PRIVATE secret;
    TPM2B_PUBLIC area;
};

Result<Bytes> octetsOf(const TPM2B_PRIVATE& secret, const TPM2B_PUBLIC& area) {
    TAPPAY_TRY(secretPart, write<Tss2_MU_TPM2B_PRIVATE_Marshal>(secret));
    TAPPAY_TRY(publicPart, write<Tss2_MU_TPM2B_PUBLIC_Marshal>(area));
    return concat({secretPart, publicPart});
}

// Only in the one way of writing it: the library's reader overlooks a wrong size.
Result<Sealed> readSealed(ByteView octets) {
    Sealed sealed{};
    std::size_t offset = 0;
    if (Tss2_MU_TPM2B_PRIVATE_Unmarshal(octets.data(), octets.size(), &offset, &sealed.secret) ==
            TSS2_RC_SUCCESS &&
        Tss2_MU_TPM2B_PUBLIC_Unmarshal(octets.data(), octets.size(), &offset, &sealed.area) ==
            TSS2_RC_SUCCESS) {
        const auto written = octetsOf(sealed.secret, sealed.area);
        if (written && std::ranges::equal(*written, octets)) return sealed;
    }
    return fail(FailureCode::CryptoFailed, "this was not sealed by a chip");
}

}  // namespace

Result<Bytes> sealData(Connection& connection, ByteView secret) {
    if (secret.empty() || secret.size() > kLongestSecret)
        return fail(FailureCode::CryptoFailed, "length of what is to be sealed");
    TAPPAY_TRY(storage, connection.at(kStorageKey));
    TAPPAY_TRY(cover, connection.cover(TPMA_SESSION_DECRYPT));
    const TPM2B_PUBLIC area = sealedArea();
    const TPM2B_DATA outside{};
    const TPML_PCR_SELECTION registers{};
    TPM2B_SENSITIVE_CREATE inside{};
    inside.sensitive.data.size = static_cast<UINT16>(secret.size());
    std::copy(secret.begin(), secret.end(), inside.sensitive.data.buffer);
    TPM2B_PRIVATE* sealed = nullptr;
    TPM2B_PUBLIC* made = nullptr;
    const auto done = connection.run("TPM2_Create", [&](ESYS_CONTEXT* context) {
        return Esys_Create(context, storage, ESYS_TR_PASSWORD, cover, ESYS_TR_NONE, &inside, &area,
                           &outside, &registers, &sealed, &made, nullptr, nullptr, nullptr);
    });
    wipe({reinterpret_cast<std::uint8_t*>(&inside), sizeof(inside)});
    TAPPAY_CHECK(done);
    const Answer<TPM2B_PRIVATE> ownedSealed(sealed);
    const Answer<TPM2B_PUBLIC> ownedMade(made);
    return octetsOf(*sealed, *made);
}

Result<SecretBytes> unsealData(Connection& connection, ByteView octets) {
    TAPPAY_TRY(sealed, readSealed(octets));
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
