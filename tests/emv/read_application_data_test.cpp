#include <gtest/gtest.h>

#include "emv/trial.h"

// EMV Book 3, 7 and 10.2.
namespace tappay::emv::test {
namespace {

void expectMalformed(Trial& trial, const std::string& what) {
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::Ended) << what;
    ASSERT_TRUE(outcome.reason) << what;
    EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed) << what;
    EXPECT_FALSE(trial.card.wasAsked("80AE")) << what;
    EXPECT_EQ(outcome.reason->detail.find("622848"), std::string::npos) << what;
}

TEST(ReadApplicationData, MandatoryObjects) {
    for (const tlv::Tag missing : {tag::kPan, tag::kExpiry, tag::kCdol1, tag::kCdol2}) {
        Trial trial;
        trial.card.drop(missing);
        expectMalformed(trial, toHex(tlv::encodeTag(missing)));
    }
}

TEST(ReadApplicationData, ObjectsMustBeWhatTheyClaim) {
    const std::vector<std::pair<tlv::Tag, std::string>> wrong{
        {tag::kPan, ""},
        {tag::kPan, "62284800F2345678901F"},
        {tag::kPan, "622848A012345678901F"},
        {tag::kPan, "622848FF"},
        {tag::kPan, "6228480012345678901234"},
        {tag::kExpiry, "3012"},
        {tag::kExpiry, "301331"},
        {tag::kExpiry, "300230"},
        {tag::kExpiry, "30123A"},
        {tag::kEffective, "200100"},
        {tag::kTrack2, "6228480012345678902D3012201"},
        {tag::kTrack2, "62284800123456789013012201F0"},
        {tag::kTrack2, "622848001234567890"},
        {tag::kIssuerCountry, "01"},
        {tag::kPanSequence, "0001"},
        {tag::kAuc, "FF"},
        {tag::kCardVersion, "003000"},
        {tag::kIacDenial, "00000000"},
        {tag::kIacOnline, ""},
        {tag::kCdol1, "9F"},
        {tag::kCdol2, "9F02"},
        {tag::kCvmList, "00000000"},
        {tag::kApplicationCurrency, "156A56"},
    };
    for (const auto& [object, value] : wrong) {
        if (value.size() % 2 != 0) continue;
        Trial trial;
        trial.card.put(object, value);
        expectMalformed(trial, toHex(tlv::encodeTag(object)) + " = " + value);
    }
}

TEST(ReadApplicationData, NothingComesTwice) {
    Trial within;
    within.card.records[{1, 1}].emplace_back(tag::kPan, *fromHex("6228480012345678901F"));
    expectMalformed(within, "twice in a record");
    Trial across;
    across.card.records[{2, 2}].emplace_back(tag::kExpiry, *fromHex("301231"));
    expectMalformed(across, "in two records");
    Trial options;
    options.card.records[{2, 2}].emplace_back(tag::kAip, *fromHex("1C00"));
    expectMalformed(options, "AIP in a record");
    Trial loop;
    loop.card.setProfile("1C00", "080101010801010110010200");
    expectMalformed(loop, "AFL that reads a record twice");
}

TEST(ReadApplicationData, RecordsOfFilesOneToTenAreTemplates) {
    for (const char* record : {"9000", "77009000", "5A0A6228480012345678901F9000", "7000709000",
                               "70005F24039000", "70025A0A9000",
                               "7001"
                               "9F"
                               "9000"}) {
        Trial trial;
        trial.card.on("00B20214", record);
        expectMalformed(trial, record);
    }
    Trial empty;  // nothing in it is no mistake
    empty.card.on("00B20214", "70009000");
    EXPECT_TRUE(approved(empty.run()));
}

TEST(ReadApplicationData, FilesAboveTenAreOnlySigned) {
    Trial trial;
    trial.card.setProfile("1C00", "080101011001020058010100");
    trial.card.on("00B2015C", "5A0A1111111111111111111F9000");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    EXPECT_EQ(outcome.maskedPan, "622848*********8901");
}

TEST(ReadApplicationData, CardNumbersHaveEightToNineteenDigits) {
    for (const char* const pan : {"1234567F", "62284800123456789012"}) {
        Trial trial;
        trial.card.drop(tag::kTrack2);
        trial.card.put(tag::kPan, pan);
        expectMalformed(trial, pan);
    }
}

TEST(ReadApplicationData, NestedTemplatesAreNotSearched) {
    Bytes nested = *fromHex("5A021111");
    for (int depth = 0; depth < 1000; ++depth)
        nested = tlv::encode(0xE1, nested);
    Trial trial;
    trial.card.on("00B20214", toHex(tlv::encode(tag::kRecord, nested)) + "9000");
    EXPECT_EQ(trial.run().maskedPan, "622848*********8901");
}

TEST(ReadApplicationData, CardDoesNotSpeakForTheTerminal) {
    Trial trial;
    trial.card.put(tag::kTvr, "FFFFFFFFFF");
    trial.card.put(tag::kUnpredictableNumber, "00000000");
    trial.card.put(tag::kCountry, "0840");
    trial.card.put(tag::kResponseCode, "3030");
    trial.card.put(tag::kCryptogram, "FFFFFFFFFFFFFFFF");
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    EXPECT_NE(trial.host.icc.find("9F26081122334455667788"), std::string::npos);
    EXPECT_NE(trial.host.icc.find("9F3704A1B2C3D4"), std::string::npos);
    EXPECT_NE(trial.host.icc.find("9F1A020156"), std::string::npos);
}

TEST(ReadApplicationData, AnotherAmountOrCurrencyInTheCardsDataEnds) {
    for (const auto& [object, value] :
         std::vector<std::pair<tlv::Tag, std::string>>{{tag::kAmount, "000000000001"},
                                                       {tag::kAmountBinary, "00000001"},
                                                       {tag::kCurrency, "0840"}}) {
        Trial trial;
        trial.card.put(object, value);
        expectMalformed(trial, toHex(tlv::encodeTag(object)));
    }
    Trial same;
    same.card.put(tag::kAmount, "000000012345");
    EXPECT_EQ(same.run().decision, Decision::ApprovedOnline);
}

TEST(ReadApplicationData, TrackAndSequenceMayBeAbsent) {
    Trial trial;
    trial.card.drop(tag::kTrack2);
    trial.card.drop(tag::kPanSequence);
    EXPECT_EQ(trial.run().decision, Decision::ApprovedOnline);
    EXPECT_EQ(trial.host.track2, "");
    EXPECT_FALSE(trial.host.panSequence);
    EXPECT_EQ(trial.host.pan, "6228480012345678901");
}

}  // namespace
}  // namespace tappay::emv::test
