#include "protocol/card_data.h"

#include <gtest/gtest.h>

namespace tappay::protocol {
namespace {

constexpr const char* kKey = "01936b2e-7c00-7abc-8def-0123456789ab";
constexpr std::string_view kJson =
    R"({"key":"01936b2e-7c00-7abc-8def-0123456789ab","pan":"6228480012345678901",)"
    R"("track2":"6228480012345678901D30122010000000","expiry":"3012","panSequence":"01",)"
    R"("icc":"9F2608D86EA799901B3784","pinBlock":"6B1CAF242C014F4D"})";

CardData card() {
    CardData card;
    card.pan = SecretBytes(asBytes("6228480012345678901"));
    card.track2 = SecretBytes(asBytes("6228480012345678901D30122010000000"));
    card.expiry = "3012";
    card.panSequence = "01";
    card.icc = fromHex("9F2608D86EA799901B3784").value();
    card.pinBlock = fromHex("6B1CAF242C014F4D").value();
    return card;
}

std::string with(std::string_view from, std::string_view to) {
    std::string text(kJson);
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(CardData, IsWrittenAsDocumented) {
    EXPECT_EQ(toText(encodeCardData(kKey, card()).view()), kJson);
}

TEST(CardData, ComesBack) {
    auto sealed = decodeCardData(asBytes(kJson));
    ASSERT_TRUE(sealed) << sealed.error().detail;
    EXPECT_EQ(sealed->key, kKey);
    EXPECT_EQ(toText(sealed->card.pan.view()), "6228480012345678901");
    EXPECT_EQ(toText(sealed->card.track2.view()), "6228480012345678901D30122010000000");
    EXPECT_EQ(sealed->card.expiry, "3012");
    EXPECT_EQ(sealed->card.panSequence, "01");
    EXPECT_EQ(sealed->card.icc, card().icc);
    EXPECT_EQ(sealed->card.pinBlock, card().pinBlock);
}

TEST(CardData, OptionalPartsMayBeAbsent) {
    CardData plain = card();
    plain.panSequence.reset();
    plain.pinBlock.clear();
    plain.track2.clear();
    auto sealed = decodeCardData(encodeCardData(kKey, plain).view());
    ASSERT_TRUE(sealed) << sealed.error().detail;
    EXPECT_FALSE(sealed->card.panSequence);
    EXPECT_TRUE(sealed->card.pinBlock.empty());
    EXPECT_TRUE(sealed->card.track2.empty());
}

TEST(CardData, APinMayHaveAKeyOfItsOwn) {
    auto once = card();
    once.pinKeySerial = fromHex("887766554433221100000001").value();
    const auto json = encodeCardData(kKey, once);
    EXPECT_EQ(toText(json.view()),
              with("4F4D\"}", R"(4F4D","pinKeySerial":"887766554433221100000001"})"));
    EXPECT_EQ(decodeCardData(json.view())->card.pinKeySerial, once.pinKeySerial);
    EXPECT_TRUE(decodeCardData(asBytes(kJson))->card.pinKeySerial.empty());
}

TEST(CardData, RefusesWhatDoesNotFit) {
    const std::string refused[] = {
        "",
        "{}",
        "[]",
        std::string(kJson) + "x",
        std::string(kJson.substr(0, kJson.size() - 1)),
        with(R"("pan":"6228480012345678901")", R"("pan":6228480012345678901)"),
        with(R"("pan":"6228480012345678901")", R"("pan":"62284800123456789O1")"),
        with(R"("pan":"6228480012345678901")", R"("pan":"62284800123456789011")"),
        with(R"("pan":"6228480012345678901",)", ""),
        with("8901D3012", "8901=3012"),
        with(R"("expiry":"3012")", R"("expiry":"312")"),
        with(R"("expiry":"3012")", R"("pan":"6228480012345678901","expiry":"3012")"),
        with(R"("panSequence":"01")", R"("panSequence":"1")"),
        with("9F2608", "9F260"),
        with("6B1CAF242C014F4D", "6B1CAF242C014F"),
        with("6B1CAF242C014F4D", "6B1CAF24\\u0030"),
        with("01936b2e", "01936b2g"),
        with("4F4D\"}", R"(4F4D","pinKeySerial":"8877665544332211000001"})"),
        with("4F4D\"}", R"(4F4D","pinKeySerial":"88776655443322110000000G"})"),
        with("6B1CAF242C014F4D\"}", R"(","pinKeySerial":"887766554433221100000001"})"),
    };
    for (const auto& json : refused) {
        auto sealed = decodeCardData(asBytes(json));
        ASSERT_FALSE(sealed) << json;
        EXPECT_EQ(sealed.error().code, FailureCode::InputMalformed) << json;
        EXPECT_EQ(sealed.error().detail.find("622848"), std::string::npos) << "card in a failure";
    }
}

}  // namespace
}  // namespace tappay::protocol
