#include "confirm_runs/computer_side.h"

#include "link/back_end_link.h"

namespace tappay::test {

ComputerSide::ComputerSide(const Newcomer& machine, const crypto::EcPublicKey& answersBy,
                           link::HttpSession& wire, Dice& dice, std::filesystem::path directory,
                           const Log& log)
    : m_machine(machine), m_deathbed(std::move(directory)) {
    m_backEnd = link::connectOver(std::make_unique<Relay>(wire, dice, m_deathbed, trouble),
                                  "https://localhost", *machine.chip, m_random, log);
    const auto& enrolled = machine.enrolled;
    m_identity = {enrolled.terminalId,
                  enrolled.keyId,
                  {crypto::Curve::P256, enrolled.sealKey},
                  enrolled.sealKeyId,
                  answersBy};
    begin();
}

void ComputerSide::begin() {
    std::filesystem::create_directories(m_deathbed.directory());
    m_book = terminal::ConfirmationBook::open(m_deathbed.directory(), m_machine.clock).value();
    const terminal::OnboardingTools tools{*m_backEnd, *m_machine.chip, m_machine.clock};
    m_steps.emplace(tools, *m_book, [](const Failure&) {});
    m_reader.emplace(tools);
}

void ComputerSide::restart() {
    m_deathbed.die();
    riseIfDead();
}

void ComputerSide::riseIfDead() {
    if (!m_deathbed.isDead()) return;
    m_reader.reset();
    m_steps.reset();
    m_book.reset();
    m_deathbed.rise();
    begin();
}

terminal::PairingSteps ComputerSide::pairing(const std::string& backEnd) {
    return {{*m_backEnd, *m_machine.chip, m_machine.clock}, m_random, backEnd};
}

void ComputerSide::ask() {
    m_steps->askAll();
    // One for each that is open; each answer plans the next one for later.
    while (m_steps->step(m_identity, {}) && !m_deathbed.isDead()) {
    }
    riseIfDead();
}

void ComputerSide::read(std::chrono::seconds wait) {
    (void)m_reader->read(m_identity, wait, {}, [&](const protocol::Event& event) -> Result<void> {
        if (const auto* told = std::get_if<protocol::Confirmation>(&event)) {
            // Not of this run, or not to be believed: left.
            (void)m_book->take(m_identity, *told);
        }
        return {};
    });
    riseIfDead();
}

}  // namespace tappay::test
