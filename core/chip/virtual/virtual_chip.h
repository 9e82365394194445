#pragma once

#include "chip/tpm/tpm_chip.h"
#include "chip/virtual/element.h"

namespace tappay::chip::virtual_element {

// A TPM 2.0 made of software and its manager, as one chip. form() says Virtual: the terminal shows
// it as weaker, and nothing opens one in place of a chip that is missing.
class VirtualChip final : public tpm::TpmChip {
public:
    // `maker` gives the papers for the default key; it is asked once, when the state is new. The
    // chip has the certificates of a state that was made elsewhere otherwise.
    static Result<std::unique_ptr<VirtualChip>> open(const Request& request,
                                                     const tpm::Maker& maker = {});
    ~VirtualChip() override;

    [[nodiscard]] const Element& element() const { return *m_element; }

private:
    VirtualChip(std::unique_ptr<Element> element, tpm::TpmChip&& chip);

    std::unique_ptr<Element> m_element;
};

}  // namespace tappay::chip::virtual_element
