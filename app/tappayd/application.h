#pragma once

#include <memory>

#include "agent/server.h"
#include "crypto/random.h"
#include "terminal/cardholder/account_keeper.h"
#include "terminal/config_file.h"
#include "terminal/confirm/device_keeper.h"
#include "terminal/confirm/event_keeper.h"
#include "terminal/onboarding/onboarding.h"

namespace tappay::daemon {

// The parts in the order they need each other; they end in the opposite one.
class Application {
public:
    // Back end and readers may be away; they are picked up when they come. Without its chip the
    // program says so and takes no payments. Fails when a setting is wrong, or another instance has
    // the directory or the sockets.
    static Result<std::unique_ptr<Application>> start(terminal::ProgramConfig config,
                                                      const agent::LogTail& logTail,
                                                      const Log& log);

private:
    explicit Application(const Log& log) : m_log(log) {}
    Result<void> open(terminal::ProgramConfig config, const agent::LogTail& logTail);
    void connect(const std::string& url);
    Result<void> openConfirming(const std::filesystem::path& directory, const std::string& url);
    [[nodiscard]] terminal::World world();

    const Log& m_log;
    SystemClock m_clock;
    crypto::SystemRandom m_random;
    std::unique_ptr<chip::Chip> m_chip;
    std::unique_ptr<card::Readers> m_readers;
    std::unique_ptr<link::BackEnd> m_backEnd;
    std::unique_ptr<terminal::Onboarding> m_onboarding;
    std::unique_ptr<terminal::Terminal> m_terminal;
    std::unique_ptr<terminal::AccountKeeper> m_cardholder;
    std::unique_ptr<terminal::PhoneKeeper> m_phones;
    std::unique_ptr<terminal::DeviceKeeper> m_devices;
    std::unique_ptr<terminal::ConfirmationKeeper> m_confirmations;
    std::unique_ptr<terminal::EventKeeper> m_events;
    std::unique_ptr<agent::Server> m_server;
};

}  // namespace tappay::daemon
