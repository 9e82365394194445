#pragma once

#include <memory>

#include "emv/trace/transcript.h"

namespace tappay::emv::trace {

// Stands between the kernel and its surroundings for one run and writes down what passes, redacted
// before it is kept. One thread at a time: the kernel's.
class Recorder {
public:
    // `world` lives longer. A trace that listens already goes on hearing the decisions.
    Recorder(const Surroundings& world, const Transaction& transaction,
             CardInterface interface = CardInterface::Contact);
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;
    ~Recorder();

    // What the kernel is given instead of `world`.
    [[nodiscard]] Surroundings surroundings();
    void ended(const Outcome& outcome);
    // The whole text so far. Fit to be kept and shown to anybody.
    [[nodiscard]] std::string text() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tappay::emv::trace
