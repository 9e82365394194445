#include <string_view>

#include "tlv/bit_table.h"

namespace tappay::tlv {

namespace {

constexpr std::uint8_t kMethodMask = 0x3F;
constexpr std::uint8_t kContinueOnFailure = 0x40;
constexpr std::size_t kAmountOctets = 4;

std::string_view methodName(std::uint8_t method) {
    switch (method & kMethodMask) {
        case 0x00:
            return "fail cardholder verification";
        case 0x01:
            return "plaintext PIN checked by the card";
        case 0x02:
            return "enciphered PIN checked online";
        case 0x03:
            return "plaintext PIN checked by the card, and signature";
        case 0x04:
            return "enciphered PIN checked by the card";
        case 0x05:
            return "enciphered PIN checked by the card, and signature";
        case 0x1E:
            return "signature";
        case 0x1F:
            return "no verification required";
        case 0x20:
            return "identity document of the cardholder";
        case 0x3F:
            return "no method performed";
        default:
            return "unknown method";
    }
}

std::string_view conditionName(std::uint8_t condition) {
    switch (condition) {
        case 0x00:
            return "always";
        case 0x01:
            return "if unattended cash";
        case 0x02:
            return "if neither unattended cash, manual cash nor cashback";
        case 0x03:
            return "if the terminal supports it";
        case 0x04:
            return "if manual cash";
        case 0x05:
            return "if purchase with cashback";
        case 0x06:
            return "if in the application currency and under X";
        case 0x07:
            return "if in the application currency and over X";
        case 0x08:
            return "if in the application currency and under Y";
        case 0x09:
            return "if in the application currency and over Y";
        default:
            return condition < 0x80 ? "reserved condition" : "condition of the payment system";
    }
}

std::string_view resultName(std::uint8_t result) {
    switch (result) {
        case 0x00:
            return "unknown";
        case 0x01:
            return "failed";
        case 0x02:
            return "successful";
        default:
            return "reserved";
    }
}

std::string number(ByteView octets) {
    std::uint32_t value = 0;
    for (const std::uint8_t octet : octets)
        value = value << 8 | octet;
    return std::to_string(value);
}

}  // namespace

Result<Explanation> explainCvmList(ByteView value) {
    if (value.size() < 2 * kAmountOctets || value.size() % 2 != 0)
        return fail(FailureCode::InputMalformed, "CVM list is not two amounts and pairs");
    Explanation explanation{{"amount X", number(value.first(kAmountOctets))},
                            {"amount Y", number(value.subspan(kAmountOctets, kAmountOctets))}};
    for (std::size_t at = 2 * kAmountOctets; at < value.size(); at += 2) {
        const bool goesOn = (value[at] & kContinueOnFailure) != 0;
        explanation.push_back(
            {"rule " + std::to_string(at / 2 - kAmountOctets + 1),
             std::string(methodName(value[at])) + ", " + std::string(conditionName(value[at + 1])) +
                 (goesOn ? "; else the next rule" : "; else verification has failed")});
    }
    return explanation;
}

Result<Explanation> explainCvmResults(ByteView value) {
    TAPPAY_CHECK(checkLength(value, 3, "CVM results"));
    return Explanation{{"method", std::string(methodName(value[0]))},
                       {"condition", std::string(conditionName(value[1]))},
                       {"result", std::string(resultName(value[2]))}};
}

}  // namespace tappay::tlv
