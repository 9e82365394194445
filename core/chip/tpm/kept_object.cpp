#include "chip/tpm/kept_object.h"

#include "chip/tpm/places.h"
#include "chip/tpm/wire.h"

namespace tappay::chip::tpm {

Result<KeptObject> createKept(Connection& connection, const TPM2B_PUBLIC& area, ByteView data,
                              ESYS_TR cover) {
    TAPPAY_TRY(storage, connection.at(kStorageKey));
    const TPM2B_DATA outside{};
    const TPML_PCR_SELECTION registers{};
    TPM2B_SENSITIVE_CREATE inside{};
    inside.sensitive.data.size = static_cast<UINT16>(data.size());
    std::copy(data.begin(), data.end(), inside.sensitive.data.buffer);
    TPM2B_PRIVATE* secret = nullptr;
    TPM2B_PUBLIC* made = nullptr;
    const auto done = connection.run("TPM2_Create", [&](ESYS_CONTEXT* context) {
        return Esys_Create(context, storage, ESYS_TR_PASSWORD, cover, ESYS_TR_NONE, &inside, &area,
                           &outside, &registers, &secret, &made, nullptr, nullptr, nullptr);
    });
    wipe({reinterpret_cast<std::uint8_t*>(&inside), sizeof(inside)});
    TAPPAY_CHECK(done);
    const Answer<TPM2B_PRIVATE> ownedSecret(secret);
    const Answer<TPM2B_PUBLIC> ownedMade(made);
    return KeptObject{*secret, *made};
}

Result<Bytes> octetsOf(const KeptObject& object) {
    TAPPAY_TRY(secret, write<Tss2_MU_TPM2B_PRIVATE_Marshal>(object.secret));
    TAPPAY_TRY(area, write<Tss2_MU_TPM2B_PUBLIC_Marshal>(object.area));
    return concat({secret, area});
}

// Only in the one way of writing it: the library's reader overlooks a wrong size.
Result<KeptObject> readKept(ByteView octets) {
    KeptObject object{};
    std::size_t offset = 0;
    if (Tss2_MU_TPM2B_PRIVATE_Unmarshal(octets.data(), octets.size(), &offset, &object.secret) ==
            TSS2_RC_SUCCESS &&
        Tss2_MU_TPM2B_PUBLIC_Unmarshal(octets.data(), octets.size(), &offset, &object.area) ==
            TSS2_RC_SUCCESS) {
        const auto written = octetsOf(object);
        if (written && std::ranges::equal(*written, octets)) return object;
    }
    return fail(FailureCode::CryptoFailed, "no chip has written this");
}

}  // namespace tappay::chip::tpm
