#include "backend/enrolment/dialogue.h"

#include "crypto/certificate.h"
#include "crypto/jose.h"

namespace tappay::test {

namespace {

crypto::EcPublicKey distributorKey(const Newcomer& terminal) {
    const auto& chain = terminal.enrolled.distributorCertificates;
    return std::get<crypto::EcPublicKey>(crypto::parseCertificate(chain.front())->key);
}

}  // namespace

Result<std::string> Dialogue::post(const char* target, const std::string& body,
                                   const crypto::EcPublicKey& signer) {
    const auto reply = say(target, body);
    if (!reply) return fail(FailureCode::HostTimeout, "no reply");
    m_status = reply->status;
    if (reply->status != 200) return std::unexpected(protocol::decodeError(reply->body));
    TAPPAY_TRY(parts, crypto::jwsParse(reply->body));
    TAPPAY_TRY(verifier, crypto::EcVerifier::create(signer));
    TAPPAY_TRY(payload, crypto::jwsVerify(parts, verifier));
    m_answer = reply->body;
    return toText(payload);
}

Result<protocol::EnrolmentChallenge> Dialogue::begin(const Newcomer& machine,
                                                     const protocol::EnrolmentRequest& request) {
    return ask("/v1/enrolment", machine.sign(request), answerKey(),
               protocol::decodeEnrolmentChallenge);
}

Result<protocol::Enrolled> Dialogue::prove(const Newcomer& machine,
                                           const protocol::EnrolmentProof& proof) {
    return ask("/v1/enrolment/proof", machine.sign(proof), answerKey(), protocol::decodeEnrolled);
}

Result<void> Dialogue::enrol(Newcomer& machine, const std::string& code) {
    TAPPAY_TRY(challenge, begin(machine, machine.enrolment(code)));
    TAPPAY_TRY(enrolled, prove(machine, machine.proof(challenge)));
    machine.enrolled = std::move(enrolled);
    return {};
}

Result<protocol::KeyOffer> Dialogue::hello(const Newcomer& terminal, const std::string& body) {
    return ask("/v1/keys/hello", body, distributorKey(terminal), protocol::decodeKeyOffer);
}

Result<protocol::KeyDelivery> Dialogue::request(const Newcomer& terminal, const std::string& body) {
    return ask("/v1/keys/request", body, distributorKey(terminal), protocol::decodeKeyDelivery);
}

Result<protocol::KeyAcknowledged> Dialogue::receipt(const Newcomer& terminal,
                                                    const std::string& body) {
    return ask("/v1/keys/receipt", body, distributorKey(terminal), protocol::decodeKeyAcknowledged);
}

Result<protocol::KeyDelivery> Dialogue::deliver(const Newcomer& terminal) {
    TAPPAY_TRY(offer, hello(terminal, terminal.sign(terminal.hello())));
    return request(terminal, terminal.sign(terminal.request(offer)));
}

Result<protocol::SignedOn> Dialogue::signOn(const Newcomer& terminal, std::uint32_t version) {
    return signOn(terminal.sign(terminal.signOn(version, m_agreement.publicKey())));
}

Result<protocol::SignedOn> Dialogue::signOn(const std::string& body) {
    return ask("/v1/sign-ons", body, answerKey(), protocol::decodeSignedOn);
}

}  // namespace tappay::test
