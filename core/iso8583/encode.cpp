#include <string>

#include "iso8583/dictionary.h"
#include "iso8583/message.h"
#include "iso8583/packing.h"

namespace tappay::iso8583 {

namespace {

constexpr int kMacField = 64;
constexpr std::size_t kMacOctetsInBitmap = kBitmapOctets - 1;

std::unexpected<Failure> unfit(int number, const char* why) {
    return fail(FailureCode::InputMalformed, "field " + std::to_string(number) + ": " + why);
}

void appendNumber(Bytes& to, std::uint16_t value) {
    to.push_back(static_cast<std::uint8_t>(value >> 8));
    to.push_back(static_cast<std::uint8_t>(value));
}

void appendCount(Bytes& to, Length length, std::size_t count) {
    if (length == Length::Fixed) return;
    if (length == Length::Lll) to.push_back(static_cast<std::uint8_t>(count / 100));
    const auto low = count % 100;
    to.push_back(static_cast<std::uint8_t>(low / 10 << 4 | low % 10));
}

Result<void> appendField(Bytes& to, int number, ByteView value, PinField pinField) {
    const Field* entry = field(number);
    if (entry == nullptr) return unfit(number, "not in the dictionary");
    const auto max = number == kPinField ? static_cast<std::size_t>(pinField)
                                         : static_cast<std::size_t>(entry->max);
    if (entry->length == Length::Fixed ? value.size() != max : value.size() > max)
        return unfit(number, "length");
    appendCount(to, entry->length, value.size());
    if (entry->kind == Kind::Text || entry->kind == Kind::Binary) {
        append(to, value);
        return {};
    }
    const auto packed = pack(value, entry->rightAligned ? Align::Right : Align::Left,
                             entry->kind == Kind::Track ? Alphabet::Track : Alphabet::Digits);
    if (!packed) return unfit(number, "characters");
    append(to, *packed);
    return {};
}

Bytes bitmapOf(const Message& message, bool withMac) {
    Bytes bitmap(kBitmapOctets, 0x00);
    for (const auto& [number, value] : message.fields()) {
        const auto bit = static_cast<std::size_t>(number - 1);
        bitmap[bit / 8] |= static_cast<std::uint8_t>(0x80 >> bit % 8);
    }
    if (withMac) bitmap[kMacOctetsInBitmap] |= 0x01;
    return bitmap;
}

// From the message type on, what field 64 covers and, without `mac`, a given field 64.
Result<Bytes> encodeBody(const Message& message, bool withMac, PinField pinField) {
    const auto mti = pack(asBytes(message.mti), Align::Left, Alphabet::Digits);
    if (message.mti.size() != 2 * kMtiOctets || !mti || message.mti[0] != '0')
        return fail(FailureCode::InputMalformed, "message type");
    for (const auto& [number, value] : message.fields())
        if (field(number) == nullptr) return unfit(number, "not in the dictionary");
    Bytes body = *mti;
    append(body, bitmapOf(message, withMac));
    for (const auto& [number, value] : message.fields())
        if (number != kMacField || !withMac)
            TAPPAY_CHECK(appendField(body, number, value, pinField));
    return body;
}

}  // namespace

Result<Bytes> encode(const Message& message, const MacFunction& mac, PinField pinField) {
    if (message.header.size() != kHeaderOctets)
        return fail(FailureCode::InputMalformed, "application header is not 6 octets");
    TAPPAY_TRY(body, encodeBody(message, static_cast<bool>(mac), pinField));
    if (mac) {
        TAPPAY_TRY(code, mac(body));
        TAPPAY_CHECK(appendField(body, kMacField, code, pinField));
    }
    Bytes frame;
    appendNumber(frame, static_cast<std::uint16_t>(kPrologueOctets + body.size()));
    frame.push_back(kTpduId);
    appendNumber(frame, message.tpdu.destination);
    appendNumber(frame, message.tpdu.source);
    append(frame, message.header);
    append(frame, body);
    return frame;
}

}  // namespace tappay::iso8583
