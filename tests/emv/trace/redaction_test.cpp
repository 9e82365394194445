#include "emv/trace/masking.h"
#include "emv/trace/recorded_trial.h"
#include "emv/trace/redactor.h"

// What a trace keeps of the data that must not be in it.
namespace tappay::emv::test {
namespace {

std::string masked(tlv::Tag tag, const char* hex) {
    Bytes value = *fromHex(hex);
    trace::mask(tag, value);
    return toHex(value);
}

std::string cut(tlv::Tag tag, const char* hex) {
    Bytes value = *fromHex(hex);
    trace::maskCut(tag, value);
    return toHex(value);
}

TEST(Redaction, ValuesByTag) {
    EXPECT_EQ(masked(0x5A, "6228480012345678901F"), "6228480000000008901F");
    EXPECT_EQ(masked(0x5A, "6222021234567890"), "6222020000007890");
    EXPECT_EQ(masked(0x5A, "622202123456FFFF"), "000000000000FFFF") << "too short to show a part";
    EXPECT_EQ(masked(0x5A, "6228480012345678901F12"), "6228480000000008901F00");
    EXPECT_EQ(masked(0x57, "6228480012345678901D30122010000012300F"),
              "6228480000000008901D30122010000000000F");
    EXPECT_EQ(masked(0x57, "6222021234567890D301220198765432"), "6222020000007890D301220100000000");
    EXPECT_EQ(masked(0x57, "62220212345678903012"), "62220200000000000000");
    EXPECT_EQ(masked(0x5F20, "5749"), "2A2A");
    EXPECT_EQ(masked(0x9F61, "313131"), "2A2A2A");
    EXPECT_EQ(masked(0x9F1F, "3132"), "2A2A");
    EXPECT_EQ(masked(0x9F20, "123F"), "000F");
    for (const tlv::Tag zeroed : {0x93U, 0x9F46U, 0x9F2DU, 0x9F4BU, 0x98U})
        EXPECT_EQ(masked(zeroed, "A1B2C3"), "000000") << zeroed;
    EXPECT_EQ(masked(0x9F10, "0701"), "0701");
}

TEST(Redaction, ValuesADolHasCut) {
    EXPECT_EQ(cut(0x5A, "6228480012345678"), "6228480000000000");
    EXPECT_EQ(cut(0x5A, "6228"), "6228");
    EXPECT_EQ(cut(0x57, "6228480012345678901D3012"), "6228480000000000000D0000");
    EXPECT_EQ(cut(0x5F20, "41"), "2A");
    EXPECT_EQ(cut(0x9A, "261122"), "261122");
}

TEST(Redaction, WhatIsNotWellCodedGoesWhole) {
    for (const char* hex : {"5A0A6228480012345678", "70035A6228", "1F"}) {
        Bytes objects = *fromHex(hex);
        trace::maskObjects(objects);
        EXPECT_EQ(toHex(objects).find("62"), std::string::npos) << hex;
        EXPECT_EQ(objects.size(), fromHex(hex)->size());
        EXPECT_FALSE(tlv::findDeep(objects, 0x5A)) << "still not well coded";
    }
}

TEST(Redaction, CommandsOfPersonAndIssuerLoseTheirData) {
    trace::Redactor redactor;
    const auto kept = [&](const char* hex) {
        return toHex(redactor.command(*apdu::parseCommand(*fromHex(hex))));
    };
    EXPECT_EQ(kept("0020008008241234FFFFFFFFFF"), "00200080080000000000000000");
    EXPECT_EQ(kept("0020008804A1B2C3D4"), "002000880400000000");
    EXPECT_EQ(kept("84240000021234"), "84240000020000");
    EXPECT_EQ(kept("04DA9F580502A1B2C3D4"), "04DA9F58050000000000");
    EXPECT_EQ(kept("00A4040005A000000333"), "00A4040005A000000333");
    EXPECT_EQ(kept("80AE8000021234"), "80AE8000020000") << "nobody knows what the card asked for";
    EXPECT_EQ(kept("0088000004A1B2C3D400"), "0088000004A1B2C3D400");
    EXPECT_EQ(kept("0088000005A1B2C3D4E500"), "0088000005000000000000");
    EXPECT_EQ(toHex(trace::Redactor::scripts(*fromHex("72119F180411223344860884240000031234AB"))),
              "72119F18041122334486088424000003000000");
}

TEST(Redaction, MalformedScriptsStayMalformed) {
    for (const char* hex : {"7211", "72079F180411223344860884", "9F"}) {
        const Bytes kept = trace::Redactor::scripts(*fromHex(hex));
        EXPECT_EQ(kept.size(), fromHex(hex)->size());
        EXPECT_FALSE(tlv::parse(kept)) << hex;
    }
}

TEST(Redaction, LogRecordsAreKeptAsZeros) {
    trace::Redactor redactor;
    (void)redactor.command(apdu::readRecord(11, 1));
    EXPECT_EQ(toHex(redactor.answer({*fromHex("261122000000012345"), 0x9000})),
              "0000000000000000009000");
}

// A card that puts its number wherever it can.
Trial talkativeCard() {
    Trial trial;
    const Bytes number = *fromHex("6228480012345678901F");
    const std::string characters = toHex(asBytes(kTestPan));
    trial.card.put(0x5F20, "57414E472F58494F4C414E");
    trial.card.put(0x9F61, characters);
    trial.card.put(0x9F1F, characters.substr(0, 24));
    trial.card.put(0x9F20, "0012345678901F");
    trial.card.put(0xDF01, "AA" + toHex(number));
    trial.card.put(0xDF02, "A6228480012345678901FB");  // between the octets
    trial.card.put(0xDF03, characters);
    const std::string lists =
        "9F02069F03069F1A0295055F2A029A039C019F37045A0A5A0857135F200B98149F61"
        "13DF010BDF0213";
    trial.card.put(tag::kCdol1, lists);
    trial.card.put(tag::kCdol2, "8A02" + lists);
    trial.card.put(tag::kTdol, "5A0A");
    const Bytes inside = concat(
        {tlv::encode(tag::kDfName, *fromHex("A000000333010101")),
         tlv::encode(tag::kFciProprietary, tlv::encode(0xBF0C, tlv::encode(0xDF04, number)))});
    trial.card.on("00A4040008A000000333010101", toHex(tlv::encode(tag::kFci, inside)) + "9000");
    trial.host.answer = HostAnswer{true,
                                   "00",
                                   {},
                                   *fromHex("720C860A84DC010405"
                                            "6228480012"
                                            "720C860A84DC010405"
                                            "3456789010")};
    return trial;
}

TEST(Redaction, NoDigitOfTheNumberWhereverTheCardPutsIt) {
    Trial trial = talkativeCard();
    const Recorded recorded = expectRecordedAndReplayed(trial);
    EXPECT_EQ(recorded.outcome.decision, Decision::ApprovedOnline);
    EXPECT_EQ(trial.card.lastAsked("80AE").find("00123456") == std::string::npos, false)
        << "the card got it";
    EXPECT_EQ(recorded.text.find(toHex(asBytes("WANG"))), std::string::npos);
}

TEST(Redaction, FindsWhatItLooksFor) {
    // The live commands and answers hold what the trace must not: the search above is no sham.
    Trial trial = talkativeCard();
    trial.run();
    std::string heard;
    for (const std::string& command : trial.card.heard)
        heard += command;
    EXPECT_NE(heard.find(runsOf(kTestPan)[8]), std::string::npos);
}

}  // namespace
}  // namespace tappay::emv::test
