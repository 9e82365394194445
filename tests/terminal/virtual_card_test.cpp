#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QByteArray>
#include <fstream>
#include <sstream>

#include "emv/trace/replay.h"
#include "simulator/card/virtual_card.h"
#include "simulator/network/cryptogram_check.h"
#include "simulator/perso/setup.h"
#include "terminal/config_file.h"
#include "terminal/running_terminal.h"

// Sales through the real kernel with the cards of the simulator and the issuer's own cryptography.
namespace tappay::terminal::testing {
namespace {

namespace sim = tappay::simulator;

// One power-up of a virtual card; torn out at one of its commands if wanted.
class PoweredCard final : public apdu::Card {
public:
    PoweredCard(sim::VirtualCard& card, int tearAt) : m_card(card), m_tearAt(tearAt) {
        m_atr = m_card.reset();
    }
    Result<apdu::Response> transmit(const apdu::Command& command) override {
        if (m_tearAt > 0 && ++m_commands >= m_tearAt) return fail(FailureCode::CardRemoved, "torn");
        return m_card.process(command);
    }
    [[nodiscard]] Bytes atr() const override { return m_atr; }

private:
    sim::VirtualCard& m_card;
    int m_tearAt, m_commands = 0;
    Bytes m_atr;
};

class VirtualCardTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        s_cards = new TemporaryDirectory;
        crypto::SystemRandom random;
        ASSERT_TRUE(sim::setUpWorld(s_cards->path().string(), random));
    }
    static void TearDownTestSuite() { delete s_cards; }

    VirtualCardTest() {
        std::ostringstream json;
        json << std::ifstream(s_cards->path() / "parameters.json").rdbuf();
        auto read = readParameters(json.str());
        EXPECT_TRUE(read) << read.error().detail;
        auto terminal = std::exchange(world.standing.set, std::move(*read)).kernel.terminal;
        terminal.ifdSerial = terminal.terminalId;
        terminal.acquirerId = "48021000";
        world.standing.set.kernel.terminal = terminal;
        std::ostringstream issuers;
        issuers << std::ifstream(s_cards->path() / "issuers.json").rdbuf();
        bank = std::move(*sim::network::parseBank(QByteArray::fromStdString(issuers.str())));
        world.backEnd.authorising = [this](const auto& request, const auto&) {
            return issuerAnswer(request);
        };
    }

    void insert(const std::string& name) {
        const auto file = s_cards->path() / "cards" / (name + ".json");
        auto profile = sim::loadProfile(file.string());
        ASSERT_TRUE(profile) << profile.error().detail;
        const auto shared = std::make_shared<const sim::CardProfile>(std::move(*profile));
        card = std::make_unique<sim::VirtualCard>(shared, sim::freshState(*shared), world.random,
                                                  [](const sim::CardState&) {});
        world.readers.card = [this] { return std::make_unique<PoweredCard>(*card, tearAt); };
        world.readers.insert();
    }
    // Approves every genuine card, with its ARPC.
    FakeBackEnd::Answer issuerAnswer(const protocol::AuthorisationRequest& request) {
        lastRequestHadPin = !request.card.pinBlock.empty();
        const std::string pan = toText(request.card.pan.view());
        const auto proof = sim::network::checkCryptogram(
            *bank.issuerOf(pan), pan, request.card.panSequence.value_or(""), request.card.icc,
            moneyToN12(request.amount), "156");
        EXPECT_TRUE(proof) << proof.error().detail;
        auto answer = declining ? world.backEnd.decline(request) : world.backEnd.approve(request);
        answer.icc = *sim::network::answerToCard(*proof, answer.responseCode, std::nullopt);
        if (spoilArpc) answer.icc[3] ^= 1;
        return answer;
    }
    TransactionSnapshot sell(RunningTerminal& terminal, std::int64_t fen) {
        const auto id = terminal->startSale(yuan(fen), "", std::nullopt).value_or("");
        const auto pinOrEnd = terminal.waitFor(id, [](const auto& shown) {
            return isFinal(shown.state) || shown.stage == Stage::EnterPin;
        });
        if (!isFinal(pinOrEnd.state)) {
            for (const auto key : {PinKey::D1, PinKey::D2, PinKey::D3, PinKey::D4, PinKey::D5,
                                   PinKey::D6, PinKey::Enter})
                EXPECT_TRUE(terminal->pinKey(id, key));
        }
        return terminal.waitFor(id, [](const auto& shown) { return isFinal(shown.state); });
    }

    static TemporaryDirectory* s_cards;
    TemporaryDirectory directory;
    FakeWorld world;
    Config config = testConfig(directory.path());
    sim::network::Bank bank;
    std::unique_ptr<sim::VirtualCard> card;
    int tearAt = 0;
    bool declining = false, spoilArpc = false, lastRequestHadPin = false;
};

TemporaryDirectory* VirtualCardTest::s_cards = nullptr;

TEST_F(VirtualCardTest, SmallSaleNeedsNothingOfTheCardholder) {
    RunningTerminal terminal(world, config);
    insert("debit");
    const auto approved = sell(terminal, 1234);
    EXPECT_EQ(approved.state, State::Approved)
        << (approved.failure ? approved.failure->detail : "");
    EXPECT_EQ(approved.cvm, "none");
    EXPECT_EQ(approved.maskedPan, "622848*********0014");
    EXPECT_EQ(approved.cardLabel, "Test Bank Debit");
    EXPECT_EQ(approved.aid, "A000000333010101");
    EXPECT_EQ(approved.atc.size(), 4u);
    EXPECT_EQ(approved.cryptogram.size(), 16u);
    EXPECT_FALSE(lastRequestHadPin);
}

