#include "chip/tpm/description.h"

namespace tappay::chip::tpm {
namespace {

constexpr TPM2_PT kFirst = TPM2_PT_MANUFACTURER;
constexpr TPM2_PT kLast = TPM2_PT_FIRMWARE_VERSION_2;

// Four letters in a number; what can't be printed is left out.
std::string lettersOf(UINT32 value) {
    std::string letters;
    for (int shift = 24; shift >= 0; shift -= 8) {
        const auto letter = static_cast<char>(value >> shift & 0xFF);
        if (letter >= 0x20 && letter < 0x7F) letters += letter;
    }
    return letters;
}

}  // namespace

Result<Description> describeChip(Connection& connection) {
    TPMI_YES_NO more = TPM2_NO;
    TPMS_CAPABILITY_DATA* data = nullptr;
    TAPPAY_CHECK(connection.run("TPM2_GetCapability", [&](ESYS_CONTEXT* context) {
        return Esys_GetCapability(context, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                  TPM2_CAP_TPM_PROPERTIES, kFirst, kLast - kFirst + 1, &more,
                                  &data);
    }));
    const Answer<TPMS_CAPABILITY_DATA> answer(data);
    Description described;
    const auto& list = answer->data.tpmProperties;
    for (UINT32 i = 0; i < list.count; ++i) {
        const auto& [property, value] = list.tpmProperty[i];
        if (property == TPM2_PT_MANUFACTURER)
            described.maker = lettersOf(value);
        else if (property >= TPM2_PT_VENDOR_STRING_1 && property <= TPM2_PT_VENDOR_STRING_4)
            described.model += lettersOf(value);
        else if (property == TPM2_PT_FIRMWARE_VERSION_1)
            described.firmware = std::to_string(value >> 16) + '.' + std::to_string(value & 0xFFFF);
    }
    return described;
}

}  // namespace tappay::chip::tpm
