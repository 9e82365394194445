#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/money.h"
#include "emv/public_key.h"

// What the acquirer and the terminal's owner decide; the kernel only reads it.
namespace tappay::emv {

using ActionCode = std::array<std::uint8_t, 5>;  // laid out like the TVR

// Limits of the contactless interface, minor units (JR/T 0025.12; acquirer's parameters).
struct ContactlessLimits {
    std::int64_t floor = 0;             // DF19: above it the issuer is asked
    std::int64_t transaction = 0;       // DF20: from here on the card has to be inserted
    std::int64_t cvm = 0;               // DF21: from here on the cardholder is verified
    bool statusCheck = false;           // one currency unit is always authorised online
    bool onlineFromFloorLimit = false;  // the issuer is asked already at the floor limit itself
};

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
    std::optional<ContactlessLimits> contactless;       // nothing: may only be inserted
};

struct CaKey {
    Bytes rid;  // 5 octets
    std::uint8_t index = 0;
    PublicKey key;
    std::uint32_t expiry = 0;  // YYYYMMDD
};

struct TerminalData {
    std::uint16_t country = 156;  // 9F1A
    Currency currency;            // 5F2A, 5F36
    std::uint8_t type = 0x22;     // 9F35
    bool offersChoice = true;     // a cardholder can choose and confirm applications
    // 9F33: contact chip; all PINs, signature, no CVM; SDA, DDA, CDA
    Bytes capabilities = {0x20, 0xF8, 0xC8};
    Bytes additionalCapabilities = {0x60, 0x00, 0xF0, 0xA0, 0x01};  // 9F40
    std::string terminalId;                                         // 9F1C, 8 characters
    std::string merchantId;                                         // 9F16, 15 characters
    std::string merchantName;                                       // 9F4E, up to 20 octets
    std::uint16_t merchantCategory = 5999;                          // 9F15
    std::string ifdSerial;                                          // 9F1E, 8 characters
    std::string acquirerId;                                         // 9F01, digits
};

// What the terminal can do for a card that is tapped: octets 1, 3 and 4 of 9F66 (JR/T 0025.12).
struct ContactlessTerminal {
    bool contactAlso = true;     // a card can be inserted as well
    bool onlinePin = true;       // asked for after the card has left
    bool signature = true;       //
    bool consumerDevice = true;  // a phone may have verified its owner
    bool fddaVersion01 = true;   // the newer signature of fast DDA
    // A card that has paid and can't be accepted may send the payment to its issuer or into the
    // slot, as the books let it (9F6C), and the person may pay twice.
    bool otherWayAfterPaid = false;
    // A tap of which even the quickest answer takes longer may come over a relay; 0 is never.
    std::chrono::milliseconds quickestAnswer{50};
    std::uint8_t requiredForNewFdda =
        0x30;  // card version (9F08, second octet) from which the older is refused
};

// A certificate that its authority has withdrawn (EMV Book 2, 5.1.2).
struct RevokedCertificate {
    Bytes rid;  // 5 octets
    std::uint8_t index = 0;
    Bytes serial;  // 3 octets
};

struct Parameters {
    TerminalData terminal;
    ContactlessTerminal contactless;
    std::vector<AidParameters> aids;
    std::vector<CaKey> caKeys;
    std::vector<RevokedCertificate> revoked;
};

}  // namespace tappay::emv
