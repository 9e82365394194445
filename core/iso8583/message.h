#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

// ISO 8583:1987 as the CUPS POS terminal specification packs it: 2-octet big-endian length, TPDU,
// 6-octet header, BCD message type, 64-bit bitmap, BCD numerics.
namespace tappay::iso8583 {

struct Tpdu {
    std::uint16_t destination = 0x0003, source = 0x0000;
    [[nodiscard]] Tpdu reversed() const { return {source, destination}; }
    friend bool operator==(const Tpdu&, const Tpdu&) = default;
};

// Field values as text for numeric and character fields ("000000001234", "00", track 2 with 'D'),
// raw octets for binary ones (52, 55, 64). A field is stored in the form the dictionary names.
class Message {
public:
    Tpdu tpdu;
    Bytes header = {0x60, 0x31, 0x00, 0x31, 0x00, 0x00};
    std::string mti;  // "0200"

    void set(int field, std::string value);
    void setBinary(int field, Bytes value);
    void remove(int field);
    [[nodiscard]] bool has(int field) const;
    // Empty when absent.
    [[nodiscard]] std::string text(int field) const;
    [[nodiscard]] ByteView binary(int field) const;
    [[nodiscard]] const std::map<int, Bytes>& fields() const { return m_fields; }

private:
    std::map<int, Bytes> m_fields;  // text fields hold their ASCII
};

// How wide field 52 is in a network's dialect: the PIN blocks of ISO 9564-1 formats 0 to 3 have 8
// octets, those of format 4 have 16.
enum class PinField : std::uint8_t { Octets8 = 8, Octets16 = 16 };

// Computes field 64 over "MTI .. field 63 inclusive"; passed in, so the codec holds no key.
using MacFunction = std::function<Result<Bytes>(ByteView)>;  // 8 octets

// Length header, TPDU, header and message. With `mac` field 64 is computed and added.
// InputMalformed names the field that doesn't fit the dictionary.
Result<Bytes> encode(const Message& message, const MacFunction& mac = {},
                     PinField pinField = PinField::Octets8);

// `frame` without the 2-octet length header. Every defect is HostAnswerInvalid with the field.
Result<Message> decode(ByteView frame, PinField pinField = PinField::Octets8);

// Recomputes field 64 of a received frame (as passed to decode) and compares in constant time.
Result<void> checkMac(ByteView frame, const MacFunction& mac,
                      PinField pinField = PinField::Octets8);

// Splits a byte stream into frames; at most `kMaxFrame` octets each.
class FrameReader {
public:
    static constexpr std::size_t kMaxFrame = 4096;
    void feed(ByteView bytes);
    // A whole frame without its length header, nothing yet, or a failure when the length lies.
    Result<std::optional<Bytes>> next();

private:
    Bytes m_buffer;
};

}  // namespace tappay::iso8583
