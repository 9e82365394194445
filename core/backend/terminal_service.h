#pragma once

#include <memory>

#include "backend/answers.h"
#include "backend/callers.h"
#include "backend/group_commit.h"
#include "backend/key_room.h"
#include "backend/network_link.h"
#include "backend/waiters.h"

namespace tappay::backend {

// What terminals ask about themselves: enrolment, master keys, sign-on, parameters. Works on a
// thread of its own, so that payments never wait for it.
class TerminalService {
public:
    // Opens the register and the keys. NotConfigured; the failures of store/database.h.
    // `config.enrolment` is there; all references outlive the service.
    static Result<std::unique_ptr<TerminalService>> start(
        const Config& config, KeyRoom& keyRoom, GroupCommit& records, NetworkLink& network,
        const Answers& answers, const Clock& clock, Random& random, const Log& log);
    ~TerminalService();
    TerminalService(const TerminalService&) = delete;
    TerminalService& operator=(const TerminalService&) = delete;

    [[nodiscard]] TerminalDirectory& directory();

    // The paths below, from any thread; `done` is called on the service's own.
    static bool isEnrolment(std::string_view target);  // by machines that nobody knows yet
    static bool isTerminals(std::string_view target);  // by terminals
    void enrol(const std::string& target, std::string body, Answered done);
    // NotEnrolled for a terminal that only the configuration knows.
    void ask(const std::string& target, SignedMessage message, Answered done);

    // Puts it into the audit trail.
    void noteRefusal(const std::string& keyId, const std::string& terminalId,
                     const Failure& failure);

    // Ends the thread; nothing is answered afterwards. Not from it.
    void stop();

private:
    struct Parts;
    explicit TerminalService(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

}  // namespace tappay::backend
