#pragma once

#include <map>

#include "backend/enrolment/certificate_issuer.h"
#include "backend/keys/key_module.h"
#include "backend/keys/key_store.h"
#include "backend/terminals/register.h"
#include "protocol/envelope.h"
#include "protocol/key_distribution.h"

namespace tappay::backend {

// Brings terminals their master keys: docs/protocol.md, "Master key". Each side has seen the
// other's certificate before the key is asked for. One thread.
class KeyDistributor {
public:
    static constexpr std::chrono::minutes kChallengeLife{2};

    // All references outlive this.
    KeyDistributor(const EnrolmentConfig& config, const CertificateIssuer& issuer,
                   keys::KeyModule& module, keys::KeyStore& keys, TerminalRegister& terminals,
                   const Clock& clock, Random& random);

    // Each takes a message that the terminal has signed and gives the answer, signed by the
    // distributor. What is refused is in the audit trail: CryptoFailed for a certificate or a
    // proof, KeyRejected for what comes twice, late or out of order.
    Result<std::string> hello(const EnrolledTerminal& terminal, const std::string& payload);
    Result<std::string> request(const EnrolledTerminal& terminal, const std::string& payload);
    Result<std::string> receipt(const EnrolledTerminal& terminal, const std::string& payload);

private:
    // How far a terminal has come with one key; each hello begins anew.
    struct Dance {
        std::string hello;  // its time
        Bytes challenge;
        std::chrono::steady_clock::time_point ends;
        std::uint32_t version = 0;  // 0 until the key was asked for
    };
    Result<std::string> offer(const EnrolledTerminal& terminal, const protocol::KeyHello& hello);
    Result<std::string> deliver(const EnrolledTerminal& terminal,
                                const protocol::KeyRequest& request);
    Result<std::string> acknowledge(const EnrolledTerminal& terminal,
                                    const protocol::KeyReceipt& receipt);
    Result<std::string> noted(const EnrolledTerminal& terminal, Result<std::string> answer);
    Result<void> note(const EnrolledTerminal& terminal, const char* what, std::uint32_t version);
    Result<std::string> sign(const std::string& message) const;

    const EnrolmentConfig& m_config;
    const CertificateIssuer& m_issuer;
    keys::KeyModule& m_module;
    keys::KeyStore& m_keys;
    TerminalRegister& m_terminals;
    const Clock& m_clock;
    Random& m_random;
    std::map<std::string, Dance> m_dances;  // by key id
};

}  // namespace tappay::backend
