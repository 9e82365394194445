// How much of the back end's CPU time per authorisation is the cryptography nobody can leave out
// (verify, key agreement, sign): TLS keep-alive connections on loopback, a network that answers at
// once. With "enrolled" each connection is a terminal that is signed on and seals its cards under
// that, else all are of the one terminal that the configuration knows. Prints one JSON object.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <thread>
#include <vector>

#include "backend/support/network_peer.h"
#include "backend/support/questions.h"
#include "sealed_payments.h"

namespace {

using namespace tappay;
using namespace tappay::test;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kFirstTerminal = 30000001;

double cpuSeconds(clockid_t clock) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// What every authorisation needs at least, in seconds of one thread.
double cryptoFloor(const Installation& installation) {
    constexpr int kRounds = 500;
    const Bytes message(1200, 0x5A);
    const auto verifier = crypto::EcVerifier::create(installation.identity.publicKey()).value();
    const auto signature = installation.identity.signEcdsa(message).value();
    const double begun = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
    for (int i = 0; i < kRounds; ++i) {
        if (!verifier.verifyEcdsa(message, signature) ||
            !installation.seal.agree(installation.second.publicKey()) ||
            !installation.answer.signEcdsa(message))
            std::abort();
    }
    return (cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - begun) / kRounds;
}

struct Load {
    std::vector<std::vector<std::string>> lanes;  // one for each connection, in its order
    std::atomic<int> approved = 0;
    std::atomic<double> clientCpu = 0;
};

void run(Load& load, const std::vector<std::string>& lane, std::uint16_t port) {
    HttpsClient client(port);
    if (!client.handshake()) return;
    const double begun = cpuSeconds(CLOCK_THREAD_CPUTIME_ID);
    for (const auto& body : lane) {
        const auto reply = client.exchange("POST", "/v1/authorisations", body);
        if (reply && reply->status == 200) ++load.approved;
    }
    load.clientCpu += cpuSeconds(CLOCK_THREAD_CPUTIME_ID) - begun;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t requests = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 4000;
    const std::size_t connections = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 32;
    const bool enrolled = argc > 3 && std::string_view(argv[3]) == "enrolled";
    NetworkPeer network;
    const Installation installation(network.port());
    const Authorities authorities(installation);
    const Questions questions(installation);
    const SystemClock clock;
    const Log log("bench", LogLevel::Error);
    auto config = installation.config("enrolling.json");
    config.network.answerTimeout = std::chrono::seconds(15);
    auto backend = backend::Backend::start(std::move(config), clock, log);
    if (!backend) {
        std::fprintf(stderr, "%s\n", backend.error().detail.c_str());
        return EXIT_FAILURE;
    }
    Load load;
    for (std::size_t lane = 0; lane < connections; ++lane) {
        const auto count = requests / connections + (lane < requests % connections ? 1 : 0);
        auto& bodies = load.lanes.emplace_back();
        if (enrolled)
            bodies = bench::sealedPayments(installation, authorities, (*backend)->port(),
                                           std::to_string(kFirstTerminal + lane), count);
        else
            for (std::size_t i = 0; i < count; ++i)
                bodies.push_back(
                    questions.sign(questions.authorisation(Questions::newKey(), "12.34")));
    }

    const double floorBefore = cryptoFloor(installation);
    const double peerBefore = network.cpuSeconds();
    const double cpuBefore = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID);
    const auto begun = Steady::now();
    {
        std::vector<std::jthread> threads;
        for (const auto& lane : load.lanes)
            threads.emplace_back([&] { run(load, lane, (*backend)->port()); });
    }
    const double seconds = std::chrono::duration<double>(Steady::now() - begun).count();
    const double cpu = cpuSeconds(CLOCK_PROCESS_CPUTIME_ID) - cpuBefore - load.clientCpu -
                       (network.cpuSeconds() - peerBefore);
    const double floor = (floorBefore + cryptoFloor(installation)) / 2;
    const double each = cpu / static_cast<double>(requests);
    std::printf(
        "{\"benchmark\":\"backend\",\"terminals\":\"%s\",\"requests\":%zu,\"approved\":%d,"
        "\"connections\":%zu,"
        "\"requestsPerSecond\":%.0f,\"cpuMicrosecondsPerRequest\":%.0f,"
        "\"cryptoFloorMicroseconds\":%.0f,\"ratio\":%.3f,\"target\":0.25}\n",
        enrolled ? "enrolled" : "configured", requests, load.approved.load(), connections,
        static_cast<double>(requests) / seconds, each * 1e6, floor * 1e6, floor / each);
    return load.approved == static_cast<int>(requests) ? EXIT_SUCCESS : EXIT_FAILURE;
}
