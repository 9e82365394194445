#include <gmock/gmock.h>

#include "base/private_file.h"
#include "support/fixed_standing.h"
#include "terminal/confirm/confirmation_fixture.h"
#include "terminal/confirm/device_keeper.h"
#include "terminal/confirm/event_keeper.h"

// The keepers with their threads: what is begun goes on by itself.
namespace tappay::terminal::testing {
namespace {

using protocol::ConfirmationState;
using protocol::HolderKind;
using ::testing::ElementsAre;

// Nobody holds a card to anything here.
class NoReaders final : public card::Readers {
public:
    [[nodiscard]] card::Snapshot snapshot() const override { return {}; }
    void onChange(std::function<void(const card::Snapshot&)>) override {}
    Result<card::CardPlace> waitForCard(const card::WantedCards&, const Deadline&) override {
        return fail(FailureCode::ReaderMissing);
    }
    bool waitForRemoval(const card::CardPlace&, const Deadline&) override { return true; }
    Result<std::unique_ptr<apdu::Card>> connect(const card::CardPlace&) override {
        return fail(FailureCode::ReaderMissing);
    }
};

class KeepersTest : public ::testing::Test {
protected:
    KeepersTest() {
        standing.who = backEnd.identity();
        start();
    }
    void start() {
        phones = std::make_unique<PhoneKeeper>(world, addressOf("https://localhost:8443"));
        devices = std::make_unique<DeviceKeeper>(world);
        confirmations = ConfirmationKeeper::start(directory.path(), world).value();
        events = std::make_unique<EventKeeper>(world, *confirmations, *phones);
        phones->onPhones([this](HolderKind) { note(); });
        devices->onDevices([this](HolderKind) { note(); });
        confirmations->onConfirmation([this](const std::string&) { note(); });
    }
    void stop() {
        events.reset();
        confirmations.reset();
        devices.reset();
        phones.reset();
    }
    void note() {
        const std::scoped_lock lock(mutex);
        ++changes;
        news.notify_all();
    }
    // Waits for notifications until it is so.
    bool waitFor(const std::function<bool()>& wanted) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        std::unique_lock lock(mutex);
        for (;;) {
            const int seen = changes;
            lock.unlock();
            if (wanted()) return true;
            lock.lock();
            if (!news.wait_until(lock, until, [&] { return changes != seen; })) return false;
        }
    }
    bool waitForStage(PairingStage stage) {
        return waitFor([&] {
            const auto shown = phones->phones(HolderKind::Cardholder).pairing;
            return shown && shown->stage == stage;
        });
    }
    bool waitForState(const std::string& key, ConfirmationState state) {
        return waitFor([&] { return confirmations->confirmation(key)->state == state; });
    }
    void phoneAnswers() {
        const auto shown = phones->phones(HolderKind::Cardholder).pairing;
        const auto read = protocol::decodeInvitation(textOf(*shown->invitation)).value();
        const protocol::PairingTranscript transcript{read.pairing, phone.publicKey(),
                                                     read.terminalHash, "My phone"};
        backEnd.answerPairing(phone.publicKey(), "My phone",
                              protocol::phoneProof(read.secret.view(), transcript).value());
    }

