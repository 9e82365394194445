#include "tlv/dol.h"

#include <gtest/gtest.h>

#include <map>

namespace tappay::tlv {
namespace {

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

TEST(Dol, ReadsTagsAndLengths) {
    const auto entries = parseDol(hex("9F66049F0206DF81290195055A0A")).value();
    const std::vector<DolEntry> expected{
        {0x9F66, 4}, {0x9F02, 6}, {0xDF8129, 1}, {0x95, 5}, {0x5A, 10}};
    EXPECT_EQ(entries, expected);
    EXPECT_TRUE(parseDol({}).value().empty());
}

TEST(Dol, RefusesWhatIsCutShort) {
    for (const char* text : {"9F", "9F66", "95", "9F66049F", "DF81", "9FFFFFFF0101"}) {
        const auto parsed = parseDol(hex(text));
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, FailureCode::CardDataMalformed);
    }
}

TEST(Dol, CutsAndPadsByFormat) {
    EXPECT_EQ(toHex(fit(hex("000000001234"), Format::Numeric, 4)), "00001234");
    EXPECT_EQ(toHex(fit(hex("1234"), Format::Numeric, 4)), "00001234");
    EXPECT_EQ(toHex(fit(hex("6228480012"), Format::CompressedNumeric, 3)), "622848");
    EXPECT_EQ(toHex(fit(hex("622848"), Format::CompressedNumeric, 5)), "622848FFFF");
    EXPECT_EQ(toHex(fit(hex("0102030405"), Format::Binary, 2)), "0102");
    EXPECT_EQ(toHex(fit(hex("0102"), Format::Binary, 4)), "01020000");
    EXPECT_EQ(toHex(fit(hex("4142"), Format::Text, 3)), "414200");
    EXPECT_EQ(toHex(fit({}, Format::CompressedNumeric, 2)), "FFFF");
    EXPECT_TRUE(fit(hex("0102"), Format::Binary, 0).empty());
}

TEST(Dol, ConcatenatesWhatTheCardAskedFor) {
    const std::map<Tag, Bytes> values{{0x9F02, hex("000000001234")},
                                      {0x5F2A, hex("0156")},
                                      {0x9F37, hex("A1B2C3D4")},
                                      {0x5A, hex("62284800")},
                                      {0x77, hex("9C0100")}};
    const ValueSource source = [&](Tag tag) -> std::optional<Bytes> {
        const auto found = values.find(tag);
        if (found == values.end()) return std::nullopt;
        return found->second;
    };
    // Amount cut on the left, currency padded on the left, PAN padded with F, an absent, an unknown
    // and a constructed object as zeros.
    const auto dol = parseDol(hex("9F0204 5F2A03 9F3704 5A05 9A03 DF7F02 7702")).value();
    EXPECT_EQ(toHex(buildDol(dol, source)),
              "00001234"
              "000156"
              "A1B2C3D4"
              "62284800FF"
              "000000"
              "0000"
              "0000");
}

}  // namespace
}  // namespace tappay::tlv
