#include "tlv/tlv.h"

#include <gtest/gtest.h>

namespace tappay::tlv {
namespace {

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

std::string tagsOf(const std::vector<Item>& items) {
    std::string text;
    for (const Item& item : items)
        text += toHex(encodeTag(item.tag)) + "=" + toHex(item.value) + " ";
    return text;
}

TEST(Tlv, ReadsTagsOfOneToFourBytes) {
    const Bytes bytes = hex("820279009F360200C5DF81290108DFFF800102AABB");
    EXPECT_EQ(tagsOf(parse(bytes).value()), "82=7900 9F36=00C5 DF8129=08 DFFF8001=AABB ");
}

TEST(Tlv, AcceptsLongerLengthsThanNeeded) {
    const Bytes bytes = hex("9C8101FF9A820003261122");
    EXPECT_EQ(tagsOf(parse(bytes).value()), "9C=FF 9A=261122 ");
}

TEST(Tlv, SkipsPaddingBetweenObjectsOnly) {
    const Bytes bytes = hex("0000 9A03261122 FF00FF 9C0100 FFFF00");
    EXPECT_EQ(tagsOf(parse(bytes).value()), "9A=261122 9C=00 ");
    const Bytes onlyPadding = hex("00FF00");
    EXPECT_TRUE(parse(onlyPadding).value().empty());
}

TEST(Tlv, TellsPrivateConstructedTagsFromPadding) {
    const Bytes vendor = hex("FF8054 05 9A03261122 9C0100");
    EXPECT_EQ(tagsOf(parse(vendor).value()), "FF8054=9A03261122 9C=00 ");
    const Bytes twoBytes = hex("FF01 03 9C0100");
    EXPECT_EQ(tagsOf(parse(twoBytes).value()), "FF01=9C0100 ");
    // The octets after FF would make a tag FF5A whose value isn't a row of objects.
    const Bytes padded = hex("FF 5A08 6228480012345678 9C0100");
    EXPECT_EQ(tagsOf(parse(padded).value()), "5A=6228480012345678 9C=00 ");
    const Bytes run = hex("FFFFFF 5A0162");
    EXPECT_EQ(tagsOf(parse(run).value()), "5A=62 ");
}

TEST(Tlv, ARowOfFalseTemplatesIsReadInReasonableTime) {
    // Each FF claims a long template of small objects that turns out broken at its very end.
    Bytes bytes;
    while (bytes.size() < 40000)
        append(bytes, hex("FF0083005A00"));
    while (bytes.size() < 65000)
        append(bytes, hex("5A00"));
    append(bytes, hex("5F"));
    EXPECT_FALSE(parse(bytes));
}

TEST(Tlv, RefusesBrokenObjects) {
    for (const char* text :
         {"9F", "9F36", "9F3602", "9F360200", "5A", "5A80", "5A800000", "5A8101", "5A82FFFF00",
          "5A8400000001", "5A850000000001AA", "5A84FFFFFFFFAA", "9FFFFFFF010100", "DFFFFFFFFF"}) {
        const Bytes bytes = hex(text);
        const auto parsed = parse(bytes);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().code, FailureCode::CardDataMalformed);
    }
}

TEST(Tlv, WholeIsTheObjectAsReceived) {
    const Bytes bytes = hex("00 9C8101FF");
    EXPECT_EQ(toHex(parse(bytes).value().front().whole), "9C8101FF");
}

TEST(Tlv, TemplateMustBeAloneAndTheExpectedOne) {
    const Bytes record = hex("70 03 9C0100 0000");
    EXPECT_EQ(toHex(parseTemplate(record, 0x70).value().value), "9C0100");
    EXPECT_FALSE(parseTemplate(record, 0x77));
    const Bytes two = hex("7000 7000");
    EXPECT_FALSE(parseTemplate(two, 0x70));
    EXPECT_FALSE(parseTemplate({}, 0x70));
}

TEST(Tlv, FindsOnOneLevelAndDeep) {
    const Bytes fci = hex("6F1A 8407A0000003330101 A50F 5005504153 5359 BF0C05 9F4D020B0A");
    const auto items = parse(fci).value();
    EXPECT_FALSE(find(items, 0x84));
    EXPECT_EQ(toHex(*findDeep(fci, 0x84)), "A0000003330101");
    EXPECT_EQ(toHex(*findDeep(fci, 0x9F4D)), "0B0A");
    EXPECT_FALSE(findDeep(fci, 0x9F38));
    const Bytes broken = hex("6F04 A503 5005");
    EXPECT_FALSE(findDeep(broken, 0x50));
}

TEST(Tlv, DeepSearchStopsAtEightLevels) {
    Bytes nested = hex("9C0107");
    for (int level = 1; level < 8; ++level)
        nested = encode(0x70, nested);
    EXPECT_TRUE(findDeep(nested, 0x9C));
    nested = encode(0x70, nested);
    EXPECT_FALSE(findDeep(nested, 0x9C));
    for (int level = 0; level < 1000; ++level)
        nested = encode(0x70, nested);
    EXPECT_FALSE(findDeep(nested, 0x9C));
    EXPECT_EQ(parse(nested).value().size(), 1U);
}

TEST(Tlv, EncodesMinimally) {
    EXPECT_EQ(toHex(encode(0x5A, hex("6228"))), "5A026228");
    EXPECT_EQ(toHex(encodeTag(0xDF8129)), "DF8129");
    EXPECT_EQ(toHex(encodeTag(0xDFFF8001)), "DFFF8001");
    EXPECT_EQ(toHex(encodeLength(0)), "00");
    EXPECT_EQ(toHex(encodeLength(127)), "7F");
    EXPECT_EQ(toHex(encodeLength(128)), "8180");
    EXPECT_EQ(toHex(encodeLength(255)), "81FF");
    EXPECT_EQ(toHex(encodeLength(256)), "820100");
    EXPECT_EQ(toHex(encodeLength(65536)), "83010000");
}

TEST(Tlv, WhatIsEncodedIsRead) {
    for (const std::size_t size : {0U, 1U, 127U, 128U, 255U, 256U, 65535U, 65536U}) {
        const Bytes value(size, 0xFF);
        const Bytes bytes = encode(0x9F10, value);
        const auto items = parse(bytes).value();
        ASSERT_EQ(items.size(), 1U);
        EXPECT_EQ(items.front().value.size(), size);
    }
}

TEST(Tlv, ConstructedIsReadFromTheFirstTagByte) {
    EXPECT_TRUE(isConstructed(0x70));
    EXPECT_TRUE(isConstructed(0xBF0C));
    EXPECT_TRUE(isConstructed(0xFF8054));
    EXPECT_FALSE(isConstructed(0x5A));
    EXPECT_FALSE(isConstructed(0x9F38));
    EXPECT_FALSE(isConstructed(0xDF8129));
}

}  // namespace
}  // namespace tappay::tlv
