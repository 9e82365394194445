#include <gtest/gtest.h>

#include "emv/sm2_chain.h"
#include "emv/trial.h"

// Certificates that the scheme has withdrawn (EMV Book 2, 5.1.2 and 5.3 step 10).
namespace tappay::emv::test {
namespace {

std::string firstTvrOctets(const KeyChain& chain, const RevokedCertificate& revoked) {
    Trial trial;
    trial.parameters.caKeys = {chain.caKey()};
    trial.parameters.revoked = {{*fromHex("A000000003"), 0xF0, *fromHex("000001")}, revoked};
    chain.issue(trial.card, "7C00");
    chain.answerDda(trial.card);
    return toHex(trial.run().tvr).substr(0, 2);
}

TEST(Revocation, OnlyTheVeryCertificateIsRefused) {
    const Bytes rid = *fromHex("A000000333"), serial = *fromHex("000001");
    for (const KeyChain* chain :
         std::initializer_list<const KeyChain*>{&Chain::withRemainders(), &Sm2Chain::instance()}) {
        EXPECT_EQ(firstTvrOctets(*chain, {rid, 0xF0, serial}), "08");
        EXPECT_EQ(firstTvrOctets(*chain, {*fromHex("A000000334"), 0xF0, serial}), "00");
        EXPECT_EQ(firstTvrOctets(*chain, {rid, 0xF1, serial}), "00");
        EXPECT_EQ(firstTvrOctets(*chain, {rid, 0xF0, *fromHex("000002")}), "00");
    }
}

}  // namespace
}  // namespace tappay::emv::test
