#include <gtest/gtest.h>

#include "emv/trial.h"

// EMV Book 3, 10.4: the second octet of the TVR.
namespace tappay::emv::test {
namespace {

std::string secondOctet(Trial& trial) {
    return toHex(trial.run().tvr).substr(2, 2);
}

TEST(ProcessingRestrictions, Versions) {
    Trial differs;
    differs.card.put(tag::kCardVersion, "0020");
    EXPECT_EQ(secondOctet(differs), "80");
    Trial absent;
    absent.card.drop(tag::kCardVersion);
    EXPECT_EQ(secondOctet(absent), "00");
}

TEST(ProcessingRestrictions, Dates) {
    const std::vector<std::array<const char*, 3>> cases{
        // effective, expiry, TVR
        {"200101", "261122", "00"},                              // the last day
        {"200101", "261121", "40"}, {"261122", "301231", "00"},  // the first day
        {"261123", "301231", "20"}, {"991231", "301231", "00"},  // last century
        {"200101", "991231", "40"}, {"200101", "491231", "00"},
    };
    for (const auto& [effective, expiry, tvr] : cases) {
        Trial trial;
        trial.card.put(tag::kEffective, effective);
        trial.card.put(tag::kExpiry, expiry);
        EXPECT_EQ(secondOctet(trial), tvr) << effective << " " << expiry;
    }
    Trial always;
    always.card.drop(tag::kEffective);
    EXPECT_EQ(secondOctet(always), "00");
}

TEST(ProcessingRestrictions, UsageControl) {
    struct Case {
        const char* usage;
        const char* country;  // of the issuer, nothing when unknown
        std::uint8_t transaction, terminal;
        const char* tvr;
    };
    const std::vector<Case> cases{
        {"2900", "0156", 0x00, 0x22, "00"},  // domestic goods and services
        {"2100", "0156", 0x00, 0x22, "00"},  // goods
        {"0900", "0156", 0x00, 0x22, "00"},  // services
        {"D700", "0156", 0x00, 0x22, "10"},  // neither
        {"1500", "0840", 0x00, 0x22, "00"},  // abroad
        {"E900", "0840", 0x00, 0x22, "10"},
        {"D700", "", 0x00, 0x22, "00"},      // issuer's country unknown
        {"FE00", "0156", 0x00, 0x22, "10"},  // not at terminals in shops
        {"FE00", "", 0x00, 0x22, "10"},
        {"8100", "0156", 0x01, 0x22, "00"},  // cash
        {"7F00", "0156", 0x01, 0x22, "10"},
        {"4100", "0840", 0x01, 0x22, "00"},
        {"BF00", "0840", 0x01, 0x22, "10"},
        {"8200", "0156", 0x01, 0x14, "00"},  // at an ATM
        {"8100", "0156", 0x01, 0x14, "10"},
        {"8100", "0156", 0x01, 0x15, "00"},  // a bank's terminal that gives no cash itself
        {"8200", "0156", 0x01, 0x15, "10"},
        {"0500", "0840", 0x00, 0x22, "00"},  // services abroad
        {"2180", "0156", 0x09, 0x22, "00"},  // with cashback
        {"2140", "0156", 0x09, 0x22, "10"},
        {"1140", "0840", 0x09, 0x22, "00"},
        {"1180", "0840", 0x09, 0x22, "10"},
        {"01C0", "0156", 0x09, 0x22, "10"},  // cashback without a purchase
    };
    for (const Case& one : cases) {
        Trial trial;
        trial.card.put(tag::kAuc, one.usage);
        if (*one.country != '\0')
            trial.card.put(tag::kIssuerCountry, one.country);
        else
            trial.card.drop(tag::kIssuerCountry);
        trial.transaction.type = one.transaction;
        trial.parameters.terminal.type = one.terminal;
        if (one.terminal == 0x14) trial.parameters.terminal.additionalCapabilities[0] = 0x80;
        EXPECT_EQ(secondOctet(trial), one.tvr)
            << one.usage << " " << one.country << " " << int(one.transaction);
    }
    Trial unrestricted;
    unrestricted.card.drop(tag::kAuc);
    EXPECT_EQ(secondOctet(unrestricted), "00");
}

}  // namespace
}  // namespace tappay::emv::test
