// A thousand new terminals against one back end: each enrols, fetches its master key and signs on,
// so many at a time, over a TLS connection of its own; the back end signs on to the simulated
// network for each. Their chips are of software, made before. Prints one JSON object.
#include <QCoreApplication>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "backend/backend.h"
#include "backend/enrolment/authorities.h"
#include "backend/enrolment/dialogue.h"
#include "backend/operator_commands.h"
#include "backend/support/network_peer.h"
#include "chip/software/software_chip.h"
#include "crypto/key_block.h"
#include "crypto/random.h"
#include "percentiles.h"
#include "simulator/network/server.h"

namespace {

using namespace tappay;
using namespace tappay::test;
using chip::Slot;
using Steady = std::chrono::steady_clock;

constexpr int kFirstTerminal = 30000001;

// The acquirer network on a free port, in the thread of the application's event loop.
class Network {
public:
    Network() {
        std::string pattern = std::filesystem::temp_directory_path() / "tappay-bench-XXXXXX";
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no directory");
        m_directory = pattern;
        m_config.mak = SecretBytes(NetworkPeer::mak());
        m_config.pik = SecretBytes(fromHex("11111111111111112222222222222222").value());
        m_config.masterKey = SecretBytes(fromHex(Authorities::kNetworkMasterKey).value());
        m_ledger =
            simulator::network::Ledger::open(QString::fromStdString(m_directory / "ledger.db"),
                                             simulator::network::Ledger::Access::Append)
                .value();
        m_switch.emplace(m_config, *m_ledger, m_clock, m_random, m_log,
                         std::vector<simulator::network::Fault>());
        m_server.emplace(*m_switch, m_log);
        m_port = m_server->listen("127.0.0.1", 0).value();
    }
    ~Network() { std::filesystem::remove_all(m_directory); }
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;
    [[nodiscard]] std::uint16_t port() const { return m_port; }

private:
    std::filesystem::path m_directory;
    SystemClock m_clock;
    crypto::SystemRandom m_random;
    Log m_log{"network", LogLevel::Error};
    simulator::network::NetworkConfig m_config;
    std::optional<simulator::network::Ledger> m_ledger;
    std::optional<simulator::network::Switch> m_switch;
    std::optional<simulator::network::Server> m_server;
    std::uint16_t m_port = 0;
};

// One terminal's connection.
class Connection final : public Dialogue {
public:
    Connection(std::uint16_t port, const crypto::EcPublicKey& answers)
        : m_client(port, std::chrono::seconds(60)), m_answers(answers) {
        if (!m_client.handshake()) throw std::runtime_error("no connection");
    }
    std::optional<Reply> say(const char* target, const std::string& body) override {
        return m_client.exchange("POST", target, body);
    }
    [[nodiscard]] crypto::EcPublicKey answerKey() const override { return m_answers; }

private:
    HttpsClient m_client;
    crypto::EcPublicKey m_answers;
};

struct Step {
    const char* name;
    std::vector<double> milliseconds = {};
};

struct Run {
    const Installation& installation;
    std::uint16_t port;
    std::vector<std::string> codes;
    std::atomic<std::size_t> next = 0;
    std::mutex mutex = {};
    std::vector<Step> steps{{"connect"}, {"enrol"}, {"masterKey"}, {"signOn"}};
    int failures = 0;

