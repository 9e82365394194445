#pragma once

#include <memory>

#include "emv/trace/transcript.h"

namespace tappay::emv::trace {

// Plays everything around the kernel from a transcript, and compares what the kernel does with what
// it did. Each kind of thing comes in its own order, so that a kernel which asks for them in
// another sequence is still understood.
class Replay {
public:
    // `kept` lives longer.
    explicit Replay(const Transcript& kept);
    Replay(const Replay&) = delete;
    Replay& operator=(const Replay&) = delete;
    ~Replay();

    // For emv::run or emv::contactless::run, with the terminal's own parameters and the
    // transcript's transaction.
    [[nodiscard]] Surroundings surroundings();
    // What was not as before, one line each; empty when the run was the same.
    [[nodiscard]] std::vector<std::string> differences(const Outcome& outcome) const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tappay::emv::trace
