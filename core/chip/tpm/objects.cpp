#include "chip/tpm/objects.h"

#include "chip/tpm/wire.h"

namespace tappay::chip::tpm {
namespace {

Result<TPM2B_ECC_PARAMETER> randomCoordinate(Connection& connection) {
    constexpr UINT16 count = 32;
    TPM2B_DIGEST* drawn = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_GetRandom", [&](ESYS_CONTEXT* context) {
        return Esys_GetRandom(context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, count, &drawn);
    }));
    const Answer<TPM2B_DIGEST> answer(drawn);
    const auto octets = contentsOf(*answer);
    if (octets.size() != count) return fail(FailureCode::ChipUnavailable, "TPM2_GetRandom");
    return sized<TPM2B_ECC_PARAMETER>(octets);
}

}  // namespace

Result<Transient> createPrimary(Connection& connection, ESYS_TR hierarchy,
                                const TPM2B_PUBLIC& area) {
    const TPM2B_SENSITIVE_CREATE nothing{};
    const TPM2B_DATA outside{};
    const TPML_PCR_SELECTION registers{};
    ESYS_TR object = ESYS_TR_NONE;
    TAPPAY_CHECK(connection.run("TPM2_CreatePrimary", [&](ESYS_CONTEXT* context) {
        return Esys_CreatePrimary(context, hierarchy, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE,
                                  &nothing, &area, &outside, &registers, &object, nullptr, nullptr,
                                  nullptr, nullptr);
    }));
    return Transient(connection, object);
}

Result<void> drawUnique(Connection& connection, TPM2B_PUBLIC& area) {
    TAPPAY_TRY(x, randomCoordinate(connection));
    TAPPAY_TRY(y, randomCoordinate(connection));
    area.publicArea.unique.ecc = {x, y};
    return {};
}

Result<Transient> loadUnder(Connection& connection, ESYS_TR storage, const TPM2B_PRIVATE& secret,
                            const TPM2B_PUBLIC& area) {
    ESYS_TR object = ESYS_TR_NONE;
    TAPPAY_CHECK(connection.run("TPM2_Load", [&](ESYS_CONTEXT* context) {
        return Esys_Load(context, storage, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &secret,
                         &area, &object);
    }));
    return Transient(connection, object);
}

Result<void> keep(Connection& connection, const Transient& object, TPM2_HANDLE place) {
    ESYS_TR kept = ESYS_TR_NONE;
    TAPPAY_CHECK(connection.run("TPM2_EvictControl", [&](ESYS_CONTEXT* context) {
        return Esys_EvictControl(context, ESYS_TR_RH_OWNER, object.reference(), ESYS_TR_PASSWORD,
                                 ESYS_TR_NONE, ESYS_TR_NONE, place, &kept);
    }));
    connection.forget(place);
    connection.remember(place, kept);
    return {};
}

Result<void> remove(Connection& connection, TPM2_HANDLE place) {
    TAPPAY_TRY(there, connection.handles(place, place));
    connection.forget(place);
    if (there.empty()) return {};
    TAPPAY_TRY(object, connection.at(place));
    ESYS_TR none = ESYS_TR_NONE;
    TAPPAY_CHECK(connection.run("TPM2_EvictControl", [&](ESYS_CONTEXT* context) {
        return Esys_EvictControl(context, ESYS_TR_RH_OWNER, object, ESYS_TR_PASSWORD, ESYS_TR_NONE,
                                 ESYS_TR_NONE, place, &none);
    }));
    connection.released(place);
    return {};
}

Result<Bytes> publicAt(Connection& connection, TPM2_HANDLE place) {
    TAPPAY_TRY(object, connection.at(place));
    TPM2B_PUBLIC* area = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_ReadPublic", [&](ESYS_CONTEXT* context) {
        return Esys_ReadPublic(context, object, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, &area,
                               nullptr, nullptr);
    }));
    const Answer<TPM2B_PUBLIC> answer(area);
    return octetsOf(*answer);
}

}  // namespace tappay::chip::tpm
