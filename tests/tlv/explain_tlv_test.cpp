#include <gtest/gtest.h>

#include "tlv/bits.h"

namespace tappay::tlv {
namespace {

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

TEST(ExplainTlv, IndentedTreeWithNames) {
    const Bytes response = hex("7717 82027D00 9F360200C5 9F270180 A5085006504153534731 DF7A01FF");
    EXPECT_EQ(*explainTlv(response),
              "77 Response message template format 2\n"
              "  82 Application interchange profile: 7D00\n"
              "    - byte 1 bit 7: static data authentication supported\n"
              "    - byte 1 bit 6: dynamic data authentication supported\n"
              "    - byte 1 bit 5: cardholder verification supported\n"
              "    - byte 1 bit 4: terminal risk management to be performed\n"
              "    - byte 1 bit 3: issuer authentication by EXTERNAL AUTHENTICATE supported\n"
              "    - byte 1 bit 1: combined data authentication supported\n"
              "  9F36 Application transaction counter: 00C5\n"
              "  9F27 Cryptogram information data: 80\n"
              "    - cryptogram: ARQC: online authorisation requested\n"
              "  A5 FCI proprietary template\n"
              "    50 Application label: \"PASSG1\"\n"
              "DF7A unknown: FF\n");
}

TEST(ExplainTlv, ListsWhatADolAsksFor) {
    EXPECT_EQ(*explainTlv(hex("9F3806 9F6604 DF7A01")),
              "9F38 Processing options data object list (PDOL): 9F6604DF7A01\n"
              "  - 9F66 Terminal transaction qualifiers, 4\n"
              "  - DF7A unknown, 1\n");
}

TEST(ExplainTlv, MasksCardData) {
    const Bytes record =
        hex("703E"
            "5A0A6228480012345678901F"
            "57136228480012345678901D30122200000123456F"
            "5F200C4C492F4E494E47204D494E47"
            "9F0B00 5F340101 56054242424242");
    const std::string text = explainTlv(record).value();
    EXPECT_EQ(text,
              "70 READ RECORD response template\n"
              "  5A Application primary account number (PAN): 622848*********8901\n"
              "  57 Track 2 equivalent data: 622848*********8901\n"
              "  5F20 Cardholder name: ************\n"
              "  9F0B Cardholder name, extended: \n"
              "  5F34 Application PAN sequence number: 01\n"
              "  56 Track 1 data: *****\n");
}

TEST(ExplainTlv, WhatCannotBeReadIsNotShown) {
    // The PAN inside overruns its template.
    EXPECT_EQ(*explainTlv(hex("7008 5A0A622848001234")),
              "70 READ RECORD response template (malformed)\n");
}

TEST(ExplainTlv, StopsAtEightLevels) {
    Bytes nested = hex("5A086228480012345678");
    for (int level = 0; level < 100; ++level)
        nested = encode(0x70, nested);
    const std::string text = explainTlv(nested).value();
    EXPECT_TRUE(text.ends_with("(nested too deep)\n"));
    EXPECT_EQ(text.find("6228"), std::string::npos);
    EXPECT_FALSE(explainTlv(hex("7005")));
}

}  // namespace
}  // namespace tappay::tlv
