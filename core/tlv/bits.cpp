#include "tlv/bits.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "tlv/bit_table.h"

namespace tappay::tlv {

namespace {

constexpr std::array kTvr{
    Bit{1, 8, "offline data authentication was not performed"},
    Bit{1, 7, "static data authentication failed"},
    Bit{1, 6, "ICC data missing"},
    Bit{1, 5, "card appears on the exception file"},
    Bit{1, 4, "dynamic data authentication failed"},
    Bit{1, 3, "combined data authentication failed"},
    Bit{1, 2, "static data authentication selected"},
    Bit{2, 8, "card and terminal have different application versions"},
    Bit{2, 7, "expired application"},
    Bit{2, 6, "application not yet effective"},
    Bit{2, 5, "requested service not allowed for the card product"},
    Bit{2, 4, "new card"},
    Bit{3, 8, "cardholder verification was not successful"},
    Bit{3, 7, "unrecognised cardholder verification method"},
    Bit{3, 6, "PIN try limit exceeded"},
    Bit{3, 5, "PIN entry required, PIN pad absent or not working"},
    Bit{3, 4, "PIN entry required, PIN pad present, PIN not entered"},
    Bit{3, 3, "online PIN entered"},
    Bit{4, 8, "transaction exceeds the floor limit"},
    Bit{4, 7, "lower consecutive offline limit exceeded"},
    Bit{4, 6, "upper consecutive offline limit exceeded"},
    Bit{4, 5, "transaction selected randomly for online processing"},
    Bit{4, 4, "merchant forced the transaction online"},
    Bit{5, 8, "default TDOL used"},
    Bit{5, 7, "issuer authentication failed"},
    Bit{5, 6, "script processing failed before the final GENERATE AC"},
    Bit{5, 5, "script processing failed after the final GENERATE AC"},
};

constexpr std::array kTsi{
    Bit{1, 8, "offline data authentication was performed"},
    Bit{1, 7, "cardholder verification was performed"},
    Bit{1, 6, "card risk management was performed"},
    Bit{1, 5, "issuer authentication was performed"},
    Bit{1, 4, "terminal risk management was performed"},
    Bit{1, 3, "script processing was performed"},
};

constexpr std::array kAip{
    Bit{1, 7, "static data authentication supported"},
    Bit{1, 6, "dynamic data authentication supported"},
    Bit{1, 5, "cardholder verification supported"},
    Bit{1, 4, "terminal risk management to be performed"},
    Bit{1, 3, "issuer authentication by EXTERNAL AUTHENTICATE supported"},
    Bit{1, 1, "combined data authentication supported"},
    Bit{2, 8, "contactless magnetic stripe mode supported"},
};

constexpr std::array kAuc{
    Bit{1, 8, "valid for domestic cash"},
    Bit{1, 7, "valid for international cash"},
    Bit{1, 6, "valid for domestic goods"},
    Bit{1, 5, "valid for international goods"},
    Bit{1, 4, "valid for domestic services"},
    Bit{1, 3, "valid for international services"},
    Bit{1, 2, "valid at cash machines"},
    Bit{1, 1, "valid at terminals other than cash machines"},
    Bit{2, 8, "domestic cashback allowed"},
    Bit{2, 7, "international cashback allowed"},
};

constexpr std::array kTtq{
    Bit{1, 8, "contactless magnetic stripe mode supported"},
    Bit{1, 7, "contactless PBOC debit and credit supported"},
    Bit{1, 6, "qPBOC supported"},
    Bit{1, 5, "contact PBOC debit and credit supported"},
    Bit{1, 4, "offline-only reader"},
    Bit{1, 3, "online PIN supported"},
    Bit{1, 2, "signature supported"},
    Bit{1, 1, "offline data authentication for online authorisations supported"},
    Bit{2, 8, "online cryptogram required"},
    Bit{2, 7, "cardholder verification required"},
    Bit{2, 6, "offline PIN supported over contacts"},
    Bit{3, 8, "issuer update processing supported"},
    Bit{3, 7, "verification on the cardholder's own device supported"},
    Bit{4, 8, "fDDA version 01 supported"},
};

constexpr std::array kCtq{
    Bit{1, 8, "online PIN required"},
    Bit{1, 7, "signature required"},
    Bit{1, 6, "go online when offline data authentication fails"},
    Bit{1, 5, "switch to the contacts when offline data authentication fails"},
    Bit{1, 4, "go online when the application has expired"},
    Bit{1, 3, "switch to the contacts for cash"},
    Bit{1, 2, "switch to the contacts for cashback"},
    Bit{2, 8, "verification on the cardholder's own device performed"},
    Bit{2, 7, "issuer update processing at the point of sale supported"},
};

}  // namespace

Explanation namedBits(ByteView value, std::span<const Bit> table, std::string_view prefix) {
    Explanation explanation;
    for (std::size_t byte = 1; byte <= value.size(); ++byte) {
        for (unsigned bit = 8; bit >= 1; --bit) {
            if ((value[byte - 1] >> (bit - 1) & 1) == 0) continue;
            const auto entry = std::ranges::find_if(
                table, [&](const Bit& b) { return b.byte == byte && b.bit == bit; });
            explanation.push_back(
                {std::string(prefix) + "byte " + std::to_string(byte) + " bit " +
                     std::to_string(bit),
                 std::string(entry == table.end() ? "reserved" : entry->meaning)});
        }
    }
    return explanation;
}

Result<void> checkLength(ByteView value, std::size_t length, const char* name) {
    if (value.size() == length) return {};
    return fail(FailureCode::InputMalformed,
                std::string(name) + " is not " + std::to_string(length) + " octets");
}

Result<Explanation> explainTvr(ByteView value) {
    TAPPAY_CHECK(checkLength(value, 5, "TVR"));
    return namedBits(value, kTvr);
}

Result<Explanation> explainTsi(ByteView value) {
    TAPPAY_CHECK(checkLength(value, 2, "TSI"));
    return namedBits(value, kTsi);
}

Result<Explanation> explainAip(ByteView value) {
    TAPPAY_CHECK(checkLength(value, 2, "AIP"));
    return namedBits(value, kAip);
}

Result<Explanation> explainAuc(ByteView value) {
    TAPPAY_CHECK(checkLength(value, 2, "AUC"));
    return namedBits(value, kAuc);
}

Result<Explanation> explainTtq(ByteView value) {
    TAPPAY_CHECK(checkLength(value, 4, "TTQ"));
    return namedBits(value, kTtq);
}

Result<Explanation> explainCtq(ByteView value) {
    TAPPAY_CHECK(checkLength(value, 2, "CTQ"));
    return namedBits(value, kCtq);
}

}  // namespace tappay::tlv
