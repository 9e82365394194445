#include "emv/contactless/card_data.h"

#include <algorithm>
#include <array>

#include "base/secret.h"
#include "emv/terminal_data.h"

namespace tappay::emv::contactless {

namespace {

// Octets of the data objects this kernel relies on (EMV Book 3, Annex A; JR/T 0025.12).
struct Length {
    tlv::Tag tag;
    std::size_t least, most;
};
constexpr std::array kLengths{
    Length{tag::kAip, 2, 2},
    Length{tag::kAtc, 2, 2},
    Length{tag::kCryptogram, 8, 8},
    Length{tag::kIad, 7, 32},
    Length{tag::kCid, 1, 1},
    Length{tag::kTrack2, 6, 19},
    Length{tag::kPan, 4, 10},
    Length{tag::kPanSequence, 1, 1},
    Length{tag::kExpiry, 3, 3},
    Length{tag::kCardVersion, 2, 2},
    Length{tag::kCaKeyIndex, 1, 1},
    Length{tag::kCardQualifiers, 2, 2},
    Length{tag::kAvailableOfflineAmount, 6, 6},
    Length{tag::kProductIdentification, 16, 16},
    Length{tag::kCardAuthenticationData, 8, 8},
    Length{tag::kSignedDynamicData, 1, 248},
};

// Objects of answers that a card in a slot gives by other commands.
bool isOfTap(tlv::Tag tag) {
    return tag == tag::kIad || tag == tag::kCryptogram || tag == tag::kCid || tag == tag::kAtc ||
           tag == tag::kSignedDynamicData;
}

std::unexpected<Failure> wrong(tlv::Tag tag, std::string_view how) {
    return fail(FailureCode::CardDataMalformed,
                "data object " + toHex(tlv::encodeTag(tag)) + std::string(how));
}

Result<void> checkLength(tlv::Tag tag, ByteView value) {
    const auto* const rule = std::ranges::find(kLengths, tag, &Length::tag);
    if (rule == kLengths.end()) return {};
    if (value.size() < rule->least || value.size() > rule->most)
        return wrong(tag, " of wrong length");
    return {};
}

// Digits of the number in track 2 as 5A has them; empty without a separator.
Bytes numberInTrack2(ByteView track2) {
    std::string text = toHex(track2);
    const std::size_t separator = text.find('D');
    Bytes number;
    if (separator != std::string::npos) {
        std::string digits = text.substr(0, separator);
        if (digits.size() % 2 != 0) digits.push_back('F');
        if (auto octets = fromHex(digits)) number = std::move(*octets);
        wipe(digits);
    }
    wipe(text);
    return number;
}

}  // namespace

Result<void> takeObject(Tap& tap, tlv::Tag tag, ByteView value) {
    DataStore& data = tap.session.data;
    TAPPAY_CHECK(checkLength(tag, value));
    if (contradictsAmount(tap.session, tag, value))
        return wrong(tag, " names another amount or currency");
    if (isForeignToRecords(tag) && !isOfTap(tag)) return {};
    const bool before = std::ranges::find(tap.inOptions, tag) != tap.inOptions.end();
    if (before && !std::ranges::equal(data.get(tag), value))
        return wrong(tag, " differs from the processing options");
    data.set(tag, value);
    return {};
}

Result<void> completeCardNumber(DataStore& data) {
    if (!data.has(tag::kPan)) {
        const auto track2 = data.find(tag::kTrack2);
        Bytes number = track2 ? numberInTrack2(*track2) : Bytes{};
        if (number.empty()) return wrong(tag::kPan, " is missing, and no track 2 has it");
        data.set(tag::kPan, number);
        wipe(number);
    }
    return checkPan(data);
}

}  // namespace tappay::emv::contactless
