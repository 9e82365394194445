// A whole sale through somebody else's virtual reader: what works there doesn't depend on ours.

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>

#include "../card/terminal_side.h"
#include "../card/world_files.h"
#include "card/pcsc/readers.h"
#include "emv/kernel.h"
#include "simulator/card/keys.h"
#include "simulator/perso/setup.h"
#include "support/private_pcscd.h"
#include "tlv/tlv.h"
#include "vpcd_card.h"

namespace tappay::test {
namespace {

using namespace std::chrono_literals;
using namespace simulator;

constexpr const char* kDriver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
constexpr const char* kReader = "Virtual PCD";

class Nobody final : public emv::Cardholder {
public:
    void progress(emv::Step) override {}
    Result<std::size_t> chooseApplication(std::span<const emv::ApplicationChoice>) override {
        return 0;
    }
    void applicationNotAccepted() override {}
    Result<emv::PinEntry> enterOnlinePin(const emv::PinRequest&) override {
        return fail(FailureCode::Cancelled);
    }
    Result<emv::OfflinePin> enterOfflinePin(const emv::PinRequest&) override {
        return fail(FailureCode::Cancelled);
    }
    void pinOnReader(const emv::PinRequest&) override {}
};

// Approves whatever the card vouches for.
class Bank final : public emv::Host {
public:
    explicit Bank(const ApplicationProfile& card) : m_card(card) {}
    Result<emv::HostAnswer> authorise(emv::HostRequest request) override {
        const auto items = tlv::parse(request.icc).value();
        const auto atc = *tlv::find(items, 0x9F36);
        TAPPAY_TRY(key, sessionKey(m_card.keyAc, static_cast<std::uint16_t>(atc[0] << 8 | atc[1])));
        TAPPAY_TRY(arpc, responseCryptogram(key, *tlv::find(items, 0x9F26), asBytes("00")));
        return emv::HostAnswer{true, "00", concat({arpc, asBytes("00")}), {}};
    }
    Result<void> expectOfflineApproval() override { return {}; }
    Result<void> keepOfflineApproval(emv::HostRequest) override { return {}; }

private:
    const ApplicationProfile& m_card;
};

class Vpcd : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(std::filesystem::exists(kDriver))
            << "install what packaging/debian/test-packages.txt lists";
        ASSERT_TRUE(setUpWorld(m_pcscd.directory() + "/sim", m_random));
        m_port = freePortPair();
        std::filesystem::create_directories(m_pcscd.directory() + "/pcscd");
        std::ofstream(m_pcscd.directory() + "/pcscd/vpcd.conf")
            << "FRIENDLYNAME \"" << kReader << "\"\nDEVICENAME /dev/null:" << m_port << "\nLIBPATH "
            << kDriver << "\nCHANNELID " << m_port << '\n';
        ASSERT_EQ(m_pcscd.start(), "");
        m_readers = card::watchPcscReaders(m_log);
        m_readers->onChange([this](const card::Snapshot&) {
            const std::scoped_lock lock(m_mutex);
            m_changed.notify_all();
        });
        std::unique_lock lock(m_mutex);
        ASSERT_TRUE(m_changed.wait_for(lock, 5s, [this] {
            return std::ranges::any_of(
                m_readers->snapshot().readers,
                [](const card::ReaderState& reader) { return reader.name.starts_with(kReader); });
        }));
    }
    void TearDown() override { m_readers.reset(); }

    PrivatePcscd m_pcscd;
    Log m_log{"test", LogLevel::Error};
    crypto::SystemRandom m_random;
    SystemClock m_clock;
    std::unique_ptr<card::Readers> m_readers;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::uint16_t m_port = 0;
};

TEST_F(Vpcd, DebitCardIsApproved) {
    const auto world = m_pcscd.directory() + "/sim/";
    const auto profile =
        std::make_shared<const CardProfile>(loadProfile(world + "cards/debit.json").value());
    VirtualCard chip(profile, freshState(*profile), m_random, [](const CardState&) {});
    auto inserted = std::make_unique<VpcdCard>(m_port, chip);
    ASSERT_TRUE(inserted->connected());
    const auto place = m_readers->waitForCard({}, Deadline::in(5s));
    ASSERT_TRUE(place) << place.error().detail;
    EXPECT_TRUE(place->reader.starts_with(kReader));
    auto connected = m_readers->connect(*place);
    ASSERT_TRUE(connected) << connected.error().detail;
    EXPECT_EQ(toHex((*connected)->atr()), toHex(profile->atr));

    const auto parameters = readParameters(world + "parameters.json");
    Nobody person;
    Bank bank(profile->applications[0]);
    const auto outcome =
        emv::run(parameters, {.amount = parseMoney("12.34", parameters.terminal.currency).value()},
                 {**connected, person, bank, m_clock, m_random, {}});
    EXPECT_EQ(outcome.decision, emv::Decision::ApprovedOnline) << toHex(outcome.tvr);
    connected->reset();
    inserted.reset();
    EXPECT_EQ(chip.state().applications.begin()->second.lastOnlineAtc, 1);
}

}  // namespace
}  // namespace tappay::test
