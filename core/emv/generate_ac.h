#pragma once

#include <optional>
#include <string_view>

#include "tlv/tlv.h"

namespace tappay::emv {

struct Session;

// Bits 8 and 7 of the cryptogram information data and of the command's P1 (EMV Book 3, tables 12
// and 14).
enum class CryptogramType : std::uint8_t { Aac = 0x00, Tc = 0x40, Arqc = 0x80 };

std::string_view nameOf(CryptogramType type);

// An answer to GENERATE AC in either format (EMV Book 3, 6.5.5.4). The views point into it.
struct GenerateAcAnswer {
    std::uint8_t cid = 0;
    ByteView atc;
    std::optional<ByteView> cryptogram, iad, signature;
    std::vector<tlv::Item> objects;  // of format 2
    Bytes signedObjects;             // all objects but the signature, as sent

    [[nodiscard]] CryptogramType type() const { return static_cast<CryptogramType>(cid & 0xC0); }
};
// CardDataMalformed when a mandatory object is missing, comes twice or has a wrong length, or when
// the cryptogram is of no known type.
Result<GenerateAcAnswer> parseGenerateAc(ByteView answer);

// Why the card refuses: bits 3 to 1 of the cryptogram information data (EMV Book 3, table 14).
enum class AacReason : std::uint8_t {
    None = 0x00,
    ServiceNotAllowed = 0x01,
    PinTryLimitExceeded = 0x02,
    IssuerAuthenticationFailed = 0x03,
};
constexpr AacReason aacReason(std::uint8_t cid) {
    return static_cast<AacReason>(cid & 0x07);
}
constexpr bool adviceRequired(std::uint8_t cid) {
    return (cid & 0x08) != 0;
}

// What came of a GENERATE AC command.
struct Cryptogram {
    CryptogramType type = CryptogramType::Aac;
    bool authentic = true;  // false when CDA was asked for, due, and failed
};

// First and second GENERATE AC (EMV Book 3, 9.3 and 10.8; Book 2, 6.6). The session keeps the
// objects of the answer. CardDataMalformed when the card gives more than was asked for.
Result<Cryptogram> generateFirstAc(Session& session, CryptogramType wanted);
Result<Cryptogram> generateSecondAc(Session& session, CryptogramType wanted);

}  // namespace tappay::emv
