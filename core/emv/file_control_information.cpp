#include "emv/file_control_information.h"

#include "emv/tags.h"

namespace tappay::emv {

namespace {

void appendUtf8(std::string& to, std::uint8_t latin1) {
    const bool printable = (latin1 >= 0x20 && latin1 < 0x7F) || latin1 >= 0xA0;
    if (!printable) {
        to.push_back('?');
    } else if (latin1 < 0x80) {
        to.push_back(static_cast<char>(latin1));
    } else {
        to.push_back(static_cast<char>(0xC0 | latin1 >> 6));
        to.push_back(static_cast<char>(0x80 | (latin1 & 0x3F)));
    }
}

std::string toUtf8(ByteView latin1) {
    std::string text;
    for (const std::uint8_t octet : latin1.first(std::min<std::size_t>(latin1.size(), 16)))
        appendUtf8(text, octet);
    text.erase(text.find_last_not_of(' ') + 1);
    return text;
}

}  // namespace

Bytes FileControlInformation::pdol() const {
    const auto value = tlv::find(proprietary, tag::kPdol);
    return value ? Bytes(value->begin(), value->end()) : Bytes{};
}

Result<FileControlInformation> parseFci(ByteView answer) {
    TAPPAY_TRY(fci, tlv::parseTemplate(answer, tag::kFci));
    TAPPAY_TRY(objects, tlv::parse(fci.value));
    const auto dfName = tlv::find(objects, tag::kDfName);
    const auto proprietary = tlv::find(objects, tag::kFciProprietary);
    if (!dfName || dfName->size() < 5 || dfName->size() > 16 || !proprietary)
        return fail(FailureCode::CardDataMalformed, "FCI without DF name or proprietary template");
    TAPPAY_TRY(inside, tlv::parse(*proprietary));
    return FileControlInformation{*dfName, std::move(inside)};
}

std::string applicationLabel(const std::vector<tlv::Item>& objects,
                             std::optional<ByteView> codeTable) {
    const auto preferred = tlv::find(objects, tag::kPreferredName);
    const bool shown = codeTable && codeTable->size() == 1 && (*codeTable)[0] == 0x01;
    if (preferred && shown && !preferred->empty()) return toUtf8(*preferred);
    const auto label = tlv::find(objects, tag::kApplicationLabel);
    return label ? toUtf8(*label) : std::string();
}

}  // namespace tappay::emv
