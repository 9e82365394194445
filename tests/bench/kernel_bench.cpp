// What the kernel itself costs for a contact purchase with CDA and online authorisation: the card's
// and the issuer's answers are recorded once and played back, so neither of them is counted. Then
// the commands that each of the test cards is sent.

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <new>

#include "bench/command_counts.h"
#include "crypto/random.h"
#include "emv/contactless/kernel.h"
#include "emv/surroundings.h"
#include "simulator/card/kernel_side.h"
#include "simulator/card/keys.h"
#include "simulator/card/terminal_side.h"
#include "simulator/card/virtual_card.h"
#include "simulator/card/world_files.h"
#include "simulator/perso/card_plan.h"
#include "simulator/perso/setup.h"
#include "tlv/tlv.h"

namespace {

std::atomic<long> allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
    ++allocations;
    if (void* const memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

namespace {

using namespace tappay;

constexpr int kRuns = 2000;

class RecordedCard final : public apdu::Card {
public:
    explicit RecordedCard(simulator::VirtualCard& card) : m_card(&card) {}

    Result<apdu::Response> transmit(const apdu::Command& command) override {
        if (m_card == nullptr) return m_answers[m_at++ % m_answers.size()];
        commands.push_back(command);
        m_answers.push_back(m_card->process(command));
        return m_answers.back();
    }
    [[nodiscard]] Bytes atr() const override { return {}; }
    void playBack() { m_card = nullptr; }
    void rewind() { m_at = 0; }
    std::vector<apdu::Command> commands;

private:
    simulator::VirtualCard* m_card;
    std::vector<apdu::Response> m_answers;
    std::size_t m_at = 0;
};

class RecordedHost final : public emv::Host {
public:
    explicit RecordedHost(const Bytes& keyAc) : m_keyAc(keyAc) {}
    Result<emv::HostAnswer> authorise(emv::HostRequest request) override {
        if (m_answer.responseCode.empty()) {
            const auto items = tlv::parse(request.icc).value();
            const auto atc = *tlv::find(items, 0x9F36);
            const auto key =
                simulator::sessionKey(m_keyAc, static_cast<std::uint16_t>(atc[0] << 8 | atc[1]))
                    .value();
            const auto arpc =
                simulator::responseCryptogram(key, *tlv::find(items, 0x9F26), asBytes("00"));
            m_answer = {true, "00", concat({arpc.value(), asBytes("00")}), {}};
        }
        return m_answer;
    }
    Result<void> expectOfflineApproval() override { return {}; }
    Result<void> keepOfflineApproval(emv::HostRequest) override { return {}; }

private:
    Bytes m_keyAc;
    emv::HostAnswer m_answer;
};

double cpuMicroseconds() {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// One recovery with a public key of this length, as the chain of certificates needs it.
double recoveryMicroseconds(std::size_t bits) {
    const auto key = crypto::rsaGenerate(bits, 3).value();
    const Bytes signature(bits / 8, 0x11);
    const double began = cpuMicroseconds();
    for (int i = 0; i < kRuns; ++i)
        if (!crypto::rsaRecover(key.publicKey, signature)) std::abort();
    return (cpuMicroseconds() - began) / kRuns;
}

// Which commands each card needs, inserted and tapped, for a purchase of 12.34.
void printCommands(const test::TemporaryDirectory& directory, const emv::Parameters& parameters) {
    const emv::test::FixedClock clock;
    crypto::SystemRandom random;
    const emv::Transaction sale{.amount = {1234, *currencyByAlpha("CNY")}};
    for (const simulator::CardPlan& plan : simulator::cardPlans()) {
        const auto path = directory.path("cards/" + plan.name + ".json");
        for (const auto interface :
             {simulator::Interface::Contact, simulator::Interface::Contactless}) {
            test::DirectCard direct(path, interface);
            if (!has(direct.profile(), interface)) continue;
            bench::CountingCard card(direct);
            test::Person person;
            person.offlinePin = simulator::kPin;
            test::IssuerHost host(direct.application());
            const emv::Surroundings world{card, person, host, clock, random, {}};
            const bool tapped = interface == simulator::Interface::Contactless;
            if (tapped)
                emv::contactless::run(parameters, sale,
                                      emv::contactless::preprocess(parameters, sale).value(),
                                      world);
            else
                emv::run(parameters, sale, world);
            std::printf("{\"card\":\"%s\",\"interface\":\"%s\",\"commands\":%s}\n",
                        plan.name.c_str(), tapped ? "contactless" : "contact",
                        bench::toJson(card.counts).c_str());
        }
    }
}

}  // namespace

int main() {
    const test::TemporaryDirectory directory;
    crypto::SystemRandom systemRandom;
    if (!simulator::setUpWorld(directory.path(), systemRandom)) return 1;
    const auto profile = std::make_shared<const simulator::CardProfile>(
        simulator::loadProfile(directory.path("cards/debit.json")).value());
    simulator::VirtualCard virtualCard(profile, simulator::freshState(*profile), systemRandom,
                                       [](const simulator::CardState&) {});
    virtualCard.reset();
    const auto parameters = test::readParameters(directory.path("parameters.json"));
    const emv::test::FixedClock clock;
    const emv::Transaction sale{.amount = {1234, *currencyByAlpha("CNY")}, .forceOnline = true};

    RecordedCard card(virtualCard);
    RecordedHost host(profile->applications[0].keyAc);
    const auto once = [&] {
        emv::test::FakeCardholder cardholder;
        emv::test::ScriptedRandom random;
        card.rewind();
        return emv::run(parameters, sale, {card, cardholder, host, clock, random, {}});
    };
    if (once().decision != emv::Decision::ApprovedOnline) return 1;
    card.playBack();

    const double began = cpuMicroseconds();
    const long allocatedBefore = allocations;
    for (int i = 0; i < kRuns; ++i)
        if (once().decision != emv::Decision::ApprovedOnline) return 1;
    const double whole = (cpuMicroseconds() - began) / kRuns;
    const long allocated = (allocations - allocatedBefore) / kRuns;
    // Issuer certificate, card certificate, and one signature in each GENERATE AC.
    const double recoveries =
        recoveryMicroseconds(1408) + recoveryMicroseconds(1152) + 2 * recoveryMicroseconds(1024);

    bench::CommandCounts byName;
    for (const auto& command : card.commands)
        ++byName[bench::nameOf(command)];
    std::printf(
        "{\"contact_cda_online\":{\"cpu_us\":%.1f,\"rsa_recoveries_us\":%.1f,\"own_us\":%.1f,"
        "\"allocations\":%ld,\"commands\":%s}}\n",
        whole, recoveries, whole - recoveries, allocated, bench::toJson(byName).c_str());
    printCommands(directory, parameters);
    return 0;
}
