// One wrong octet in what the host answers: a card that checks its issuer gives no approval that
// the issuer did not give, and changes nothing that the issuer did not order.

#include <gtest/gtest.h>

#include "kernel_side.h"
#include "simulator/perso/setup.h"
#include "world_files.h"

namespace tappay::test {
namespace {

using namespace simulator;

constexpr std::uint16_t kOfflineLimit = 0x9F58;  // 03 as the card is made

// What the issuer answers, and then an attacker makes of it.
class TamperingHost final : public emv::Host {
public:
    TamperingHost(const ApplicationProfile& card, std::string code) : m_card(card), m_issuer(card) {
        m_issuer.code = std::move(code);
    }
    Result<emv::HostAnswer> authorise(emv::HostRequest request) override {
        const Bytes icc = request.icc;
        TAPPAY_TRY(answer, m_issuer.authorise(std::move(request)));
        if (scriptTag != 0) answer.scripts = script(icc);
        tamper(answer);
        return answer;
    }
    Result<void> expectOfflineApproval() override { return {}; }
    Result<void> keepOfflineApproval(emv::HostRequest) override {
        return fail(FailureCode::JournalUnavailable);
    }

    std::function<void(emv::HostAnswer&)> tamper = [](emv::HostAnswer&) {};
    tlv::Tag scriptTag = 0;  // 71, 72 or none

private:
    // PUT DATA: two offline payments in a row instead of three.
    [[nodiscard]] Bytes script(ByteView icc) const {
        const auto items = tlv::parse(icc).value();
        const auto atc = *tlv::find(items, 0x9F36);
        const auto number = static_cast<std::uint16_t>(atc[0] << 8 | atc[1]);
        const Bytes header = hex("04DA9F5805"), value{0x02};
        const auto key = sessionKey(m_card.keyMac, number).value();
        const auto mac = scriptMac(key, header, number, *tlv::find(items, 0x9F26), value).value();
        Bytes inside = tlv::encode(0x9F18, hex("00000001"));
        tlv::appendItem(inside, 0x86, concat({header, value, mac}));
        return tlv::encode(scriptTag, inside);
    }

    const ApplicationProfile& m_card;
    IssuerHost m_issuer;
};

class TamperedAnswer : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_directory = std::make_unique<TemporaryDirectory>();
        crypto::SystemRandom random;
        ASSERT_TRUE(setUpWorld(s_directory->path(), random));
    }
    static void TearDownTestSuite() { s_directory.reset(); }
    TamperedAnswer() : m_parameters(readParameters(s_directory->path("parameters.json"))) {}

    struct Paid {
        emv::Outcome outcome;
        Bytes offlineLimit;  // of the card, afterwards
    };
    // An issuer that answers `code`, on a fresh card.
    Paid pay(const std::string& code, std::function<void(emv::HostAnswer&)> tamper,
             tlv::Tag scriptTag = 0) {
        DirectCard card(s_directory->path("cards/debit.json"));
        TamperingHost host(card.application(), code);
        host.tamper = std::move(tamper);
        host.scriptTag = scriptTag;
        auto outcome = emv::run(
            m_parameters, {.amount = parseMoney("12.34", m_parameters.terminal.currency).value()},
            {card, m_person, host, m_clock, m_random, {}});
        const auto& changed = card.state().data;
        const auto found = changed.find(kOfflineLimit);
        return {std::move(outcome),
                found == changed.end() ? card.application().data.at(kOfflineLimit) : found->second};
    }

    static std::unique_ptr<TemporaryDirectory> s_directory;
    crypto::SystemRandom m_random;
    SystemClock m_clock;
    emv::Parameters m_parameters;
    Person m_person;
};

std::unique_ptr<TemporaryDirectory> TamperedAnswer::s_directory;

void leave(emv::HostAnswer&) {}

std::uint8_t maskFor(std::size_t position) {
    return static_cast<std::uint8_t>(1U << (position % 8));
}

TEST_F(TamperedAnswer, AnUntouchedOneIsApproved) {
    EXPECT_EQ(pay("00", leave).outcome.decision, emv::Decision::ApprovedOnline);
    for (const tlv::Tag script : {0x71U, 0x72U}) {
        const Paid paid = pay("00", leave, script);
        EXPECT_EQ(paid.outcome.decision, emv::Decision::ApprovedOnline);
        EXPECT_EQ(toHex(paid.offlineLimit), "02");
        EXPECT_EQ(toHex(paid.outcome.scriptResults), "2000000001");
    }
}

TEST_F(TamperedAnswer, IssuerAuthenticationData) {
    for (std::size_t i = 0; i < 10; ++i) {
        const auto outcome = pay("00", [i](emv::HostAnswer& answer) {
                                 answer.issuerAuthentication.at(i) ^= maskFor(i);
                             }).outcome;
        EXPECT_EQ(outcome.decision, emv::Decision::DeclinedByCard) << i;
        EXPECT_TRUE(outcome.hostApproved) << "to be undone";
        EXPECT_NE(outcome.tvr[4] & 0x40, 0) << "issuer authentication failed";
    }
    const auto missing =
        pay("00", [](emv::HostAnswer& answer) { answer.issuerAuthentication.clear(); }).outcome;
    EXPECT_EQ(missing.decision, emv::Decision::DeclinedByCard);
}

// What the issuer declined stays declined when one character of its code makes it an approval.
TEST_F(TamperedAnswer, ResponseCode) {
    struct Case {
        const char* issuers;
        const char* received;
    };
    for (const auto& [issuers, received] :
         {Case{"05", "00"}, {"01", "00"}, {"01", "11"}, {"51", "11"}, {"12", "10"}, {"20", "00"}}) {
        const auto outcome = pay(issuers, [code = received](emv::HostAnswer& answer) {
                                 answer.approved = true;
                                 answer.responseCode = code;
                             }).outcome;
        EXPECT_EQ(outcome.decision, emv::Decision::DeclinedByCard) << issuers << received;
        EXPECT_TRUE(outcome.hostApproved) << "to be undone";
    }
}

TEST_F(TamperedAnswer, Scripts) {
    for (const tlv::Tag script : {0x71U, 0x72U}) {
        std::size_t length = 1;
        for (std::size_t i = 0; i < length; ++i) {
            const auto paid = pay(
                "00",
                [&](emv::HostAnswer& answer) {
                    length = answer.scripts.size();
                    answer.scripts[i] ^= maskFor(i);
                },
                script);
            // Without its identifier the order is still the issuer's, whole and authentic.
            const bool identifier = i >= 2 && i < 9;
            const std::string limit = toHex(paid.offlineLimit);
            EXPECT_TRUE(limit == "03" || (identifier && limit == "02")) << i << " " << limit;
            EXPECT_EQ(paid.outcome.decision, emv::Decision::ApprovedOnline)
                << "which the issuer gave; octet " << i;
        }
        EXPECT_EQ(length, 21u);
    }
}

}  // namespace
}  // namespace tappay::test
