#pragma once

#include <memory>

#include "backend/config.h"
#include "base/clock.h"

namespace tappay::backend {

// The whole back end, put together. Runs on its own threads from start() to drain().
class Backend {
public:
    // Opens the records, takes up what a former run left open, then listens. NotConfigured, and the
    // failures of store/database.h.
    static Result<std::unique_ptr<Backend>> start(Config config, const Clock& clock,
                                                  const Log& log);
    ~Backend();  // drains

    [[nodiscard]] std::uint16_t port() const;
    // /readyz says no, nobody new is let in, running requests end within the drain timeout. Open
    // reversals stay on record for the next start.
    void drain();

private:
    struct Parts;
    explicit Backend(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tappay::backend
