#include <QtCore/QCoreApplication>
#include <condition_variable>

#include "companion/live_companion.h"
#include "companion/phone_desk.h"
#include "link/https_session.h"

// The whole phone with its threads, over TLS.
namespace tappay::test {
namespace {

using companion::CompanionStatus;
using companion::LiveCompanion;
using PairingStage = companion::PairingView::Stage;
using Stage = companion::CurrentConfirmation::Stage;

class LivePhone : public PhoneDesk {
protected:
    void SetUp() override {
        PhoneDesk::SetUp();
        begin();
    }
    void TearDown() override { m_live.reset(); }

    void begin() {
        m_live =
            LiveCompanion::open(
                {directory(),
                 [this](const std::string& backEnd) -> Result<std::unique_ptr<link::HttpSession>> {
                     TAPPAY_TRY(made, link::HttpsSession::open("https://" + backEnd, authority()));
                     return made;
                 },
                 m_desk,
                 {},
                 m_time,
                 m_log})
                .value();
        m_live->onChange([this] {
            const std::scoped_lock lock(m_changedMutex);
            ++m_changes;
            m_changed.notify_all();
        });
    }
    std::vector<Bytes> authority() {
        std::ifstream file(m_installation.file("ca.pem"));
        return crypto::certificatesFromPem(std::string{std::istreambuf_iterator<char>(file), {}})
            .value();
    }
    // What the phone shows once it is so; the last thing when it never is.
    template <typename Wanted>
    CompanionStatus when(Wanted wanted) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        for (;;) {
            int seen = 0;
            {
                const std::scoped_lock lock(m_changedMutex);
                seen = m_changes;
            }
            auto now = m_live->status();
            if (wanted(now)) return now;
            std::unique_lock lock(m_changedMutex);
            if (!m_changed.wait_until(lock, until, [&] { return m_changes != seen; })) {
                ADD_FAILURE() << "it never came to that";
                return now;
            }
        }
    }
    CompanionStatus whenStage(Stage stage) {
        return when(
            [&](const CompanionStatus& now) { return now.current && now.current->stage == stage; });
    }
    void pairLive() {
        const auto shown = show();
        m_live->pair(shown.text, "Mei's phone").value();
        const auto comparing =
            when([](const auto& now) { return now.pairing.stage == PairingStage::Comparing; });
        EXPECT_EQ(comparing.pairing.code.size(), 6U);
        accept(shown).value();
        when([](const auto& now) { return now.pairing.stage == PairingStage::Paired; });
    }
    std::string addLive(Device& device) {
        m_desk.there = {{"reader", &device}};
        m_live->lookForDevices();
        const auto found = when([](const auto& now) {
            return now.adding.stage == companion::AddingView::Stage::Choosing;
        });
        m_live->addDevice(found.adding.found.at(0), "Key on the ring", pin());
        const auto kept = when([](const auto& now) { return !now.devices.empty(); });
        devices(machine(), protocol::DeviceWish::Accept, kept.devices[0].id).value();
        return kept.devices[0].id;
    }
    protocol::Confirmation ask(const std::string& reference) {
        return intend(machine(), intentFor(machine(), order(reference))).value();
    }

