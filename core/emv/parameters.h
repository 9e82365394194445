#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/money.h"
#include "crypto/rsa.h"

// What the acquirer and the terminal's owner decide; the kernel only reads it.
namespace tappay::emv {

using ActionCode = std::array<std::uint8_t, 5>;  // laid out like the TVR

struct AidParameters {
    Bytes aid;                                          // 9F06, 5 to 16 octets
    bool partialMatch = true;                           // DF01 = 00
    Bytes version = {0x00, 0x30};                       // 9F09
    ActionCode tacDefault{}, tacDenial{}, tacOnline{};  // DF11 DF13 DF12
    std::int64_t floorLimit = 0;                        // 9F1B, minor units
    std::int64_t randomThreshold = 0;                   // DF15, minor units
    std::uint8_t randomTarget = 0;                      // DF17, percent
    std::uint8_t randomTargetMax = 0;                   // DF16, percent
    Bytes defaultDdol = {0x9F, 0x37, 0x04};             // DF14
    bool onlinePin = true;                              // DF18
};

struct CaKey {
    Bytes rid;  // 5 octets
    std::uint8_t index = 0;
    crypto::RsaPublicKey key;
    std::uint32_t expiry = 0;  // YYYYMMDD
};

struct TerminalData {
    std::uint16_t country = 156;  // 9F1A
    Currency currency;            // 5F2A, 5F36
    std::uint8_t type = 0x22;     // 9F35
    // 9F33: contact chip; online PIN, signature, no CVM; SDA, DDA, CDA
    Bytes capabilities = {0x20, 0x68, 0xC8};
    Bytes additionalCapabilities = {0x60, 0x00, 0xF0, 0xA0, 0x01};  // 9F40
    std::string terminalId;                                         // 9F1C, 8 characters
    std::string merchantId;                                         // 9F16, 15 characters
    std::string merchantName;                                       // 9F4E, up to 20 octets
    std::uint16_t merchantCategory = 5999;                          // 9F15
    std::string ifdSerial;                                          // 9F1E, 8 characters
    std::string acquirerId;                                         // 9F01, digits
};

struct Parameters {
    TerminalData terminal;
    std::vector<AidParameters> aids;
    std::vector<CaKey> caKeys;
};

}  // namespace tappay::emv
