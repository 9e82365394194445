#include <QtCore/QCoreApplication>
#include <cstdlib>
#include <iostream>

#include "backend/confirm/confirm_test.h"
#include "confirm_runs/computer_side.h"
#include "confirm_runs/plan.h"
#include "link/https_session.h"

// Computer, phone, device and back end in one process, each with what it really runs, over a
// network and with people that do what the seed says. docs/testing.md tells how to see one run
// again.
namespace tappay::test {
namespace {

using protocol::ConfirmationState;

constexpr unsigned kRounds = 24;    // while trouble lasts
constexpr unsigned kPatience = 60;  // rounds until everybody must agree, in peace

std::uint64_t environment(const char* name, std::uint64_t otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

class ConfirmRuns : public ConfirmTest {
protected:
    void SetUp() override {
        ConfirmTest::SetUp();
        const auto& authority = identityOf(simulator::device::KeyKind::P256).authority;
        m_installation.write("devices.pem", crypto::certificateToPem(authority).value());
        m_port = m_backend->port();
        restartBackEnd();
        m_machine.emplace(paying("chip"));
        m_card = add(*m_machine).value().account.cards.front().id;
        const auto server = "localhost:" + std::to_string(m_port);
        std::ifstream pem(m_installation.file("ca.pem"));
        const std::string roots{std::istreambuf_iterator<char>(pem), {}};
        m_wire = link::HttpsSession::open("https://" + server,
                                          crypto::certificatesFromPem(roots).value())
                     .value();
        m_computer.emplace(*m_machine, answerKey(), *m_wire, m_dice,
                           m_installation.file("computer"), m_log);
        m_phone.emplace(m_device, *m_wire, m_time, m_dice, m_installation.file("phone"));
        pairThem(server);
        devices(*m_machine, protocol::DeviceWish::Accept, m_phone->addDevice()).value();
    }
    void TearDown() override {
        m_phone.reset();
        m_computer.reset();
        m_wire.reset();
        ConfirmTest::TearDown();
    }
    // Always behind the same port, as behind one name.
    void restartBackEnd() {
        auto config = confirmConfig();
        config.server.listen.port = m_port;
        open(std::move(config));
    }
    void pairThem(const std::string& server) {
        auto computer = m_computer->pairing(server);
        auto phone = m_phone->pairing();
        const auto soon = Deadline::in(std::chrono::seconds(15));
        const auto& identity = m_computer->identity();
        computer.prepare(HolderKind::Cardholder, Questions::newKey());
        computer.offer(identity, soon).value();
        phone.begin(toText(computer.view()->invitation->view()), "Mei's phone").value();
        phone.answer(m_phone->way(), soon).value();
        computer.look(identity, soon).value();
        ASSERT_EQ(computer.view()->code, phone.code().value());
        computer.accept(identity, soon).value();
        ASSERT_EQ(phone.look(m_phone->way(), soon).value(), protocol::PairingState::Accepted);
    }

    // One payment, whatever comes, until all three sides say the same of it.
    void play(std::uint64_t seed) {
        SCOPED_TRACE("TAPPAY_CONFIRM_SEED=" + std::to_string(seed));
        m_dice.begin(seed);
        const Plan plan(m_dice);
        m_order = order("seed " + std::to_string(seed));
        protocol::ConfirmationIntent intent{
            kTerminal, Questions::newKey(), protocol::ConfirmationWish::Order, {}};
        intent.order = m_order;
        intent.card = m_card;
        m_key = intent.key;
        m_payments = m_reversals = 0;
        m_askedBefore = m_phone->asked();
        m_device.follow(plan.device).value();
        answer(plan.network);
        m_computer->trouble = m_phone->trouble = plan.trouble;
        m_computer->book().begin(intent).value();
        for (unsigned round = 0; round < kRounds; ++round)
            goOn(plan, round);
        m_computer->trouble = m_phone->trouble = 0;
        settle();
        judge();
        m_device.follow("none").value();
        if (saidByComputer() == "refused reported")
            operate(confirmConfig(), {"confirm-unblock", kTerminal});
    }
    void goOn(const Plan& plan, unsigned round) {
        if (round == plan.withdrawnAt) (void)m_computer->book().wantWithdrawal(m_key);
        if (round == plan.backEndRestartsAt) restartBackEnd();
        if (round == plan.computerRestartsAt) m_computer->restart();
        if (round == plan.phoneRestartsAt) m_phone->restart();
        if (round == plan.delayedAt) m_time.advance(std::chrono::seconds(90));
        switch (m_dice.roll(4)) {
            case 0:
                m_computer->ask();
                break;
            case 1:
                m_computer->read(std::chrono::seconds(0));
                break;
            case 2:
                m_phone->look();
                break;
            default:
                m_phone->act(plan.person);
        }
    }
    // From now on, counting what moves money.
    void answer(const std::string& code) {
        m_network.setScript([this, code](const iso8583::Message& request) -> std::vector<Bytes> {
            const bool pays = request.mti == "0200" && request.text(3) == "000000";
            if (pays) ++m_payments;
            if (request.mti == "0400") ++m_reversals;
            if (pays && code.empty()) return {};
            return {NetworkPeer::frame(NetworkPeer::replyTo(request, pays ? code : "00"))};
        });
    }
    // Nothing goes wrong any more; time passes.
    void settle() {
        answer("00");
        for (unsigned round = 0; round < kPatience; ++round) {
            m_computer->ask();
            m_phone->look();
            m_phone->look();  // what it has is acknowledged by the next question
            const auto record = m_computer->book().record(m_key).value();
            const auto shown = m_phone->shown(m_key);
            if (!record.isOpen() && (!shown || protocol::isEnd(shown->told.state))) return;
            // A payment takes its own time; everything else ends by the clock.
            if (record.state == ConfirmationState::Signed)
                m_computer->read(std::chrono::seconds(1));
            else
                m_time.advance(std::chrono::seconds(20));
        }
        FAIL() << "no end: computer " << saidByComputer() << ", phone " << saidByPhone();
    }
    void judge() {
        const auto truth = askConfirmation(*m_machine, m_key);
        const auto computer = saidByComputer();
        ++m_ends[computer];
        if (!truth) {
            EXPECT_EQ(said(truth), "not_found");
            EXPECT_FALSE(m_phone->shown(m_key));
            EXPECT_NE(computer.substr(0, 4), "paid");
        } else {
            EXPECT_EQ(computer, said(*truth));
            if (m_phone->shown(m_key)) {
                EXPECT_EQ(saidByPhone(), said(*truth));
            }
        }
        judgeMoney(truth && truth->state == ConfirmationState::Paid);
    }
    void judgeMoney(bool paid) {
        EXPECT_LE(m_payments, 1U) << "never twice";
        EXPECT_EQ(state(m_order) == "paid", paid);
        if (!paid) return;
        EXPECT_EQ(m_payments, 1U);
        EXPECT_EQ(m_reversals, 0U) << "paid, and taken back";
        EXPECT_GT(m_phone->asked(), m_askedBefore) << "nobody has agreed";
    }

    std::string saidByComputer() {
        const auto record = m_computer->book().record(m_key).value();
        if (!record.state) return "intended";
        protocol::Confirmation told;
        told.state = *record.state;
        told.reason = record.reason;
        return said(told);
    }
    std::string saidByPhone() {
        const auto shown = m_phone->shown(m_key);
        return shown ? said(shown->told) : "nothing";
    }

    std::uint16_t m_port = 0;
    std::string m_card;  // of the account
    std::optional<Newcomer> m_machine;
    Dice m_dice;
    simulator::device::PivCard m_device{identityOf(simulator::device::KeyKind::P256)};
    std::unique_ptr<link::HttpsSession> m_wire;
    std::optional<ComputerSide> m_computer;
    std::optional<PhoneSide> m_phone;

    // Of the run.
    std::string m_order, m_key;
    std::atomic<unsigned> m_payments = 0, m_reversals = 0;
    unsigned m_askedBefore = 0;
    std::map<std::string, unsigned> m_ends;  // of all runs
};

TEST_F(ConfirmRuns, AllSidesAgreeInTheEnd) {
    const auto only = environment("TAPPAY_CONFIRM_SEED", 0);
    const auto runs = environment("TAPPAY_CONFIRM_RUNS", 60);
    if (only != 0) return play(only);
    for (std::uint64_t seed = 1; seed <= runs && !HasFailure(); ++seed)
        play(seed);
    for (const auto& [end, count] : m_ends)
        std::cout << count << " x " << end << '\n';
    // Trouble did not keep everything from happening.
    EXPECT_GT(m_ends["paid"], runs / 10);
    EXPECT_GT(m_ends.size(), 5U);
}

}  // namespace
}  // namespace tappay::test

// Qt's network wants an application.
int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    const QCoreApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
