// The terminal's kernel and the virtual cards have no code in common: here they meet.

#include "emv/kernel.h"

#include <gtest/gtest.h>

#include "kernel_side.h"
#include "simulator/perso/setup.h"
#include "world_files.h"

namespace tappay::test {
namespace {

using namespace simulator;

class Kernel : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_directory = std::make_unique<TemporaryDirectory>();
        crypto::SystemRandom random;
        ASSERT_TRUE(setUpWorld(s_directory->path(), random));
    }
    static void TearDownTestSuite() { s_directory.reset(); }
    Kernel() : m_parameters(readParameters(s_directory->path("parameters.json"))) {}

    emv::Outcome pay(const std::string& name, std::string_view amount, std::string code = "00") {
        DirectCard card(s_directory->path("cards/" + name + ".json"));
        IssuerHost host(card.application());
        host.code = std::move(code);
        m_person.pins = 0;
        const auto outcome = emv::run(
            m_parameters, {.amount = parseMoney(amount, m_parameters.terminal.currency).value()},
            {card, m_person, host, m_clock, m_random, {}});
        m_asked = host.asked;
        m_national = host.national;
        return outcome;
    }

    static std::unique_ptr<TemporaryDirectory> s_directory;
    crypto::SystemRandom m_random;
    SystemClock m_clock;
    emv::Parameters m_parameters;
    Person m_person;
    int m_asked = 0;
    bool m_national = false;
};

std::unique_ptr<TemporaryDirectory> Kernel::s_directory;

TEST_F(Kernel, ApprovesTheDebitCardWithAndWithoutPin) {
    const auto small = pay("debit", "12.34");
    EXPECT_EQ(small.decision, emv::Decision::ApprovedOnline) << toHex(small.tvr);
    EXPECT_EQ(toHex(small.cvmResults), "1F0602");
    EXPECT_EQ(m_person.pins, 0);
    // Nothing but "new card" and "above the floor limit": the signature held.
    EXPECT_EQ(toHex(small.tvr).substr(0, 6), "000000");
    const auto large = pay("debit", "1000.00");
    EXPECT_EQ(large.decision, emv::Decision::ApprovedOnline);
    EXPECT_EQ(large.cvm, emv::CvmUsed::OnlinePin);
    EXPECT_EQ(m_person.pins, 1);
}

TEST_F(Kernel, ApprovesTheCreditCardBySignature) {
    const auto large = pay("credit", "1500.00");
    EXPECT_EQ(large.decision, emv::Decision::ApprovedOnline) << toHex(large.tvr);
    EXPECT_TRUE(large.signatureNeeded);
    EXPECT_EQ(pay("credit", "5.00").cvm, emv::CvmUsed::None);
}

TEST_F(Kernel, ApprovesWhateverTheCardIsAuthenticatedWith) {
    for (const char* name : {"sda", "dda", "cda", "no-psn", "visa-like", "mastercard-like", "sm",
                             "contactless", "contactless-credit", "empty-ecash"}) {
        const auto outcome = pay(name, "12.34");
        EXPECT_EQ(outcome.decision, emv::Decision::ApprovedOnline) << name << toHex(outcome.tvr);
        // Nothing failed; "SDA selected" is no failure.
        const int selected = name == std::string_view("sda") ? 0x02 : 0;
        EXPECT_EQ(outcome.tvr[0], selected) << name << toHex(outcome.tvr);
    }
}

TEST_F(Kernel, SpeaksSm2WithTheCardThatCan) {
    const auto outcome = pay("sm", "12.34");
    EXPECT_EQ(outcome.decision, emv::Decision::ApprovedOnline);
    EXPECT_EQ(outcome.tvr[0], 0) << toHex(outcome.tvr);
    EXPECT_TRUE(m_national);
    std::erase_if(m_parameters.caKeys, [](const emv::CaKey& key) {
        return std::holds_alternative<emv::Sm2PublicKey>(key.key);
    });
    EXPECT_EQ(pay("sm", "12.34").decision, emv::Decision::ApprovedOnline);
    EXPECT_FALSE(m_national);
}

TEST_F(Kernel, AcceptsTheCardsOwnRefusal) {
    EXPECT_EQ(pay("declines-offline", "12.34").decision, emv::Decision::DeclinedByCard);
    EXPECT_EQ(m_asked, 0);
}

TEST_F(Kernel, DeclinesWhatTheIssuerDeclines) {
    EXPECT_EQ(pay("debit", "12.34", "51").decision, emv::Decision::DeclinedByHost);
}

TEST_F(Kernel, RefusesTheBrokenCertificateWithoutAsking) {
    const auto outcome = pay("broken-certificate", "12.34");
    EXPECT_EQ(outcome.decision, emv::Decision::DeclinedByCard);
    EXPECT_EQ(m_asked, 0);
    EXPECT_EQ(outcome.tvr[0] & 0x0C, 0x04) << toHex(outcome.tvr);
}

TEST_F(Kernel, AsksTheIssuerAboutTheExpiredCard) {
    const auto outcome = pay("expired", "12.34", "54");
    EXPECT_EQ(m_asked, 1);
    EXPECT_EQ(outcome.tvr[1] & 0x40, 0x40) << toHex(outcome.tvr);
    EXPECT_EQ(outcome.decision, emv::Decision::DeclinedByHost);
}

TEST_F(Kernel, AlwaysWantsThePinOfTheLockedCard) {
    EXPECT_EQ(pay("pin-locked", "1.00", "75").decision, emv::Decision::DeclinedByHost);
    EXPECT_EQ(m_person.pins, 1);
}

}  // namespace
}  // namespace tappay::test
