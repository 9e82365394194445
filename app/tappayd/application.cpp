#include "application.h"

#include <utility>

#include "open_chip.h"

namespace tappay::daemon {

Result<std::unique_ptr<Application>> Application::start(terminal::ProgramConfig config,
                                                        const agent::LogTail& logTail,
                                                        const Log& log) {
    std::unique_ptr<Application> application(new Application(log));
    TAPPAY_CHECK(application->open(std::move(config), logTail));
    return application;
}

Result<void> Application::open(terminal::ProgramConfig config, const agent::LogTail& logTail) {
    m_chip = openChip(config.chip, m_log);
    m_readers = card::watchPcscReaders(
        m_log, {.total = config.terminal.pinWait, .afterFirstKey = config.terminal.pinKeyWait});
    connect(config.backEndUrl);
    m_onboarding = std::make_unique<terminal::Onboarding>(terminal::OnboardingParts{
        config.terminal.directory, *m_backEnd, *m_chip, m_clock, m_random, m_log});
    // The terminal first: it has the lock on the directory, and is told from the beginning.
    const std::filesystem::path directory = config.terminal.directory;
    TAPPAY_TRY(terminal, terminal::startTerminal(std::move(config.terminal), world()));
    m_terminal = std::move(terminal);
    TAPPAY_CHECK(m_onboarding->start());
    m_cardholder = std::make_unique<terminal::AccountKeeper>(*m_terminal, world());
    TAPPAY_CHECK(openConfirming(directory, config.backEndUrl));
    m_onboarding->countOpenPayments(
        [this] { return m_terminal->status().pendingCount + m_confirmations->openCount(); });
    m_server = std::make_unique<agent::Server>(
        *m_terminal, m_onboarding.get(), m_cardholder.get(), logTail, m_clock, m_log,
        agent::Confirming{m_phones.get(), m_devices.get(), m_confirmations.get()});
    TAPPAY_CHECK(m_server->listen(QString::fromStdString(config.operatorSocket.string()),
                                  agent::Scope::Operator, config.operatorGroup));
    TAPPAY_CHECK(m_server->listen(QString::fromStdString(config.tillSocket.string()),
                                  agent::Scope::Till, config.tillGroup));
    if (config.browserSocket.empty()) return {};
    return m_server->listen(QString::fromStdString(config.browserSocket.string()),
                            agent::Scope::Browser, config.browserGroup);
}

terminal::World Application::world() {
    return {*m_chip, *m_onboarding, *m_readers, *m_backEnd, m_clock, m_random, m_log};
}

Result<void> Application::openConfirming(const std::filesystem::path& directory,
                                         const std::string& url) {
    m_phones = std::make_unique<terminal::PhoneKeeper>(world(), terminal::addressOf(url));
    m_devices = std::make_unique<terminal::DeviceKeeper>(world());
    TAPPAY_TRY(confirmations, terminal::ConfirmationKeeper::start(directory, world()));
    m_confirmations = std::move(confirmations);
    m_events = std::make_unique<terminal::EventKeeper>(world(), *m_confirmations, *m_phones);
    return {};
}

// The back end is whoever the chip's authority vouches for.
void Application::connect(const std::string& url) {
    link::BackEndConfig backEnd{url, {}};
    if (auto factory = m_chip->factory()) backEnd.authorities = {factory->authority};
    m_backEnd = link::connectBackEnd(backEnd, *m_chip, m_random, m_log);
}

}  // namespace tappay::daemon
