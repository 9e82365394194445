#include "simulator/sandbox/options.h"

#include <gtest/gtest.h>

namespace tappay::simulator::sandbox {

TEST(SandboxOptions, TakeTheCommandWithItsOwnOptions) {
    const auto options = parseOptions(
        {"run", "--card", "debit", "--card", "credit", "--tap", "phone", "--pin-pad", "--fault",
         "network:late@1:50", "--fault", "card:tear@3", "-v", "--", "tappayctl", "--json", "sale"});
    ASSERT_TRUE(options) << options.error().detail;
    EXPECT_FALSE(options->stay);
    EXPECT_TRUE(options->verbose);
    EXPECT_EQ(options->cards, (QStringList{"debit", "credit"}));
    EXPECT_EQ(options->tap, "phone");
    EXPECT_TRUE(options->pinPad);
    EXPECT_EQ(options->networkFaults, QStringList{"late@1:50"});
    EXPECT_EQ(options->cardFaults, QStringList{"tear@3"});
    EXPECT_EQ(options->command, (QStringList{"tappayctl", "--json", "sale"}));
}

TEST(SandboxOptions, UpStaysWithoutACommand) {
    const auto options = parseOptions({"up", "--empty", "--keep", "--dir", "/tmp/x"});
    ASSERT_TRUE(options) << options.error().detail;
    EXPECT_TRUE(options->stay && options->empty && options->keep);
    EXPECT_EQ(options->directory, "/tmp/x");
    EXPECT_EQ(options->chip, Chip::Virtual);
    EXPECT_FALSE(options->isNew);
}

TEST(SandboxOptions, NameTheChipAndLeaveItToAPersonToEnrol) {
    const std::pair<const char*, Chip> forms[] = {
        {"virtual", Chip::Virtual}, {"software", Chip::Software}, {"none", Chip::None}};
    for (const auto& [name, form] : forms)
        EXPECT_EQ(parseOptions({"up", "--new", "--chip", name})->chip, form);
    EXPECT_TRUE(parseOptions({"up", "--new"})->isNew);
}

TEST(SandboxOptions, HaveAShopOnlyWhenAsked) {
    EXPECT_TRUE(parseOptions({"run", "--shop", "--", "true"})->shop);
    EXPECT_FALSE(parseOptions({"run", "--", "--shop"})->shop);
    EXPECT_FALSE(parseOptions({"up"})->shop);
}

TEST(SandboxOptions, ServeTheSecurityDeviceWhereAsked) {
    struct Case {
        const char* way;
        bool reader, bluetooth;
    };
    for (const auto& [way, reader, bluetooth] :
         {Case{"reader", true, false}, Case{"bluetooth", false, true}, Case{"both", true, true}}) {
        const auto options = parseOptions({"run", "--device", way, "--", "true"});
        ASSERT_TRUE(options) << options.error().detail;
        EXPECT_EQ(options->deviceInReader, reader) << way;
        EXPECT_EQ(options->deviceOverBluetooth, bluetooth) << way;
    }
    const auto options = parseOptions({"up"});
    EXPECT_FALSE(options->deviceInReader || options->deviceOverBluetooth);
}

TEST(SandboxOptions, RefuseWhatMakesNoSense) {
    const QStringList lines[] = {
        {},
        {"start"},
        {"run"},
        {"up", "--", "true"},
        {"run", "--colour", "--", "true"},
        {"run", "--fault", "tear@3", "--", "true"},
        {"run", "--chip", "tpm", "--", "true"},
        {"run", "--device", "nfc", "--", "true"},
        {"run", "--device", "both", "--tap", "phone", "--", "true"},
        {"run", "--device", "reader", "--pcsc", "/s", "--", "true"},
        {"run", "--answer-timeout", "0", "--", "true"},
        {"run", "--answer-timeout", "soon", "--", "true"},
        {"run", "--pcsc", "/s", "--card", "debit", "--", "true"},
        {"run", "--pcsc", "/s", "--tap", "phone", "--pin-pad", "--", "true"}};
    for (const QStringList& line : lines) {
        const auto options = parseOptions(line);
        ASSERT_FALSE(options) << line.join(' ').toStdString();
        EXPECT_EQ(options.error().code, FailureCode::InputMalformed);
        EXPECT_FALSE(options.error().detail.empty());
    }
}

}  // namespace tappay::simulator::sandbox