    OwnDirectory directory;
    SystemClock clock;
    crypto::SystemRandom random;
    PlayedBackEnd backEnd{clock};
    const crypto::EcPrivateKey own = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    const crypto::EcPrivateKey phone = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    test::KeyChip chip{own};
    test::FixedStanding standing;
    NoReaders readers;
    Log log{"test", LogLevel::Error, [](LogLevel, std::string_view) {}};
    World world{chip, standing, readers, backEnd, clock, random, log};
    std::mutex mutex;
    std::condition_variable news;
    int changes = 0;
    std::unique_ptr<PhoneKeeper> phones;
    std::unique_ptr<DeviceKeeper> devices;
    std::unique_ptr<ConfirmationKeeper> confirmations;
    std::unique_ptr<EventKeeper> events;
};

TEST_F(KeepersTest, APhoneIsPairedAndListed) {
    ASSERT_TRUE(phones->pair(HolderKind::Cardholder));
    EXPECT_EQ(phones->phones(HolderKind::Cardholder).step, PhonesStep::Pairing);
    EXPECT_EQ(phones->phones(HolderKind::Shop).step, PhonesStep::Idle);
    EXPECT_EQ(phones->pair(HolderKind::Shop).error().code, FailureCode::Busy) << "one at a time";
    EXPECT_EQ(phones->accept().error().code, FailureCode::TooLate);
    EXPECT_EQ(phones->close().error().code, FailureCode::Busy);
    ASSERT_TRUE(waitForStage(PairingStage::Offered));
    phoneAnswers();
    ASSERT_TRUE(waitForStage(PairingStage::Answered));
    EXPECT_EQ(phones->phones(HolderKind::Cardholder).pairing->code.size(), 6U);
    ASSERT_TRUE(phones->accept());
    ASSERT_TRUE(waitForStage(PairingStage::Accepted));
    EXPECT_EQ(phones->refuse().error().code, FailureCode::TooLate);
    ASSERT_TRUE(waitFor([&] { return !phones->phones(HolderKind::Cardholder).phones.empty(); }));
    const auto now = phones->phones(HolderKind::Cardholder);
    EXPECT_EQ(now.phones.at(0).name, "My phone");
    EXPECT_FALSE(now.failure);
    ASSERT_TRUE(phones->close());
    EXPECT_FALSE(phones->phones(HolderKind::Cardholder).pairing);
}

TEST_F(KeepersTest, AWrongProofEndsThePairingOnBothSides) {
    ASSERT_TRUE(phones->pair(HolderKind::Cardholder));
    ASSERT_TRUE(waitForStage(PairingStage::Offered));
    backEnd.answerPairing(phone.publicKey(), "My phone", Bytes(protocol::kPairingProof, 1));
    ASSERT_TRUE(waitForStage(PairingStage::Refused));
    EXPECT_EQ(phones->phones(HolderKind::Cardholder).failure->code, FailureCode::KeyRejected);
    EXPECT_TRUE(phones->pair(HolderKind::Cardholder)) << "the next one may begin";
    ASSERT_TRUE(waitForStage(PairingStage::Offered));
    EXPECT_EQ(backEnd.countOf("refuse"), 1U);
}

TEST_F(KeepersTest, GivingUpWaitsForNobody) {
    ASSERT_TRUE(phones->pair(HolderKind::Cardholder));
    ASSERT_TRUE(waitForStage(PairingStage::Offered));
    ASSERT_TRUE(phones->refuse());
    ASSERT_TRUE(waitForStage(PairingStage::Refused));
    EXPECT_EQ(phones->phones(HolderKind::Cardholder).step, PhonesStep::Idle);
    ASSERT_TRUE(phones->close());
}

TEST_F(KeepersTest, PhonesAndDevicesAreListedAndChanged) {
    backEnd.phones = {
        {kPhoneId, "My phone", "2026-11-22T08:00:00.000Z", "2026-11-22T08:00:00.000Z"}};
    backEnd.devices = {{.id = kDeviceId,
                        .name = "Key",
                        .key = std::string(64, 'a'),
                        .since = "2026-11-22T08:00:00.000Z"}};
    const auto idle = [&] {
        return phones->phones(HolderKind::Shop).step == PhonesStep::Idle &&
               !devices->devices(HolderKind::Shop).asking;
    };
    EXPECT_EQ(phones->rename(HolderKind::Shop, kPhoneId, "").error().code,
              FailureCode::InputMalformed);
    ASSERT_TRUE(phones->rename(HolderKind::Shop, kPhoneId, "Till"));
    ASSERT_TRUE(devices->accept(HolderKind::Shop, kDeviceId));
    ASSERT_TRUE(waitFor(idle));
    EXPECT_EQ(phones->phones(HolderKind::Shop).phones.at(0).name, "Till");
    EXPECT_EQ(devices->devices(HolderKind::Shop).devices.at(0).standing,
              protocol::DeviceStanding::Registered);
    ASSERT_TRUE(phones->revoke(HolderKind::Shop, kPhoneId));
    ASSERT_TRUE(devices->revoke(HolderKind::Shop, kDeviceId));
    ASSERT_TRUE(waitFor(idle));
    EXPECT_EQ(phones->phones(HolderKind::Shop).phones.at(0).standing,
              protocol::PhoneStanding::Revoked);
    EXPECT_EQ(devices->devices(HolderKind::Shop).devices.at(0).standing,
              protocol::DeviceStanding::Revoked);
    EXPECT_TRUE(phones->phones(HolderKind::Cardholder).phones.empty()) << "another holder's";
    backEnd.change([](PlayedBackEnd& it) { it.failing["list"] = FailureCode::CardholderUnknown; });
    ASSERT_TRUE(phones->refresh(HolderKind::Cardholder));
    ASSERT_TRUE(devices->refresh(HolderKind::Cardholder));
    ASSERT_TRUE(waitFor([&] {
        return phones->phones(HolderKind::Cardholder).failure &&
               devices->devices(HolderKind::Cardholder).failure;
    }));
    standing.who->keyId = "key-2";
    EXPECT_TRUE(phones->phones(HolderKind::Shop).phones.empty()) << "told to another terminal";
    EXPECT_TRUE(devices->devices(HolderKind::Shop).devices.empty());
}

TEST_F(KeepersTest, AConfirmationGoesOnByItself) {
    const auto key = makeUuidV7(clock, random);
    ASSERT_TRUE(confirmations->start(orderIntent(key)));
    ASSERT_TRUE(waitForState(key, ConfirmationState::Sent));
    for (const auto state : {ConfirmationState::Delivered, ConfirmationState::Opened,
                             ConfirmationState::WaitingForDevice, ConfirmationState::Signed,
                             ConfirmationState::Paid}) {
        backEnd.move(key, state);
        ASSERT_TRUE(waitForState(key, state)) << protocol::nameOf(state);
    }
    EXPECT_EQ(confirmations->openCount(), 0);
    EXPECT_EQ(backEnd.countOf("show"), 0U) << "all of it was told";
}

TEST_F(KeepersTest, ABackEndThatComesBackIsAskedForWhatWasMissed) {
    backEnd.change([](PlayedBackEnd& it) {
        it.failing = {{"confirmations", FailureCode::HostUnreachable},
                      {"poll", FailureCode::HostUnreachable}};
    });
    const auto key = makeUuidV7(clock, random);
    ASSERT_TRUE(confirmations->start(orderIntent(key)));
    ASSERT_TRUE(waitFor([&] { return !confirmations->confirmation(key)->reachable; }));
    backEnd.change([](PlayedBackEnd& it) { it.failing.clear(); });
    ASSERT_TRUE(waitForState(key, ConfirmationState::Sent));
    ASSERT_TRUE(waitFor([&] { return confirmations->confirmation(key)->reachable; }));
    ASSERT_TRUE(confirmations->withdraw(key));
    ASSERT_TRUE(waitForState(key, ConfirmationState::Withdrawn));
}

TEST_F(KeepersTest, TheProgramEndsAtOnceAndGoesOnLater) {
    const auto key = makeUuidV7(clock, random);
    ASSERT_TRUE(confirmations->start(orderIntent(key)));
    ASSERT_TRUE(waitForState(key, ConfirmationState::Sent));
    const auto begun = std::chrono::steady_clock::now();
    stop();
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5))
        << "while an answer was waited for";
    backEnd.move(key, ConfirmationState::Paid);
    start();
    EXPECT_TRUE(waitForState(key, ConfirmationState::Paid));
}

