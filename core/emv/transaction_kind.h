#pragma once

#include <cstdint>

// What the transaction type (9C) and the terminal type (9F35) mean to the rules of the books.
namespace tappay::emv {

// ISO 8583: first two digits of the processing code.
constexpr bool isCash(std::uint8_t transactionType) {
    return transactionType == 0x01;
}
constexpr bool hasCashback(std::uint8_t transactionType) {
    return transactionType == 0x09;
}

// EMV Book 4, Annex A1: the second digit is 1 to 3 attended, 4 to 6 unattended; in either half
// online only, both, offline only.
constexpr std::uint8_t environmentOf(std::uint8_t terminalType) {
    return terminalType & 0x0F;
}
constexpr bool isUnattended(std::uint8_t terminalType) {
    return environmentOf(terminalType) >= 4;
}
constexpr bool isOnlineOnly(std::uint8_t terminalType) {
    return environmentOf(terminalType) == 1 || environmentOf(terminalType) == 4;
}
constexpr bool isOfflineOnly(std::uint8_t terminalType) {
    return environmentOf(terminalType) == 3 || environmentOf(terminalType) == 6;
}
// An unattended terminal of a bank that pays out cash (9F40 byte 1 bit 8).
constexpr bool isAtm(std::uint8_t terminalType, std::uint8_t additionalCapabilities) {
    return terminalType >> 4 == 1 && isUnattended(terminalType) &&
           (additionalCapabilities & 0x80) != 0;
}

}  // namespace tappay::emv
