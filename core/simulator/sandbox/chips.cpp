#include "simulator/sandbox/chips.h"

#include "chip/software/factory.h"
#include "chip/virtual/virtual_chip.h"

namespace tappay::simulator::sandbox {

namespace {

constexpr const char* kManufacturer = "id:54415059";  // "TAPY": no vendor of the TCG's list
constexpr const char* kModel = "Sandbox";
constexpr const char* kVersion = "id:00010000";

Result<void> makeVirtualChip(const std::filesystem::path& directory,
                             const Authorities& authorities) {
    const auto papers =
        [&authorities](const crypto::tpm2::PublicArea& key) -> Result<chip::tpm::Papers> {
        TAPPAY_TRY(certificate, crypto::issueCertificate(
                                    {.key = key.key,
                                     .purpose = crypto::Purpose::EndorsementKey,
                                     .validity = authorities.validity,
                                     .chip = crypto::ChipModel{kManufacturer, kModel, kVersion}},
                                    {authorities.line.certificate, authorities.line.key}));
        return chip::tpm::Papers{{std::move(certificate), authorities.line.certificate},
                                 authorities.root.certificate};
    };
    chip::virtual_element::Request request;
    request.directory = directory;
    TAPPAY_CHECK(chip::virtual_element::VirtualChip::open(request, papers));
    return {};
}

}  // namespace

Result<void> makeChip(Chip form, const std::filesystem::path& directory,
                      const Authorities& authorities) {
    switch (form) {
        case Chip::Virtual:
            return makeVirtualChip(directory, authorities);
        case Chip::Software:
            return chip::makeSoftwareChip(directory, {authorities.line.key,
                                                      authorities.line.certificate,
                                                      {},
                                                      authorities.root.certificate,
                                                      authorities.validity});
        case Chip::None:
            break;
    }
    return {};
}

}  // namespace tappay::simulator::sandbox
