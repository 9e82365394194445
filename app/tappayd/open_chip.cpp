#include "open_chip.h"

#include "absent_chip.h"
#include "chip/software/software_chip.h"
#include "chip/tpm/tpm_chip.h"
#include "chip/virtual/virtual_chip.h"

namespace tappay::daemon {

namespace {

Result<std::unique_ptr<chip::Chip>> open(const terminal::ChipConfig& config, const Log& log) {
    namespace virtual_element = chip::virtual_element;
    switch (config.form) {
        case chip::Form::Tpm:
            return chip::tpm::TpmChip::open({.transport = config.transport});
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
