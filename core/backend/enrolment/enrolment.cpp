#include "backend/enrolment/enrolment.h"

#include "backend/callers.h"
#include "backend/terminals/enrolment_code.h"
#include "base/uuid.h"
#include "crypto/hash.h"
#include "crypto/jose.h"
#include "protocol/time.h"

namespace tappay::backend {

namespace {

using crypto::tpm2::PublicArea;
using crypto::tpm2::Role;

constexpr std::string_view kNewKey = "new";
constexpr std::size_t kSecret = 32, kNonce = 32;

std::unexpected<Failure> notTrusted(const std::string& why) {
    return fail(FailureCode::ChipNotTrusted, why);
}

Result<PublicArea> areaOf(Role role, const Bytes& marshalled, const char* name) {
    auto area = crypto::tpm2::parsePublicArea(role, marshalled);
    if (!area) return notTrusted(std::string(name) + ": " + area.error().detail);
    return area;
}

Result<crypto::JwsParts> parse(std::string_view compact) {
    TAPPAY_TRY(parts, crypto::jwsParse(compact));
    if (parts.kid != kNewKey) return fail(FailureCode::PermissionDenied, "not signed as new");
    return parts;
}

Result<void> checkSignature(const crypto::JwsParts& parts, const PublicArea& identity) {
    TAPPAY_TRY(verifier, crypto::EcVerifier::create(std::get<crypto::EcPublicKey>(identity.key)));
    if (!crypto::jwsVerify(parts, verifier))
        return fail(FailureCode::PermissionDenied, "the signature doesn't fit");
    return {};
}

Bytes digestOf(const protocol::EnrolmentProof& proof) {
    return crypto::sha256(concat({crypto::sha256(proof.opened), crypto::sha256(proof.identity.said),
                                  proof.identity.signature, crypto::sha256(proof.storage.said),
                                  proof.storage.signature}));
}

}  // namespace

Enrolment::Enrolment(const Config& config, const CertificateIssuer& issuer,
                     TerminalRegister& terminals, const Answers& answers, const Clock& clock,
                     Random& random)
    : m_config(config),
      m_issuer(issuer),
      m_terminals(terminals),
      m_answers(answers),
      m_clock(clock),
      m_random(random) {}

Result<std::string> Enrolment::begin(std::string_view compact) {
    TAPPAY_TRY(parts, parse(compact));
    TAPPAY_TRY(request, protocol::decodeEnrolmentRequest(toText(parts.payload)));
    TAPPAY_TRY(identity, areaOf(Role::Identity, request.identity, "identity key"));
    TAPPAY_CHECK(checkSignature(parts, identity));
    TAPPAY_CHECK(checkTime(m_clock, request.time));
    return challenge(request, std::move(identity));
}

// Guessing is hopeless by the codes' length, and is slowed down and seen all the same.
Result<std::pair<Bytes, Grant>> Enrolment::tryCode(const std::string& code) {
    const auto now = m_clock.monotonic();
    if (now - m_wrongCodesSince >= std::chrono::minutes(1)) {
        m_wrongCodes = 0;
        m_wrongCodesSince = now;
    }
    if (m_wrongCodes >= kWrongCodesAMinute)
        return fail(FailureCode::Busy, "too many wrong codes, wait a minute");
    const auto tried = [&]() -> Result<std::pair<Bytes, Grant>> {
        TAPPAY_TRY(hash, hashOfCode(m_config.lookupKey.view(), code));
        TAPPAY_TRY(grant, m_terminals.tryCode(hash, milliseconds(m_clock.now())));
        return std::pair(std::move(hash), std::move(grant));
    }();
    if (!tried && tried.error().code == FailureCode::EnrolmentCodeInvalid) {
        ++m_wrongCodes;
        return refuse(tried.error(), "");
    }
    return tried;
}

Result<std::string> Enrolment::challenge(const protocol::EnrolmentRequest& request,
                                         PublicArea identity) {
    forgetOld();
    if (m_sessions.size() >= kMaxSessions)
        return fail(FailureCode::Busy, "too many enrolments at a time");
    TAPPAY_TRY(tried, tryCode(request.code));
    auto& [hash, grant] = tried;
    auto prepared = [&]() -> Result<std::pair<Session, PublicArea>> {
        TAPPAY_TRY(endorsement, areaOf(Role::Endorsement, request.endorsement, "default key"));
        TAPPAY_TRY(attestation, areaOf(Role::Attestation, request.attestation, "attestation key"));
        TAPPAY_TRY(storage, areaOf(Role::Storage, request.storage, "storage key"));
        TAPPAY_CHECK(m_issuer.verifyDefault(request.defaultCertificates, endorsement.key));
        Session session{std::move(hash),        grant,
                        SecretBytes(kSecret),   Bytes(kNonce),
                        std::move(identity),    std::move(storage),
                        std::move(attestation), m_clock.monotonic() + kSessionLife};
        return std::pair(std::move(session), std::move(endorsement));
    }();
    if (!prepared) return refuse(std::move(prepared).error(), grant.terminalId);
    auto& [session, endorsement] = *prepared;
    m_random.fill(session.secret.writable());
    m_random.fill(session.nonce);
    TAPPAY_TRY(credential, crypto::tpm2::makeCredential(endorsement, session.attestation.name,
                                                        session.secret.view(), m_random));
    const auto id = makeUuidV7(m_clock, m_random);
    auto answer = m_answers.sign(
        protocol::encode(protocol::EnrolmentChallenge{id, session.nonce, std::move(credential)}));
    m_sessions.emplace(id, std::move(session));
    return answer;
}

Result<std::string> Enrolment::prove(std::string_view compact) {
    TAPPAY_TRY(parts, parse(compact));
    TAPPAY_TRY(proof, protocol::decodeEnrolmentProof(toText(parts.payload)));
    TAPPAY_TRY(past, m_terminals.enrolmentOf(proof.session));
    if (past) {
        TAPPAY_TRY(identity, areaOf(Role::Identity, past->identity, "identity key"));
        TAPPAY_CHECK(checkSignature(parts, identity));
        TAPPAY_CHECK(checkTime(m_clock, proof.time));
        return repeat(proof, past->enrolment);
    }
    forgetOld();
    const auto found = m_sessions.find(proof.session);
    if (found == m_sessions.end())
        // Not into the audit trail: anybody can say this, and as often as he likes.
        return fail(FailureCode::EnrolmentCodeInvalid, "no such session, or it is over");
    TAPPAY_CHECK(checkSignature(parts, found->second.identity));
    TAPPAY_CHECK(checkTime(m_clock, proof.time));
    // One try only: whatever comes of it, the session is over.
    const auto session = std::move(m_sessions.extract(found).mapped());
    auto answer = [&]() -> Result<std::string> {
        TAPPAY_CHECK(checkProof(proof, session));
        return enrol(proof, session);
    }();
    if (!answer) return refuse(std::move(answer).error(), session.grant.terminalId);
    return answer;
}

Result<std::string> Enrolment::repeat(const protocol::EnrolmentProof& proof,
                                      const PastEnrolment& past) const {
    if (digestOf(proof) != past.proof)
        return fail(FailureCode::EnrolmentCodeInvalid, "this session was proved otherwise");
    return past.answer;
}

Result<void> Enrolment::checkProof(const protocol::EnrolmentProof& proof,
                                   const Session& session) const {
    using crypto::tpm2::checkCertified;
    if (!equalConstantTime(proof.opened, session.secret.view()))
        return notTrusted("the credential was not opened");
    if (!checkCertified(proof.identity, session.attestation, session.nonce, session.identity.name))
        return notTrusted("the identity key is not certified by the attestation key");
    if (!checkCertified(proof.storage, session.attestation, session.nonce, session.storage.name))
        return notTrusted("the storage key is not certified by the attestation key");
    return {};
}

Result<std::string> Enrolment::enrol(const protocol::EnrolmentProof& proof,
                                     const Session& session) {
    const auto transactionId = makeUuidV7(m_clock, m_random);
    const auto& grant = session.grant;
    TAPPAY_TRY(issued, m_issuer.issue(grant.terminalId, transactionId,
                                      std::get<crypto::EcPublicKey>(session.identity.key)));
    const EnrolledTerminal terminal{.keyId = issued.keyId,
                                    .transactionId = transactionId,
                                    .terminalId = grant.terminalId,
                                    .merchantId = grant.merchantId,
                                    .identity = session.identity.marshalled,
                                    .storage = session.storage.marshalled,
                                    .attestation = session.attestation.marshalled,
                                    .certificate = issued.certificates.front(),
                                    .expires = issued.expires};
    const protocol::Enrolled enrolled{
        .session = proof.session,
        .certificates = std::move(issued.certificates),
        .transactionId = transactionId,
        .terminalId = grant.terminalId,
        .merchantId = grant.merchantId,
        .merchantName = grant.merchantName,
        .keyId = issued.keyId,
        .sealKeyId = m_config.sealKeyId,
        .sealKey = m_config.sealKey.publicKey().point,
        .answerCertificates = m_config.enrolment->answerCertificates,
        .distributorCertificates = m_config.enrolment->distributorCertificates,
        .time = protocol::formatTime(m_clock.now())};
    TAPPAY_TRY(answer, m_answers.sign(protocol::encode(enrolled)));
    TAPPAY_CHECK(m_terminals.enrol(session.codeHash, terminal,
                                   {proof.session, digestOf(proof), answer},
                                   milliseconds(m_clock.now())));
    return answer;
}

void Enrolment::forgetOld() {
    std::erase_if(m_sessions, [now = m_clock.monotonic()](const auto& session) {
        return now >= session.second.ends;
    });
}

std::unexpected<Failure> Enrolment::refuse(Failure failure, const std::string& about) {
    if (auto noted = m_terminals.audit({milliseconds(m_clock.now()), "back-end",
                                        audited::kEnrolmentRefused, about, detailOf(failure)});
        !noted)
        return std::unexpected(std::move(noted).error());
    return std::unexpected(std::move(failure));
}

}  // namespace tappay::backend
