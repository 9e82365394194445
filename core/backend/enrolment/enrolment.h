#pragma once

#include <map>

#include "backend/answers.h"
#include "backend/config.h"
#include "backend/enrolment/certificate_issuer.h"
#include "backend/terminals/register.h"
#include "base/random.h"
#include "protocol/enrolment.h"

namespace tappay::backend {

// Makes machines terminals: docs/protocol.md, "Enrolment". Whoever asks proves first that it has
// the operator's code and an accepted chip's default certificate, then that all its keys live in
// that chip. One thread.
class Enrolment {
public:
    static constexpr std::size_t kMaxSessions = 256;
    static constexpr std::chrono::minutes kSessionLife{5};
    static constexpr int kWrongCodesAMinute = 20;

    // All references outlive this; `config.enrolment` is there.
    Enrolment(const Config& config, const CertificateIssuer& issuer, TerminalRegister& terminals,
              const Answers& answers, const Clock& clock, Random& random);

    // Both: the question and the answer are compact JWS. Refusals are in the audit trail.
    // ChipNotTrusted, EnrolmentCodeInvalid, PermissionDenied (signature), ClockWrong, Busy.
    Result<std::string> begin(std::string_view compact);
    Result<std::string> prove(std::string_view compact);

private:
    struct Session {
        Bytes codeHash;
        Grant grant;
        SecretBytes secret;  // hidden in the credential
        Bytes nonce;
        crypto::tpm2::PublicArea identity, storage, attestation;
        std::chrono::steady_clock::time_point ends;
    };
    using Sessions = std::map<std::string, Session>;

    Result<std::pair<Bytes, Grant>> tryCode(const std::string& code);
    Result<std::string> challenge(const protocol::EnrolmentRequest& request,
                                  crypto::tpm2::PublicArea identity);
    Result<std::string> repeat(const protocol::EnrolmentProof& proof,
                               const PastEnrolment& past) const;
    Result<void> checkProof(const protocol::EnrolmentProof& proof, const Session& session) const;
    Result<std::string> enrol(const protocol::EnrolmentProof& proof, const Session& session);
    void forgetOld();
    std::unexpected<Failure> refuse(Failure failure, const std::string& about);

    const Config& m_config;
    const CertificateIssuer& m_issuer;
    TerminalRegister& m_terminals;
    const Answers& m_answers;
    const Clock& m_clock;
    Random& m_random;
    Sessions m_sessions;
    int m_wrongCodes = 0;
    std::chrono::steady_clock::time_point m_wrongCodesSince;
};

}  // namespace tappay::backend
