#pragma once

#include "backend/answers.h"
#include "backend/terminals/register.h"

namespace tappay::backend {

// A set as the operator brings it: JSON whose version and profile are understood here, the rest by
// the terminals alone. InputMalformed when it is none, or longer than an answer can carry.
Result<ParameterSet> readParameterSet(std::string contents);

// Gives terminals the newest set: docs/protocol.md, "Parameters". One thread.
class Parameters {
public:
    // References outlive this.
    Parameters(TerminalRegister& terminals, const Answers& answers, const Clock& clock)
        : m_terminals(terminals), m_answers(answers), m_clock(clock) {}

    // The question is its terminal's; the answer is signed. NotFound when there is no set.
    Result<std::string> answer(const EnrolledTerminal& terminal, const std::string& payload);

private:
    TerminalRegister& m_terminals;
    const Answers& m_answers;
    const Clock& m_clock;
};

}  // namespace tappay::backend
