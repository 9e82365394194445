#pragma once

#include <optional>

#include "backend/enrolment/newcomer.h"
#include "confirm_runs/relay.h"
#include "crypto/random.h"
#include "terminal/confirm/confirmation_steps.h"
#include "terminal/confirm/pairing_steps.h"
#include "terminal/confirm/push_reader.h"

namespace tappay::test {

// The computer of a run: its book on disk, and its way to the back end.
class ComputerSide {
public:
    // `machine` and `wire` outlive this.
    ComputerSide(const Newcomer& machine, const crypto::EcPublicKey& answersBy,
                 link::HttpSession& wire, Dice& dice, std::filesystem::path directory,
                 const Log& log);

    // Killed and begun again, wherever it was.
    void restart();
    // The same if the relay has killed it.
    void riseIfDead();

    [[nodiscard]] terminal::ConfirmationBook& book() { return *m_book; }
    [[nodiscard]] terminal::PairingSteps pairing(const std::string& backEnd);
    [[nodiscard]] const link::TerminalIdentity& identity() const { return m_identity; }

    // Everything that may be asked now, whether its time has come or not.
    void ask();
    // Reads what it was told.
    void read(std::chrono::seconds wait);

    unsigned trouble = 0;  // of a hundred calls

private:
    void begin();

    const Newcomer& m_machine;
    Deathbed m_deathbed;
    crypto::SystemRandom m_random;
    std::unique_ptr<link::BackEnd> m_backEnd;
    link::TerminalIdentity m_identity;
    std::unique_ptr<terminal::ConfirmationBook> m_book;
    std::optional<terminal::ConfirmationSteps> m_steps;
    std::optional<terminal::PushReader> m_reader;
};

}  // namespace tappay::test
