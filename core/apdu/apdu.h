#pragma once

#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "base/result.h"

// ISO/IEC 7816-4 commands and responses.
namespace tappay::apdu {

struct Command {
    std::uint8_t cla = 0, ins = 0, p1 = 0, p2 = 0;
    Bytes data;                       // Lc is its size
    std::optional<std::uint16_t> le;  // 0 means 256 (short form)

    // Short form when it fits, else the extended form.
    [[nodiscard]] Bytes encode() const;
};

Result<Command> parseCommand(ByteView bytes);

struct Response {
    Bytes data;
    std::uint16_t sw = 0;  // SW1 SW2

    [[nodiscard]] bool ok() const { return sw == 0x9000; }
    [[nodiscard]] Bytes encode() const;
};

// Fewer than two octets is a torn card (CardRemoved), not an answer.
Result<Response> parseResponse(ByteView bytes);

// Commands of EMV Book 1 and 3.
Command select(ByteView aid, bool next = false);
Command readRecord(std::uint8_t sfi, std::uint8_t record);
Command getProcessingOptions(ByteView pdolData);  // wraps into template 83
Command getData(std::uint16_t tag);
Command verifyPlaintextPin(ByteView pinBlock);
Command verifyEncipheredPin(ByteView enciphered);
Command getChallenge();
Command internalAuthenticate(ByteView ddolData);
Command externalAuthenticate(ByteView issuerAuthenticationData);
// p1: 00 AAC, 40 TC, 80 ARQC, +10 to ask for CDA.
Command generateAc(std::uint8_t p1, ByteView cdolData);

}  // namespace tappay::apdu
