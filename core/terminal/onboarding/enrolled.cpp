#include "terminal/onboarding/enrolled.h"

#include "crypto/jose.h"
#include "protocol/time.h"
#include "terminal/onboarding/questions.h"

namespace tappay::terminal {

namespace {

Result<void> checkOwnCertificate(const protocol::Enrolled& answer, const Bytes& authority,
                                 const crypto::EcPublicKey& identity, Time at) {
    TAPPAY_TRY(own,
               answered(crypto::verifyChain(answer.certificates, std::span(&authority, 1),
                                            {.purpose = crypto::Purpose::ClientAuthentication,
                                             .at = std::chrono::floor<std::chrono::seconds>(at),
                                             .longest = kLongestChain,
                                             .key = identity})));
    if (own.subject != crypto::DistinguishedName{answer.terminalId, answer.transactionId})
        return fail(FailureCode::HostAnswerInvalid, "a transaction certificate for somebody else");
    return {};
}

}  // namespace

Result<Enrolment> readEnrolment(std::string compact, const Bytes& authority,
                                const crypto::EcPublicKey& identity) {
    // Who has signed it is said inside: read first, believed once all of it fits.
    TAPPAY_TRY(parts, answered(crypto::jwsParse(compact)));
    TAPPAY_TRY(answer, answered(protocol::decodeEnrolled(toText(parts.payload))));
    TAPPAY_TRY(at, answered(protocol::parseTime(answer.time)));
    TAPPAY_TRY(answersBy, certifiedKey(answer.answerCertificates, authority, at));
    TAPPAY_CHECK(verifiedPayload(compact, answersBy));
    TAPPAY_CHECK(checkOwnCertificate(answer, authority, identity, at));
    return Enrolment{std::move(compact), std::move(answer), std::move(answersBy), at};
}

link::TerminalIdentity identityOf(const Enrolment& enrolment) {
    const auto& answer = enrolment.answer;
    return {.terminalId = answer.terminalId,
            .keyId = answer.keyId,
            .sealTo = {crypto::Curve::P256, answer.sealKey},
            .sealKeyId = answer.sealKeyId,
            .answersBy = enrolment.answersBy};
}

EnrolmentFacts factsOf(const Enrolment& enrolment) {
    const auto& answer = enrolment.answer;
    EnrolmentFacts facts;
    facts.terminalId = answer.terminalId;
    facts.merchantId = answer.merchantId;
    facts.merchantName = answer.merchantName;
    facts.transactionId = answer.transactionId;
    if (const auto own = crypto::parseCertificate(answer.certificates.front())) {
        facts.issuer = own->issuer.commonName;
        facts.serial = toHex(own->serial);
        facts.validFrom = own->validity.notBefore;
        facts.validUntil = own->validity.notAfter;
    }
    return facts;
}

}  // namespace tappay::terminal
