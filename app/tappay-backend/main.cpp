#include <pwd.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>

#include "backend/backend.h"
#include "backend/descriptors.h"
#include "backend/operator_commands.h"
#include "crypto/random.h"

namespace {

constexpr int kUsage = 2;
constexpr std::size_t kOtherDescriptors = 128;

int complain(const tappay::Failure& failure) {
    const auto& text = tappay::describe(failure.code);
    std::fprintf(stderr, "tappay-backend: %s (%s)\n", std::string(text.happened).c_str(),
                 failure.detail.c_str());
    using enum tappay::FailureCode;
    return failure.code == NotConfigured || failure.code == InputMalformed ? kUsage : EXIT_FAILURE;
}

// Who is at the keyboard, for the audit trail.
std::string operatorName() {
    const auto* user = getpwuid(getuid());
    return "operator " + (user != nullptr ? std::string(user->pw_name) : std::to_string(getuid()));
}

int command(const tappay::backend::Config& config, const std::vector<std::string>& words) {
    tappay::crypto::SystemRandom random;
    const auto said =
        tappay::backend::runCommand(config, words, operatorName(), tappay::SystemClock(), random);
    if (!said) return complain(said.error());
    std::fputs(said->c_str(), stdout);
    return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3 || std::strcmp(argv[1], "--config") != 0) {
        std::fputs(
            "usage: tappay-backend --config FILE [code TERMINAL MERCHANT [NAME] |\n"
            "           suspend TERMINAL | resume TERMINAL | revoke TERMINAL | parameters FILE |\n"
            "           renew TERMINAL | import-key TERMINAL TRANSPORT BLOCK |\n"
            "           export-key TERMINAL master|pin|mac TRANSPORT |\n"
            "           manage TERMINAL sign_on|renew_keys | audit |\n"
            "           shop MERCHANT NAME ORIGIN... [--webhook URL] | shop-key MERCHANT | "
            "shops |\n"
            "           confirm-unblock TERMINAL]\n",
            stderr);
        return kUsage;
    }
    // Before any thread exists, so that all of them leave the signals to this one.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    auto config = tappay::backend::loadConfig(argv[2]);
    if (!config) return complain(config.error());
    if (argc > 3) return command(*config, {argv + 3, argv + argc});
    const tappay::Log log("tappay-backend", config->log);
    const tappay::SystemClock clock;
    // One for each connection, and those of files and of the network.
    const auto descriptors = config->server.maxConnections + kOtherDescriptors;
    if (!tappay::backend::allowDescriptors(descriptors))
        log.warning("main", "the system allows fewer than " + std::to_string(descriptors) +
                                " open files: fewer can be connected");
    auto backend = tappay::backend::Backend::start(std::move(*config), clock, log);
    if (!backend) return complain(backend.error());
    log.info("main", "listening on port " + std::to_string((*backend)->port()));

    int received = 0;
    sigwait(&signals, &received);
    log.info("main", "draining");
    (*backend)->drain();
    return EXIT_SUCCESS;
}