    int m_argc = 1;
    char m_name[8] = "test";
    char* m_argv[2] = {m_name, nullptr};
    QCoreApplication m_application{m_argc, m_argv};
    std::mutex m_changedMutex;
    std::condition_variable m_changed;
    int m_changes = 0;
    std::unique_ptr<LiveCompanion> m_live;
};

TEST_F(LivePhone, PairsAddsADeviceAndPays) {
    Device& device = deviceOf(Kind::P256);
    pairLive();
    const auto id = addLive(device);
    const auto asked = ask("A-1");
    const auto shown = whenStage(Stage::Shown);
    EXPECT_EQ(shown.current->entry.told.id, asked.id);
    EXPECT_EQ(shown.current->code, protocol::confirmationCode(asked.request));
    m_live->look(asked.id);
    when([](const auto& now) { return now.current->entry.told.state == State::Opened; });
    m_live->confirm(asked.id, id, pin());
    const auto done = whenStage(Stage::Done);
    EXPECT_EQ(said(done.current->entry.told), "paid");
    EXPECT_EQ(said(askConfirmation(machine(), asked.key)), "paid");
    m_live->putAway(asked.id);
    const auto after = when([](const auto& now) { return !now.current; });
    ASSERT_EQ(after.history.size(), 1U);
    EXPECT_EQ(after.history[0].told.id, asked.id);
}

TEST_F(LivePhone, RefusesAndShowsTheNextOneAfterwards) {
    pairLive();
    const auto first = ask("A-1"), second = ask("A-2");
    whenStage(Stage::Shown);
    m_live->refuse(first.id, Reason::Person);
    const auto done = whenStage(Stage::Done);
    EXPECT_EQ(done.current->entry.told.id, first.id) << "the result stays until the person acts";
    m_live->refuse(second.id, Reason::Person);  // is not shown yet: nothing happens
    m_live->putAway(first.id);
    const auto next = whenStage(Stage::Shown);
    EXPECT_EQ(next.current->entry.told.id, second.id);
}

TEST_F(LivePhone, WithdrawnWhileTheDeviceWaitsEndsTheWait) {
    Device& device = deviceOf(Kind::P256, true);
    pairLive();
    const auto id = addLive(device);
    device.follow("nothing").value();
    const auto asked = ask("A-1");
    whenStage(Stage::Shown);
    m_live->confirm(asked.id, id, pin());
    whenStage(Stage::Waiting);
    askConfirmation(machine(), asked.key, protocol::ConfirmationAsk::Withdraw).value();
    const auto done = whenStage(Stage::Done);
    EXPECT_EQ(said(done.current->entry.told), "withdrawn computer");
}

TEST_F(LivePhone, RefusedWhileTheDeviceWaits) {
    Device& device = deviceOf(Kind::P256, true);
    pairLive();
    const auto id = addLive(device);
    device.follow("nothing").value();
    const auto asked = ask("A-1");
    whenStage(Stage::Shown);
    m_live->confirm(asked.id, id, pin());
    whenStage(Stage::Waiting);
    m_live->refuse(asked.id, Reason::Person);
    EXPECT_EQ(said(whenStage(Stage::Done).current->entry.told), "refused person");
    EXPECT_EQ(said(askConfirmation(machine(), asked.key)), "refused person");
    m_live.reset();
    EXPECT_EQ(device.shown(), "") << "nothing stays on the display";
}

TEST_F(LivePhone, LostDeviceLeavesTheDecisionToThePerson) {
    Device& device = deviceOf(Kind::P256);
    pairLive();
    const auto id = addLive(device);
    const auto before = device.signatures();
    const auto asked = ask("A-1");
    whenStage(Stage::Shown);
    device.follow("tear").value();
    m_live->confirm(asked.id, id, pin());
    const auto trouble = whenStage(Stage::Trouble);
    EXPECT_EQ(trouble.current->failure->code, FailureCode::DeviceRemoved);
    EXPECT_TRUE(trouble.current->entry.deviceAsked);
    EXPECT_EQ(trouble.current->device, "Key on the ring");
    EXPECT_EQ(device.signatures(), before) << "nothing is asked again by itself";
    m_live->giveUp(asked.id);
    EXPECT_EQ(said(whenStage(Stage::Done).current->entry.told), "failed device_lost");
}

TEST_F(LivePhone, ShowsItAgainAfterARestart) {
    pairLive();
    const auto asked = ask("A-1");
    whenStage(Stage::Shown);
    m_live.reset();
    begin();
    EXPECT_EQ(m_live->status().current.value().entry.told.id, asked.id);
    m_live->refuse(asked.id, Reason::CodeDiffers);
    EXPECT_EQ(said(whenStage(Stage::Done).current->entry.told), "refused code_differs");
}

TEST_F(LivePhone, RevokedPhoneSaysSoAndCanBePairedAnew) {
    pairLive();
    const auto phone = m_live->status().pairing.phone;
    phones(machine(), protocol::PhoneWish::Revoke, phone).value();
    const auto told = when([](const auto& now) { return now.failure.has_value(); });
    EXPECT_EQ(told.failure->code, FailureCode::PhoneRevoked);
    m_live->forget();
    when([](const auto& now) { return now.pairing.stage == PairingStage::None; });
    pairLive();
}

TEST_F(LivePhone, LeavesByItself) {
    pairLive();
    m_live->leave();
    when([](const auto& now) { return now.pairing.stage == PairingStage::None; });
    EXPECT_EQ(phones(machine(), protocol::PhoneWish::List).value().phones.back().standing,
              protocol::PhoneStanding::Left);
}

TEST_F(LivePhone, SaysThatTheBackEndIsAway) {
    pairLive();
    m_backend.reset();
    when([](const auto& now) { return !now.reachable; });
}

}  // namespace
}  // namespace tappay::test
