#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "backend/config.h"
#include "backend/terminals/directory.h"
#include "base/clock.h"

namespace tappay::backend {

using Caller = std::shared_ptr<const TerminalDirectory::Entry>;

// A message and who has signed it.
struct SignedMessage {
    Caller from;
    std::string payload;
};

// ClockWrong when a message's time is more than 5 minutes off.
Result<void> checkTime(const Clock& clock, const std::string& time);
// That a message is about its signer, and of now.
Result<void> checkAsker(const EnrolledTerminal& from, const std::string& terminalId,
                        const std::string& time, const Clock& clock);

// Whether the register has it; else the configuration alone.
bool isEnrolled(const EnrolledTerminal& terminal);

// Who may ask: the register first, then the terminals that the configuration lists. Thread-safe.
class Callers {
public:
    // Told of every terminal that is turned away, the same at most once a minute,
    // and of those that nobody knows at most 20.
    using Refused = std::function<void(const std::string& keyId, const std::string& terminalId,
                                       const Failure& failure)>;

    // `directory` may be null. References outlive this.
    static Result<std::unique_ptr<Callers>> create(const Config& config,
                                                   TerminalDirectory* directory, const Clock& clock,
                                                   Refused refused);

    // TerminalUnknown, PermissionDenied when the signature doesn't fit, then the failure of the
    // terminal's standing.
    Result<SignedMessage> verify(std::string_view compact);

    // How a terminal that has signed before stands now.
    Result<void> standing(const std::string& keyId);

    // One that is turned away for another reason; told on as those above.
    void note(const std::string& keyId, const std::string& terminalId, const Failure& failure);

private:
    Callers(TerminalDirectory* directory, const Clock& clock, Refused refused);
    Result<Caller> find(const std::string& keyId);

    TerminalDirectory* m_directory;
    const Clock& m_clock;
    Refused m_refused;
    std::map<std::string, Caller, std::less<>> m_configured;  // by key id
    std::mutex m_mutex;
    struct Noted {
        std::chrono::steady_clock::time_point at;
        bool stranger = false;
    };
    std::map<std::string, Noted> m_noted;
};

}  // namespace tappay::backend
