#include "chip/software/factory.h"

#include <sys/stat.h>

#include <cerrno>

#include "chip/software/chip_files.h"
#include "chip/software/software_model.h"

namespace tappay::chip {

// The key last: without it there is no factory state, and what a power cut has left is replaced.
Result<void> makeSoftwareChip(const std::filesystem::path& directory, const FactoryLine& line) {
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST)
        return fail(FailureCode::KeyUnavailable, "the chip's directory can't be made");
    const ChipFiles files(directory);
    TAPPAY_CHECK(files.check());
    TAPPAY_TRY(before, files.key(ChipFiles::kEndorsement));
    if (before) return fail(FailureCode::KeyUnavailable, "there is a chip already");
    TAPPAY_TRY(key, crypto::EcPrivateKey::generate(crypto::Curve::P256));
    TAPPAY_TRY(certificate, crypto::issueCertificate({.key = key.publicKey(),
                                                      .purpose = crypto::Purpose::EndorsementKey,
                                                      .validity = line.validity,
                                                      .chip = softwareModel()},
                                                     {line.certificate, line.key}));
    std::vector<Bytes> chain{std::move(certificate), line.certificate};
    chain.insert(chain.end(), line.above.begin(), line.above.end());
    TAPPAY_CHECK(files.write(ChipFiles::kEndorsementChain, chain));
    TAPPAY_CHECK(files.write(ChipFiles::kAuthority, std::vector<Bytes>{line.authority}));
    return files.write(ChipFiles::kEndorsement, key);
}

}  // namespace tappay::chip