    [[nodiscard]] std::string chipDirectory(std::size_t number) const {
        return installation.file("chip-" + std::to_string(number));
    }
};

// Throws what went wrong.
template <typename Value>
Value must(Result<Value> result) {
    if (!result)
        throw std::runtime_error(std::string(describe(result.error().code).name) + " " +
                                 result.error().detail);
    if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

void checkPinKey(const Newcomer& machine, const protocol::SignedOn& signedOn) {
    const auto wrapping =
        must(machine.chip->derive(Slot::A, protocol::wrappingContext(signedOn.session)));
    must(crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, wrapping.view(), signedOn.pinKeyBlock,
                                {"P0", 'A', 'E'}));
}

std::vector<double> becomeTerminal(const Run& run, std::size_t number, const Clock& clock) {
    std::vector<double> took;
    auto last = Steady::now();
    const auto lap = [&] {
        const auto now = Steady::now();
        took.push_back(std::chrono::duration<double, std::milli>(now - last).count());
        last = now;
    };
    Connection connection(run.port, run.installation.answer.publicKey());
    lap();
    Newcomer machine(must(chip::openSoftwareChip(run.chipDirectory(number))), clock);
    must(connection.enrol(machine, run.codes[number]));
    lap();
    const auto delivery = must(connection.deliver(machine));
    const auto version =
        must(connection.receipt(machine, machine.sign(machine.receipt(delivery, Slot::A)))).version;
    lap();
    const auto signedOn = must(connection.signOn(machine, version));
    checkPinKey(machine, signedOn);
    lap();
    return took;
}

void work(Run& run) {
    const SystemClock clock;
    for (std::size_t i = run.next++; i < run.codes.size(); i = run.next++) {
        try {
            const auto took = becomeTerminal(run, i, clock);
            const std::scoped_lock lock(run.mutex);
            for (std::size_t step = 0; step < took.size(); ++step)
                run.steps[step].milliseconds.push_back(took[step]);
        } catch (const std::exception& wrong) {
            const std::scoped_lock lock(run.mutex);
            ++run.failures;
            std::fprintf(stderr, "terminal %zu: %s\n", i, wrong.what());
        }
    }
}

std::vector<std::string> makeCodes(const backend::Config& config, std::size_t count) {
    const SystemClock clock;
    crypto::SystemRandom random;
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < count; ++i) {
        const std::vector<std::string> words{"code", std::to_string(kFirstTerminal + i),
                                             Installation::kMerchantId, "Corner Shop"};
        auto code = must(backend::runCommand(config, words, "operator bench", clock, random));
        code.pop_back();
        codes.push_back(std::move(code));
    }
    return codes;
}

void print(const Run& run, std::size_t atATime, double seconds) {
    std::printf(
        "{\"benchmark\":\"terminals\",\"chips\":\"software\",\"terminals\":%zu,\"atATime\":%zu,"
        "\"failures\":%d,\"seconds\":%.2f,\"milliseconds\":{",
        run.codes.size(), atATime, run.failures, seconds);
    for (const auto& step : run.steps)
        std::printf("%s\"%s\":{\"p50\":%.1f,\"p99\":%.1f}", &step == run.steps.data() ? "" : ",",
                    step.name, bench::percentile(step.milliseconds, 0.5),
                    bench::percentile(step.milliseconds, 0.99));
    std::printf("}}\n");
}

int measure(std::uint16_t networkPort, std::size_t terminals, std::size_t atATime) {
    const Installation installation(networkPort);
    const Authorities authorities(installation);
    const SystemClock clock;
    const Log log("bench", LogLevel::Error);
    auto config = installation.config("signing-on.json");
    config.network.answerTimeout = std::chrono::seconds(15);
    auto codes = makeCodes(config, terminals);
    const auto backend = must(backend::Backend::start(std::move(config), clock, log));
    Run run{.installation = installation, .port = backend->port(), .codes = std::move(codes)};
    for (std::size_t i = 0; i < terminals; ++i)
        must(chip::makeSoftwareChip(run.chipDirectory(i), authorities.factoryLine()));
    const auto begun = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < atATime; ++i)
            threads.emplace_back([&run] { work(run); });
    }
    print(run, atATime, std::chrono::duration<double>(Steady::now() - begun).count());
    return run.failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t terminals = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1000;
    const std::size_t atATime = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 16;
    QCoreApplication application(argc, argv);
    const Network network;
    int status = EXIT_FAILURE;
    std::jthread measuring([&, port = network.port()] {
        try {
            status = measure(port, terminals, atATime);
        } catch (const std::exception& wrong) {
            std::fprintf(stderr, "%s\n", wrong.what());
        }
        QMetaObject::invokeMethod(&application, &QCoreApplication::quit, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    measuring.join();
    return status;
}
