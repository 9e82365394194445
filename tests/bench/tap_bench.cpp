// A tapped card from "card found" to "card may go", through a private pcscd with the virtual
// contactless reader: once with cards that answer at once, where what the card itself computes is
// taken out, and once with cards as slow as real ones at 106 kbit/s. Prints JSON.

#include <cstdio>
#include <stdexcept>

#include "bench/command_counts.h"
#include "bench/percentiles.h"
#include "card/pcsc/readers.h"
#include "crypto/random.h"
#include "emv/contactless/kernel.h"
#include "emv/surroundings.h"
#include "simulator/card/insertion.h"
#include "simulator/card/terminal_side.h"
#include "simulator/card/world_files.h"
#include "simulator/perso/setup.h"
#include "support/private_pcscd.h"

namespace tappay::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr int kTaps = 300, kSlowTaps = 100;

double milliseconds(Clock::duration duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

// A card at the contactless reader, and how long it has computed.
class PresentedCard {
public:
    PresentedCard(const std::string& socket,
                  const std::shared_ptr<const simulator::CardProfile>& profile, Random& random,
                  bool slow) {
        auto card = std::make_unique<simulator::VirtualCard>(
            profile, experienced(*profile), random, [](const simulator::CardState&) {},
            simulator::Interface::Contactless);
        simulator::Insertion::Events events;
        // The first is called before the card computes, the second after it.
        events.dueFaults = [this](unsigned) {
            m_asked = Clock::now();
            return std::vector<simulator::Fault>();
        };
        events.leftByFault = [](const std::string&) {};
        events.slow = [this, slow] {
            m_computed += (Clock::now() - m_asked).count();
            return slow;
        };
        auto begun = simulator::Insertion::begin(socket, std::move(card), std::move(events));
        if (!begun) throw std::runtime_error(begun.error().detail);
        m_insertion = std::move(*begun);
    }
    [[nodiscard]] Clock::duration computed() const { return Clock::duration(m_computed.load()); }

private:
    // Not on its first tap, which many cards want the issuer to see.
    static simulator::CardState experienced(const simulator::CardProfile& profile) {
        auto state = simulator::freshState(profile);
        for (auto& [aid, application] : state.applications)
            application.atc = application.lastOnlineAtc = 1;
        return state;
    }

    Clock::time_point m_asked;
    std::atomic<Clock::rep> m_computed = 0;
    std::unique_ptr<simulator::Insertion> m_insertion;
};

// Notes when the card may go.
class Watch final : public emv::Cardholder {
public:
    explicit Watch(const PresentedCard& card) : m_card(card) {}
    void progress(emv::Step step) override {
        if (step != emv::Step::CardRead) return;
        mayGo = Clock::now();
        computed = m_card.computed();
    }
    Result<std::size_t> chooseApplication(std::span<const emv::ApplicationChoice>) override {
        return 0;
    }
    void applicationNotAccepted() override {}
    Result<emv::PinEntry> enterOnlinePin(const emv::PinRequest&) override {
        return emv::PinEntry::Entered;
    }
    Result<emv::OfflinePin> enterOfflinePin(const emv::PinRequest&) override {
        return emv::OfflinePin{};
    }
    void pinOnReader(const emv::PinRequest&) override {}

    Clock::time_point mayGo;
    Clock::duration computed{};

private:
    const PresentedCard& m_card;
};

struct Figures {
    std::vector<double> own, whole;
    CommandCounts commands;
};

class Bench {
public:
    Bench() {
        if (const auto why = m_pcscd.start({.contactless = true}); !why.empty())
            throw std::runtime_error(why);
        if (!simulator::setUpWorld(m_world.path(), m_random))
            throw std::runtime_error("no cards could be made");
        m_parameters = test::readParameters(m_world.path("parameters.json"));
        m_readers = card::watchPcscReaders(m_log);
    }

    Figures tap(const std::string& name, int times, bool slow) {
        const auto profile = std::make_shared<const simulator::CardProfile>(
            simulator::loadProfile(m_world.path("cards/" + name + ".json")).value());
        Figures figures;
        for (int i = 0; i < times; ++i)
            tapOnce(profile, slow, figures);
        return figures;
    }

private:
    void tapOnce(const std::shared_ptr<const simulator::CardProfile>& profile, bool slow,
                 Figures& figures) {
        const emv::Transaction sale{.amount = {1234, m_parameters.terminal.currency}};
        const auto allowed = emv::contactless::preprocess(m_parameters, sale).value();
        std::optional<card::CardPlace> place;
        {
            const PresentedCard presented(m_pcscd.contactlessSocket(), profile, m_random, slow);
            place = m_readers->waitForCard({}, Deadline::in(5s)).value();
            const auto found = Clock::now();
            const auto connected = m_readers->connect(*place).value();
            CountingCard card(*connected);
            Watch watch(presented);
            const auto outcome = emv::contactless::run(
                m_parameters, sale, allowed, {card, watch, m_host, m_clock, m_random, {}});
            if (outcome.reason) throw std::runtime_error(outcome.reason->detail);
            figures.whole.push_back(milliseconds(watch.mayGo - found));
            figures.own.push_back(milliseconds(watch.mayGo - found - watch.computed));
            figures.commands = card.counts;
        }
        if (!m_readers->waitForRemoval(*place, Deadline::in(5s)))
            throw std::runtime_error("the card does not leave");
    }

    test::PrivatePcscd m_pcscd;
    test::TemporaryDirectory m_world;
    crypto::SystemRandom m_random;
    Log m_log{"bench", LogLevel::Error};
    SystemClock m_clock;
    emv::Parameters m_parameters;
    emv::test::FakeHost m_host;
    std::unique_ptr<card::Readers> m_readers;
};

void print(const std::string& name, const Figures& fast, const Figures& slow) {
    std::printf(
        "{\"tap\":\"%s\",\"own_ms\":{\"p50\":%.2f,\"p99\":%.2f,\"max\":%.2f,\"n\":%zu},"
        "\"at_106_kbit_ms\":{\"p50\":%.0f,\"p95\":%.0f,\"p99\":%.0f,\"n\":%zu},\"commands\":%s}\n",
        name.c_str(), percentile(fast.own, 0.5), percentile(fast.own, 0.99),
        percentile(fast.own, 1.0), fast.own.size(), percentile(slow.whole, 0.5),
        percentile(slow.whole, 0.95), percentile(slow.whole, 0.99), slow.whole.size(),
        toJson(fast.commands).c_str());
    std::fflush(stdout);
}

}  // namespace
}  // namespace tappay::bench

int main() {
    using namespace tappay::bench;
    try {
        Bench bench;
        // Approved by the card with RSA and with SM2, and asked of the issuer.
        for (const char* const card : {"contactless", "sm", "contactless-credit"})
            print(card, bench.tap(card, kTaps, false), bench.tap(card, kSlowTaps, true));
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "bench_tap: %s\n", problem.what());
        return 1;
    }
    return 0;
}