TEST_F(KeepersTest, WithoutGoodStandingNothingNewBegins) {
    const auto key = makeUuidV7(clock, random);
    ASSERT_TRUE(confirmations->start(orderIntent(key)));
    standing.why = Failure{FailureCode::TerminalSuspended, {}};
    const auto code = [](const auto& result) { return result.error().code; };
    EXPECT_EQ(code(confirmations->start(orderIntent(makeUuidV7(clock, random)))),
              FailureCode::TerminalSuspended);
    EXPECT_TRUE(confirmations->start(orderIntent(key))) << "says nothing of one that was begun";
    EXPECT_EQ(code(phones->pair(HolderKind::Shop)), FailureCode::TerminalSuspended);
    EXPECT_EQ(code(devices->refresh(HolderKind::Shop)), FailureCode::TerminalSuspended);
    standing.why.reset();
    standing.who.reset();
    EXPECT_EQ(code(phones->refresh(HolderKind::Shop)), FailureCode::NotEnrolled);
}

TEST(AddressOf, IsWhatPhonesAreTold) {
    EXPECT_EQ(addressOf("https://localhost:8443"), "localhost:8443");
    EXPECT_EQ(addressOf("https://pay.example"), "pay.example:443");
    EXPECT_EQ(addressOf("https://[::1]:8443"), "[::1]:8443");
}

}  // namespace
}  // namespace tappay::terminal::testing
