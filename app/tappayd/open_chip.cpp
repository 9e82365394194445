#include "open_chip.h"

#include <fstream>
#include <sstream>

#include "absent_chip.h"
#include "chip/software/software_chip.h"
#include "chip/tpm/tpm_chip.h"
#include "chip/virtual/virtual_chip.h"
#include "crypto/certificate.h"

namespace tappay::daemon {

namespace {

// A laptop's TPM knows no back end: the first one it is given stays.
Result<std::unique_ptr<chip::Chip>> openTpm(const terminal::ChipConfig& config) {
    TAPPAY_TRY(opened, chip::tpm::TpmChip::open({.transport = config.transport}));
    if (config.authority.empty()) return opened;
    std::ostringstream pem;
    pem << std::ifstream(config.authority).rdbuf();
    TAPPAY_TRY(certificates, crypto::certificatesFromPem(pem.str()));
    if (certificates.size() != 1)
        return fail(FailureCode::NotConfigured, "chip.authority: not one certificate");
    TAPPAY_CHECK(opened->adopt(certificates.front()));
    return opened;
}

Result<std::unique_ptr<chip::Chip>> open(const terminal::ChipConfig& config, const Log& log) {
    namespace virtual_element = chip::virtual_element;
    switch (config.form) {
        case chip::Form::Tpm:
            return openTpm(config);
        case chip::Form::Virtual: {
            virtual_element::Request request;
            request.directory = config.directory;
            request.keyFile = config.keyFile;
            request.log = &log;
            if (!config.filtersSystemCalls)
                request.systemCalls = virtual_element::SystemCalls::Free;
            return virtual_element::VirtualChip::open(request);
        }
        case chip::Form::Software:
            break;
    }
    return chip::openSoftwareChip(config.directory);
}

}  // namespace

std::unique_ptr<chip::Chip> openChip(const terminal::ChipConfig& config, const Log& log) {
    auto opened = open(config, log);
    if (opened) return std::move(*opened);
    log.failure("chip", opened.error());
    // Whatever is wrong with it in detail: for the person there is none.
    return std::make_unique<AbsentChip>(
        config.form, Failure{FailureCode::ChipUnavailable, opened.error().detail});
}

}  // namespace tappay::daemon
