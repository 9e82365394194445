#include "application.h"

#include <utility>

#include "chip/software/software_chip.h"

namespace tappay::daemon {

namespace {

Result<std::unique_ptr<chip::Chip>> openChip(const terminal::ProgramConfig& config) {
    if (config.chipForm != chip::Form::Software)
        return fail(FailureCode::NotConfigured, "chip.form: only \"software\" can be opened");
    return chip::openSoftwareChip(config.chipDirectory);
}

}  // namespace

Result<std::unique_ptr<Application>> Application::start(terminal::ProgramConfig config,
                                                        const agent::LogTail& logTail,
                                                        const Log& log) {
    std::unique_ptr<Application> application(new Application(log));
    TAPPAY_CHECK(application->open(std::move(config), logTail));
    return application;
}

Result<void> Application::open(terminal::ProgramConfig config, const agent::LogTail& logTail) {
    TAPPAY_TRY(chip, openChip(config));
    m_chip = std::move(chip);
    TAPPAY_CHECK(m_keys.load(config.chipDirectory));
    m_readers = card::watchPcscReaders(
        m_log, {.total = config.terminal.pinWait, .afterFirstKey = config.terminal.pinKeyWait});
    m_backEnd = link::connectBackEnd(std::move(config.backEnd), *m_chip, m_random, m_log);
    TAPPAY_TRY(terminal, terminal::startTerminal(
                             std::move(config.terminal),
                             {*m_chip, m_keys, *m_readers, *m_backEnd, m_clock, m_random, m_log}));
    m_terminal = std::move(terminal);
    m_server = std::make_unique<agent::Server>(*m_terminal, nullptr, logTail, m_clock, m_log);
    TAPPAY_CHECK(m_server->listen(QString::fromStdString(config.operatorSocket.string()),
                                  agent::Scope::Operator, config.operatorGroup));
    return m_server->listen(QString::fromStdString(config.tillSocket.string()), agent::Scope::Till,
                            config.tillGroup);
}

}  // namespace tappay::daemon
