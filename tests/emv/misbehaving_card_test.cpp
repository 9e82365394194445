#include <gtest/gtest.h>

#include "emv/trial.h"

// Cards that are torn, cut short, or answer what no card should.
namespace tappay::emv::test {
namespace {

// The commands of the default trial, in order.
constexpr std::size_t kFinalGenerateAc = 8;

// Passes commands on, and spoils the answer to one of them.
class SpoiledCard final : public apdu::Card {
public:
    SpoiledCard(apdu::Card& card, std::size_t at, std::function<Result<apdu::Response>(Bytes)> how)
        : m_card(card), m_at(at), m_how(std::move(how)) {}
    Result<apdu::Response> transmit(const apdu::Command& command) override {
        auto answer = m_card.transmit(command);
        if (m_count++ != m_at) return answer;
        return m_how(answer->encode());
    }
    [[nodiscard]] Bytes atr() const override { return m_card.atr(); }
    [[nodiscard]] std::size_t count() const { return m_count; }

private:
    apdu::Card& m_card;
    std::size_t m_at, m_count = 0;
    std::function<Result<apdu::Response>(Bytes)> m_how;
};

Outcome runSpoiled(std::size_t at, std::function<Result<apdu::Response>(Bytes)> how,
                   std::size_t* commands = nullptr) {
    Trial trial;
    SpoiledCard card(trial.card, at, std::move(how));
    const Outcome outcome =
        run(trial.parameters, trial.transaction,
            {card, trial.cardholder, trial.host, trial.clock, trial.random, {}});
    if (commands != nullptr) *commands = card.count();
    return outcome;
}

TEST(MisbehavingCard, TornAtEachCommand) {
    for (std::size_t at = 0; at <= kFinalGenerateAc; ++at) {
        std::size_t commands = 0;
        const Outcome outcome =
            runSpoiled(at, [](const Bytes&) { return fail(FailureCode::CardRemoved); }, &commands);
        EXPECT_EQ(outcome.decision, Decision::Ended) << at;
        ASSERT_TRUE(outcome.reason) << at;
        EXPECT_EQ(outcome.reason->code, FailureCode::CardRemoved) << at;
        EXPECT_EQ(commands, at + 1) << "nothing is sent to a card that is gone";
        EXPECT_EQ(outcome.hostApproved, at == kFinalGenerateAc) << at;
    }
}

// A reader may report a torn answer as a shorter one: its last two octets look like a status.
TEST(MisbehavingCard, AnswersCutShortNeverApprove) {
    for (std::size_t at = 0; at <= kFinalGenerateAc; ++at) {
        std::size_t length = 0;
        (void)runSpoiled(at, [&](const Bytes& answer) {
            length = answer.size();
            return apdu::parseResponse(answer);
        });
        for (std::size_t cut = 1; cut < length; ++cut) {
            const Outcome outcome = runSpoiled(at, [&](const Bytes& answer) {
                return apdu::parseResponse(ByteView(answer).first(length - cut));
            });
            // Without its directory the card is found by the list of AIDs: the same transaction.
            if (at != 0) {
                EXPECT_FALSE(approved(outcome)) << at << " cut by " << cut;
            }
            EXPECT_EQ(outcome.reason.has_value(), !approved(outcome));
        }
    }
}

// The same, with the status in place: lengths inside the answer point behind its end.
TEST(MisbehavingCard, LengthOverrunsNeverApprove) {
    for (std::size_t at = 1; at <= kFinalGenerateAc; ++at) {
        for (std::size_t cut = 1; cut < 30; ++cut) {
            const Outcome outcome = runSpoiled(at, [&](const Bytes& answer) {
                const std::size_t data = answer.size() - 2;
                const ByteView kept = ByteView(answer).first(data - std::min(cut, data));
                return Result<apdu::Response>(
                    apdu::Response{Bytes(kept.begin(), kept.end()), 0x9000});
            });
            EXPECT_FALSE(approved(outcome)) << at << " cut by " << cut;
        }
    }
}

TEST(MisbehavingCard, EveryStatusWordIsNamed) {
    for (const int sw : {0x6100, 0x6283, 0x6300, 0x63C1, 0x6400, 0x6581, 0x6700, 0x6882, 0x6982,
                         0x6983, 0x6984, 0x6985, 0x6986, 0x6987, 0x6A80, 0x6A81, 0x6A82, 0x6A83,
                         0x6A86, 0x6A88, 0x6C10, 0x6D00, 0x6E00, 0x6F00, 0x9406, 0x0000, 0xFFFF}) {
        for (std::size_t at = 1; at <= kFinalGenerateAc; ++at) {
            const Outcome outcome = runSpoiled(at, [&](const Bytes&) {
                return Result<apdu::Response>(apdu::Response{{}, static_cast<std::uint16_t>(sw)});
            });
            EXPECT_FALSE(approved(outcome)) << std::hex << sw << " at " << at;
            EXPECT_TRUE(outcome.reason) << std::hex << sw << " at " << at;
        }
    }
}

TEST(MisbehavingCard, EachOctetInverted) {
    for (std::size_t at = 1; at <= kFinalGenerateAc; ++at) {
        for (std::size_t octet = 0; octet < 120; ++octet) {
            const Outcome outcome = runSpoiled(at, [&](Bytes answer) {
                if (octet + 2 < answer.size())
                    answer[octet] = static_cast<std::uint8_t>(~answer[octet]);
                return apdu::parseResponse(answer);
            });
            EXPECT_EQ(outcome.reason.has_value(), !approved(outcome));
            if (outcome.decision == Decision::ApprovedOnline) {
                EXPECT_TRUE(outcome.hostApproved);
                EXPECT_EQ(outcome.cid & 0xC0, 0x40);
            }
        }
    }
}

TEST(MisbehavingCard, SameInputsSameOutcome) {
    Trial first, second;
    const Outcome a = first.run(), b = second.run();
    EXPECT_EQ(first.card.heard, second.card.heard);
    EXPECT_EQ(first.host.icc, second.host.icc);
    EXPECT_EQ(a.decision, Decision::ApprovedOnline);
    EXPECT_EQ(toHex(a.tvr), "8000048000");
    EXPECT_EQ(b.cryptogram, a.cryptogram);
    EXPECT_EQ(first.card.heard.size(), kFinalGenerateAc + 1);
}

}  // namespace
}  // namespace tappay::emv::test
