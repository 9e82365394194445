#include "emv/trace/masking.h"

#include <algorithm>

#include "emv/tags.h"

namespace tappay::emv::trace {

namespace {

constexpr tlv::Tag kTrack1 = 0x56;
constexpr tlv::Tag kCardholderName = 0x5F20;
constexpr tlv::Tag kCardholderNameExtended = 0x9F0B;
constexpr tlv::Tag kTrack1Discretionary = 0x9F1F;
constexpr tlv::Tag kTrack2Discretionary = 0x9F20;
constexpr tlv::Tag kIdentityNumber = 0x9F61;  // JR/T 0025.5

constexpr std::size_t kShown = 6, kShownAtEnd = 4, kShortestPan = 13;
constexpr std::size_t kAfterSeparator = 7;  // expiry date and service code

std::uint8_t nibble(ByteView value, std::size_t at) {
    return at % 2 == 0 ? value[at / 2] >> 4 : value[at / 2] & 0x0F;
}

// Only digits are replaced: separators, padding and what is no digit at all stay as they are.
void zeroDigits(std::span<std::uint8_t> value, std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i)
        if (nibble(value, i) <= 9) value[i / 2] &= i % 2 == 0 ? 0x0F : 0xF0;
}

std::size_t digitsAtFront(ByteView value) {
    std::size_t count = 0;
    while (count < 2 * value.size() && nibble(value, count) <= 9)
        ++count;
    return count;
}

// Of the `digits` at the front the first six and the last four stay.
void maskFront(std::span<std::uint8_t> value, std::size_t digits) {
    const bool shown = digits >= kShortestPan;
    zeroDigits(value, shown ? kShown : 0, shown ? digits - kShownAtEnd : digits);
}

void maskNumber(std::span<std::uint8_t> value) {
    const std::size_t digits = digitsAtFront(value);
    maskFront(value, digits);
    zeroDigits(value, digits, 2 * value.size());
}

// Without a separator nobody can say where the number ends.
void maskTrack2(std::span<std::uint8_t> value) {
    const std::size_t digits = digitsAtFront(value), all = 2 * value.size();
    if (digits == all) return zeroDigits(value, std::min(kShown, all), all);
    maskFront(value, digits);
    zeroDigits(value, std::min(digits + 1 + kAfterSeparator, all), all);
}

bool isText(tlv::Tag tag) {
    return tag == kCardholderName || tag == kCardholderNameExtended ||
           tag == kTrack1Discretionary || tag == kIdentityNumber || tag == kTrack1;
}

bool isSigned(tlv::Tag tag) {
    return tag == tag::kIccCertificate || tag == tag::kSignedStaticData ||
           tag == tag::kSignedDynamicData || tag == tag::kPinCertificate || tag == tag::kTcHash;
}

// False when it is no row of whole objects.
bool maskWhole(std::span<std::uint8_t> objects, int depth) {
    constexpr int kDeepest = 8;
    const auto items = tlv::parse(objects);
    if (!items || depth > kDeepest) return false;
    for (const tlv::Item& item : *items) {
        const auto at = static_cast<std::size_t>(item.value.data() - objects.data());
        const auto value = objects.subspan(item.value.empty() ? 0 : at, item.value.size());
        if (!item.constructed())
            mask(item.tag, value);
        else if (!maskWhole(value, depth + 1))
            spoil(value);
    }
    return true;
}

}  // namespace

void mask(tlv::Tag tag, std::span<std::uint8_t> value) {
    if (tag == tag::kPan) maskNumber(value);
    if (tag == tag::kTrack2) maskTrack2(value);
    if (tag == kTrack2Discretionary) zeroDigits(value, 0, 2 * value.size());
    if (isText(tag)) std::ranges::fill(value, '*');
    if (isSigned(tag)) std::ranges::fill(value, 0);
}

void maskCut(tlv::Tag tag, std::span<std::uint8_t> value) {
    if (tag == tag::kPan || tag == tag::kTrack2)
        zeroDigits(value, std::min(kShown, 2 * value.size()), 2 * value.size());
    else
        mask(tag, value);
}

void maskObjects(std::span<std::uint8_t> objects) {
    if (!maskWhole(objects, 0)) spoil(objects);
}

void spoil(std::span<std::uint8_t> octets) {
    std::ranges::fill(octets, 0xFF);
    if (!octets.empty()) octets.front() = 0x9F;
}

std::string cardNumberIn(tlv::Tag tag, ByteView value) {
    if (tag != tag::kPan && tag != tag::kTrack2) return {};
    const std::size_t count = digitsAtFront(value);
    if (count < kShortestPan) return {};
    std::string digits;
    digits.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        digits.push_back(static_cast<char>('0' + nibble(value, i)));
    return digits;
}

}  // namespace tappay::emv::trace
