#include <algorithm>
#include <string>

#include "iso8583/dictionary.h"
#include "iso8583/message.h"
#include "iso8583/packing.h"

namespace tappay::iso8583 {

namespace {

constexpr int kMacField = 64;

std::unexpected<Failure> defect(const std::string& what) {
    return fail(FailureCode::HostAnswerInvalid, what);
}

std::unexpected<Failure> defect(const Field& entry, const char* why) {
    return defect("field " + std::to_string(entry.number) + ": " + why);
}

std::uint16_t number(ByteView octets) {
    return static_cast<std::uint16_t>(octets[0] << 8 | octets[1]);
}

bool isSet(ByteView bitmap, int field) {
    const auto bit = static_cast<std::size_t>(field - 1);
    return (bitmap[bit / 8] & 0x80 >> bit % 8) != 0;
}

bool packsDigits(const Field& entry) {
    return entry.kind == Kind::Numeric || entry.kind == Kind::Track;
}

// Fixed text is plain ASCII; free text may be in the bank's own character set, but never holds
// control characters.
bool fitsText(const Field& entry, ByteView octets) {
    return std::ranges::all_of(octets, [&](std::uint8_t c) {
        return c >= 0x20 && c != 0x7F && (c < 0x7F || entry.length != Length::Fixed);
    });
}

// How many digits or octets follow; takes the length prefix off `rest`.
Result<std::size_t> readCount(const Field& entry, ByteView& rest, PinField pinField) {
    if (entry.number == kPinField) return static_cast<std::size_t>(pinField);
    const auto max = static_cast<std::size_t>(entry.max);
    if (entry.length == Length::Fixed) return max;
    const std::size_t octets = entry.length == Length::Ll ? 1 : 2;
    if (rest.size() < octets) return defect(entry, "length cut short");
    const auto digits =
        unpack(rest.first(octets), octets * 2, Align::Left, Alphabet::Digits, false);
    if (!digits) return defect(entry, "length is not decimal");
    rest = rest.subspan(octets);
    std::size_t count = 0;
    for (const std::uint8_t digit : *digits)
        count = count * 10 + (digit - std::size_t{'0'});
    if (count > max) return defect(entry, "longer than the dictionary allows");
    return count;
}

Result<Bytes> readField(const Field& entry, ByteView& rest, PinField pinField) {
    TAPPAY_TRY(count, readCount(entry, rest, pinField));
    const std::size_t octets = packsDigits(entry) ? (count + 1) / 2 : count;
    if (rest.size() < octets) return defect(entry, "cut short");
    const ByteView value = rest.first(octets);
    rest = rest.subspan(octets);
    if (!packsDigits(entry)) {
        if (entry.kind == Kind::Text && !fitsText(entry, value)) return defect(entry, "characters");
        return Bytes(value.begin(), value.end());
    }
    const auto text = unpack(value, count, entry.rightAligned ? Align::Right : Align::Left,
                             entry.kind == Kind::Track ? Alphabet::Track : Alphabet::Digits,
                             entry.length != Length::Fixed);
    if (!text) return defect(entry, "not decimal digits");
    return *text;
}

}  // namespace

Result<Message> decode(ByteView frame, PinField pinField) {
    if (frame.size() < kSmallestFrame) return defect("frame shorter than a message");
    if (frame.size() > FrameReader::kMaxFrame) return defect("frame longer than any message");
    if (frame[0] != kTpduId) return defect("TPDU");
    Message message;
    message.tpdu = {number(frame.subspan(1, 2)), number(frame.subspan(3, 2))};
    const ByteView header = frame.subspan(kTpduOctets, kHeaderOctets);
    message.header.assign(header.begin(), header.end());
    const auto mti = unpack(frame.subspan(kPrologueOctets, kMtiOctets), 2 * kMtiOctets, Align::Left,
                            Alphabet::Digits, false);
    if (!mti || mti->front() != '0') return defect("message type");
    message.mti = toText(*mti);
    const ByteView bitmap = frame.subspan(kPrologueOctets + kMtiOctets, kBitmapOctets);
    ByteView rest = frame.subspan(kSmallestFrame);
    for (int i = 1; i <= kMacField; ++i) {
        if (!isSet(bitmap, i)) continue;
        const Field* entry = field(i);
        if (entry == nullptr)
            return defect("field " + std::to_string(i) + ": not in the dictionary");
        TAPPAY_TRY(value, readField(*entry, rest, pinField));
        message.setBinary(i, std::move(value));
    }
    if (!rest.empty()) return defect("octets after the last field");
    return message;
}

Result<void> checkMac(ByteView frame, const MacFunction& mac, PinField pinField) {
    TAPPAY_TRY(message, decode(frame, pinField));
    if (!message.has(kMacField)) return defect("field 64: missing");
    const ByteView covered =
        frame.subspan(kPrologueOctets, frame.size() - kPrologueOctets - kMacOctets);
    TAPPAY_TRY(expected, mac(covered));
    if (!equalConstantTime(expected, message.binary(kMacField)))
        return defect("field 64: does not fit");
    return {};
}

}  // namespace tappay::iso8583