TEST_F(VirtualCardTest, CardStaysInForThreeSales) {
    RunningTerminal terminal(world, config);
    insert("debit");
    std::set<std::string> counters;
    for (int i = 0; i < 3; ++i) {
        const auto approved = sell(terminal, 100 + i);
        EXPECT_EQ(approved.state, State::Approved);
        counters.insert(approved.atc);
    }
    EXPECT_EQ(counters.size(), 3u);
}

TEST_F(VirtualCardTest, LargeSaleAsksForThePin) {
    RunningTerminal terminal(world, config);
    insert("debit");
    const auto approved = sell(terminal, 150'000);
    EXPECT_EQ(approved.state, State::Approved);
    EXPECT_EQ(approved.cvm, "online_pin");
    EXPECT_TRUE(lastRequestHadPin);
}

TEST_F(VirtualCardTest, CreditCardWantsASignature) {
    RunningTerminal terminal(world, config);
    insert("credit");
    const auto approved = sell(terminal, 150'000);
    EXPECT_EQ(approved.state, State::Approved);
    EXPECT_EQ(approved.cvm, "signature");
    EXPECT_TRUE(approved.signatureNeeded);
    EXPECT_TRUE(terminal->receipt(approved.id, Copy::Merchant)->signatureLine);
}

TEST_F(VirtualCardTest, DeclinedByTheIssuer) {
    declining = true;
    RunningTerminal terminal(world, config);
    insert("debit");
    EXPECT_EQ(sell(terminal, 1234).state, State::Declined);
    EXPECT_THAT(world.backEnd.calls(), ::testing::ElementsAre("authorise"));
}

TEST_F(VirtualCardTest, CardThatDoesNotBelieveTheIssuerGetsTheMoneyBack) {
    spoilArpc = true;
    RunningTerminal terminal(world, config);
    insert("debit");
    const auto end = sell(terminal, 1234);
    EXPECT_EQ(end.state, State::Undone);
    EXPECT_EQ(world.backEnd.stateOf(end.id), protocol::PaymentState::Undone);
}

// Fault 32: at every command, until the sale has fewer commands than that.
TEST_F(VirtualCardTest, TornAtEveryCommandTheMoneyIsRight) {
    bool failed = false, undone = false;
    for (tearAt = 1; tearAt < 60; ++tearAt) {
        TemporaryDirectory fresh;
        config.directory = fresh.path().string();
        RunningTerminal terminal(world, config);
        insert("debit");
        const auto end = sell(terminal, 1234);
        const auto atHost = world.backEnd.stateOf(end.id);
        if (end.state == State::Approved) {
            EXPECT_EQ(atHost, protocol::PaymentState::Approved);
            break;
        }
        ASSERT_TRUE(end.state == State::Failed || end.state == State::Undone)
            << nameOf(end.state) << " at " << tearAt;
        ASSERT_EQ(end.failure->code, FailureCode::CardRemoved) << tearAt;
        const bool asked = end.state == State::Undone;
        EXPECT_EQ(atHost.has_value(), asked);
        EXPECT_TRUE(!asked || atHost == protocol::PaymentState::Undone);
        (asked ? undone : failed) = true;
        world.readers.remove();
    }
    EXPECT_LT(tearAt, 60);
    EXPECT_TRUE(failed && undone);
}

TEST_F(VirtualCardTest, FactsOfTheCard) {
    RunningTerminal terminal(world, config);
    insert("debit");
    const auto facts = terminal->readCard(Deadline::in(std::chrono::seconds(5)));
    ASSERT_TRUE(facts);
    EXPECT_THAT(*facts, ::testing::Contains(
                            std::pair<std::string, std::string>("pan", "622848*********0014")));
}

// What is kept of a sale can be run again by the kernel alone, and shows no more of the card than a
// receipt does.
TEST_F(VirtualCardTest, TraceOfEachSaleReplays) {
    for (const auto& [name, fen] : {std::pair{"debit", 1234},
                                    {"debit", 150'000},
                                    {"credit", 150'000},
                                    {"expired", 1234},
                                    {"broken-certificate", 1234},
                                    {"pin-locked", 1234}}) {
        TemporaryDirectory fresh;
        config.directory = fresh.path().string();
        RunningTerminal terminal(world, config);
        insert(name);
        const auto end = sell(terminal, fen);
        terminal.stop();
        world.readers.remove();
        const auto text = Journal::open(fresh.path())->trace(end.id).value();
        ASSERT_TRUE(text) << name;
        const auto runs = emv::trace::parseTranscripts(*text);
        ASSERT_TRUE(runs && runs->size() == 1) << *text;
        emv::trace::Replay replay(runs->front());
        const auto again =
            emv::run(world.standing.set.kernel, runs->front().transaction, replay.surroundings());
        EXPECT_THAT(replay.differences(again), ::testing::IsEmpty()) << name << "\n" << *text;
        EXPECT_EQ(again.maskedPan, end.maskedPan);
    }
}

TEST_F(VirtualCardTest, TraceMayBeLeftOut) {
    config.keepTraces = false;
    RunningTerminal terminal(world, config);
    insert("debit");
    const auto end = sell(terminal, 1234);
    EXPECT_EQ(terminal->trace(end.id).error().code, FailureCode::NotFound);
    terminal.stop();
    EXPECT_EQ(Journal::open(directory.path())->trace(end.id).value(), std::nullopt);
}

}  // namespace
}  // namespace tappay::terminal::testing
