#include "chip/virtual/virtual_chip.h"

#include "chip/virtual/capabilities.h"

namespace tappay::chip::virtual_element {

Result<std::unique_ptr<VirtualChip>> VirtualChip::open(const Request& request,
                                                       const tpm::Maker& maker) {
    TAPPAY_TRY(element, Element::make(request));
    tpm::Settings settings{.transport = element->transport(), .form = Form::Virtual};
    {
        tpm::Connection connection(settings);
        TAPPAY_CHECK(connection.open());
        TAPPAY_CHECK(checkOffers(connection, request.algorithms));
    }
    TAPPAY_TRY(chip, tpm::TpmChip::open(std::move(settings)));
    if (maker) TAPPAY_CHECK(chip->manufacture(maker));
    return std::unique_ptr<VirtualChip>(new VirtualChip(std::move(element), std::move(*chip)));
}

VirtualChip::VirtualChip(std::unique_ptr<Element> element, tpm::TpmChip&& chip)
    : tpm::TpmChip(std::move(chip)), m_element(std::move(element)) {}

VirtualChip::~VirtualChip() = default;

}  // namespace tappay::chip::virtual_element
