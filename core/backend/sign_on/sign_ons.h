#pragma once

#include "backend/answers.h"
#include "backend/key_room.h"
#include "backend/sign_on/network_sign_on.h"
#include "backend/terminals/register.h"
#include "backend/waiters.h"
#include "protocol/sign_on.h"

namespace tappay::backend {

// Terminals sign on: docs/protocol.md, "Sign-on". On the thread of `loop`, the network's part
// apart.
class SignOns {
public:
    // All references outlive this; `config.enrolment` is there.
    SignOns(const Config& config, const KeyRoom& keyRoom, keys::KeyStore& keys,
            TerminalRegister& terminals, NetworkSignOn& network, const Answers& answers,
            EventLoop& loop, const Clock& clock, Random& random);

    // CryptoFailed when the counter's statement is not this terminal's for this request;
    // TerminalCloned; KeyRejected for a master key that is not acknowledged, and for working keys
    // of the network that are wrong. What is refused is in the audit trail.
    void signOn(const EnrolledTerminal& terminal, const std::string& payload, Answered done);

private:
    struct Run {
        EnrolledTerminal terminal;
        protocol::SignOnRequest request;
        Bytes digest;
        std::optional<keys::KeyHandle> networkMaster;
        Answered done;
    };
    using RunPtr = std::shared_ptr<Run>;
    // The answer when it was given before.
    Result<std::optional<std::string>> begin(Run& run, const std::string& payload);
    Result<std::uint64_t> counterIn(const Run& run) const;
    Result<keys::MasterKey> masterKeyFor(const Run& run);
    // When the terminal shall have asked for another one; empty when nobody noted its age.
    [[nodiscard]] std::string renewalOf(const keys::MasterKey& master) const;
    Result<std::string> finish(const Run& run, const Result<NetworkSignOn::Outcome>& network);
    // The terminal's own, else the one for all; nothing where the network gives no keys.
    Result<std::optional<keys::KeyHandle>> networkMasterFor(const std::string& terminalId);
    Result<void> takeWorkingKeys(const Run& run, const std::optional<Bytes>& field62);
    void end(const RunPtr& run, Result<std::string> answer);

    const Config& m_config;
    const KeyRoom& m_keyRoom;
    keys::KeyModule& m_module;
    keys::KeyStore& m_keys;
    TerminalRegister& m_terminals;
    NetworkSignOn& m_network;
    const Answers& m_answers;
    EventLoop& m_loop;
    const Clock& m_clock;
    Random& m_random;
};

}  // namespace tappay::backend
