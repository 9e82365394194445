#include "chip/tpm/nv.h"

#include "chip/tpm/wire.h"

namespace tappay::chip::tpm {
namespace {

// The least that a chip of the PC Client profile takes at once.
constexpr std::size_t kPiece = 512;

struct Area {
    ESYS_TR index;
    TPMS_NV_PUBLIC what;
};

Result<Area> areaOf(Connection& connection, TPM2_HANDLE index) {
    TAPPAY_TRY(reference, connection.at(index));
    TPM2B_NV_PUBLIC* area = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_NV_ReadPublic", [&](ESYS_CONTEXT* context) {
        return Esys_NV_ReadPublic(context, reference, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                  &area, nullptr);
    }));
    const Answer<TPM2B_NV_PUBLIC> answer(area);
    return Area{reference, answer->nvPublic};
}

// Who may read or write: the owner where the index says so, else the index itself; both without a
// password.
ESYS_TR readerOf(const Area& area) {
    return (area.what.attributes & TPMA_NV_AUTHREAD) != 0 ? area.index : ESYS_TR_RH_OWNER;
}

ESYS_TR writerOf(const Area& area) {
    return (area.what.attributes & TPMA_NV_AUTHWRITE) != 0 ? area.index : ESYS_TR_RH_OWNER;
}

}  // namespace

Result<bool> nvExists(Connection& connection, TPM2_HANDLE index) {
    TAPPAY_TRY(found, connection.handles(index, index));
    return !found.empty();
}

Result<void> nvDefine(Connection& connection, const TPMS_NV_PUBLIC& area) {
    const TPM2B_NV_PUBLIC wanted{0, area};
    const TPM2B_AUTH none{};
    ESYS_TR index = ESYS_TR_NONE;
    TAPPAY_CHECK(connection.run("TPM2_NV_DefineSpace", [&](ESYS_CONTEXT* context) {
        return Esys_NV_DefineSpace(context, ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE,
                                   ESYS_TR_NONE, &none, &wanted, &index);
    }));
    connection.remember(area.nvIndex, index);
    return {};
}

Result<void> nvUndefine(Connection& connection, TPM2_HANDLE index) {
    TAPPAY_TRY(reference, connection.at(index));
    TAPPAY_CHECK(connection.run("TPM2_NV_UndefineSpace", [&](ESYS_CONTEXT* context) {
        return Esys_NV_UndefineSpace(context, ESYS_TR_RH_OWNER, reference, ESYS_TR_PASSWORD,
                                     ESYS_TR_NONE, ESYS_TR_NONE);
    }));
    connection.released(index);
    return {};
}

Result<TPMA_NV> nvAttributes(Connection& connection, TPM2_HANDLE index) {
    TAPPAY_TRY(area, areaOf(connection, index));
    return area.what.attributes;
}

Result<Bytes> nvRead(Connection& connection, TPM2_HANDLE index) {
    TAPPAY_TRY(area, areaOf(connection, index));
    if ((area.what.attributes & TPMA_NV_WRITTEN) == 0)
        return fail(FailureCode::KeyUnavailable, "nothing was written to the chip's memory");
    Bytes contents;
    while (contents.size() < area.what.dataSize) {
        const auto offset = static_cast<UINT16>(contents.size());
        const auto size =
            static_cast<UINT16>(std::min(kPiece, area.what.dataSize - contents.size()));
        TPM2B_MAX_NV_BUFFER* piece = nullptr;
        TAPPAY_CHECK(connection.run("TPM2_NV_Read", [&](ESYS_CONTEXT* context) {
            return Esys_NV_Read(context, readerOf(area), area.index, ESYS_TR_PASSWORD, ESYS_TR_NONE,
                                ESYS_TR_NONE, size, offset, &piece);
        }));
        const Answer<TPM2B_MAX_NV_BUFFER> answer(piece);
        if (answer->size == 0) return fail(FailureCode::ChipUnavailable, "TPM2_NV_Read");
        append(contents, contentsOf(*answer));
    }
    return contents;
}

Result<void> nvWrite(Connection& connection, TPM2_HANDLE index, ByteView contents) {
    TAPPAY_TRY(area, areaOf(connection, index));
    for (std::size_t offset = 0; offset < contents.size(); offset += kPiece) {
        const auto part = contents.subspan(offset, std::min(kPiece, contents.size() - offset));
        TAPPAY_TRY(piece, sized<TPM2B_MAX_NV_BUFFER>(part));
        TAPPAY_CHECK(connection.run("TPM2_NV_Write", [&](ESYS_CONTEXT* context) {
            return Esys_NV_Write(context, writerOf(area), area.index, ESYS_TR_PASSWORD,
                                 ESYS_TR_NONE, ESYS_TR_NONE, &piece, static_cast<UINT16>(offset));
        }));
    }
    return {};
}

Result<void> nvLock(Connection& connection, TPM2_HANDLE index) {
    TAPPAY_TRY(area, areaOf(connection, index));
    return connection.run("TPM2_NV_WriteLock", [&](ESYS_CONTEXT* context) {
        return Esys_NV_WriteLock(context, writerOf(area), area.index, ESYS_TR_PASSWORD,
                                 ESYS_TR_NONE, ESYS_TR_NONE);
    });
}

Result<void> nvIncrement(Connection& connection, TPM2_HANDLE index) {
    TAPPAY_TRY(reference, connection.at(index));
    return connection.run("TPM2_NV_Increment", [&](ESYS_CONTEXT* context) {
        return Esys_NV_Increment(context, reference, reference, ESYS_TR_PASSWORD, ESYS_TR_NONE,
                                 ESYS_TR_NONE);
    });
}

}  // namespace tappay::chip::tpm
