#include "chip/tpm/provision.h"

#include "chip/tpm/endorsement.h"
#include "chip/tpm/nv.h"
#include "chip/tpm/places.h"

namespace tappay::chip::tpm {
namespace {

// Everybody may read it; the owner writes it, until it is locked.
constexpr TPMA_NV kReadable =
    TPMA_NV_OWNERWRITE | TPMA_NV_OWNERREAD | TPMA_NV_AUTHREAD | TPMA_NV_WRITEDEFINE | TPMA_NV_NO_DA;

Result<bool> locked(Connection& connection, TPM2_HANDLE index) {
    TAPPAY_TRY(exists, nvExists(connection, index));
    if (!exists) return false;
    TAPPAY_TRY(attributes, nvAttributes(connection, index));
    return (attributes & TPMA_NV_WRITELOCKED) != 0;
}

// What is there and not locked was cut in between, and is written anew.
Result<void> writeForGood(Connection& connection, TPM2_HANDLE index, ByteView contents) {
    TAPPAY_TRY(exists, nvExists(connection, index));
    if (exists) TAPPAY_CHECK(nvUndefine(connection, index));
    TPMS_NV_PUBLIC area{};
    area.nvIndex = index;
    area.nameAlg = TPM2_ALG_SHA256;
    area.attributes = kReadable;
    area.dataSize = static_cast<UINT16>(contents.size());
    TAPPAY_CHECK(nvDefine(connection, area));
    TAPPAY_CHECK(nvWrite(connection, index, contents));
    return nvLock(connection, index);
}

// The key of a template is always the same one until the chip is cleared.
Result<void> keepEndorsementKey(Connection& connection) {
    TAPPAY_TRY(kept, connection.handles(kEndorsementP256, kEndorsementP256));
    if (!kept.empty()) return {};
    TAPPAY_TRY(key, makeEndorsementKey(connection));
    return keep(connection, key, kEndorsementP256);
}

// The certificate comes last: with it the chip is made.
Result<void> writePapers(Connection& connection, const Papers& papers) {
    if (papers.certificates.empty())
        return fail(FailureCode::KeyUnavailable, "no certificate for the chip's default key");
    TAPPAY_CHECK(writeAuthority(connection, papers.authority));
    for (std::size_t i = 1; i < papers.certificates.size(); ++i)
        TAPPAY_CHECK(writeForGood(connection,
                                  kCertificateChainFirst + static_cast<TPM2_HANDLE>(i - 1),
                                  papers.certificates[i]));
    return writeForGood(connection, kCertificateP256, papers.certificates.front());
}

}  // namespace

Result<void> writeAuthority(Connection& connection, ByteView certificate) {
    TAPPAY_TRY(final, locked(connection, kAuthority));
    if (!final) return writeForGood(connection, kAuthority, certificate);
    TAPPAY_TRY(there, nvRead(connection, kAuthority));
    if (!std::ranges::equal(there, certificate))
        return fail(FailureCode::PermissionDenied, "the chip belongs to another back end");
    return {};
}

Result<void> manufacture(Connection& connection, const Maker& maker) {
    TAPPAY_TRY(made, locked(connection, kCertificateP256));
    if (made) return {};
    TAPPAY_CHECK(keepEndorsementKey(connection));
    TAPPAY_TRY(marshalled, publicAt(connection, kEndorsementP256));
    TAPPAY_TRY(key, crypto::tpm2::parsePublicArea(crypto::tpm2::Role::Endorsement, marshalled));
    TAPPAY_TRY(papers, maker(key));
    return writePapers(connection, papers);
}

}  // namespace tappay::chip::tpm
