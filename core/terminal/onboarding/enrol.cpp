#include "terminal/onboarding/enrol.h"

#include "chip/form_name.h"
#include "crypto/jose.h"
#include "protocol/time.h"

namespace tappay::terminal {

namespace {

constexpr std::string_view kNewKey = "new";

std::string now(const OnboardingTools& tools) {
    return protocol::formatTime(tools.clock.now());
}

// Nobody has said yet who signs the back end's answers. TLS has the same authority, and whoever
// made this one up only gets a proof that is of no use to him.
Result<protocol::EnrolmentChallenge> readChallenge(const std::string& compact) {
    TAPPAY_TRY(parts, answered(crypto::jwsParse(compact)));
    return answered(protocol::decodeEnrolmentChallenge(toText(parts.payload)));
}

}  // namespace

Result<Enrolment> enrol(const OnboardingTools& tools, const chip::Factory& factory,
                        const std::string& code, const KeepProof& keep, const Deadline& deadline) {
    TAPPAY_TRY(keys, tools.chip.makeKeys());
    const auto about = tools.chip.description();
    const protocol::EnrolmentRequest request{
        .code = code,
        .chip = {nameOf(tools.chip.form()), about.maker, about.model, about.firmware},
        .defaultCertificates = factory.certificates,
        .endorsement = factory.key.marshalled,
        .attestation = keys.attestation.marshalled,
        .identity = keys.identity.marshalled,
        .storage = keys.storage.marshalled,
        .time = now(tools)};
    TAPPAY_TRY(compact, ask(tools, kNewKey, "/v1/enrolment", protocol::encode(request), deadline));
    TAPPAY_TRY(challenge, readChallenge(compact));
    TAPPAY_TRY(opened, tools.chip.activate(challenge.credential));
    protocol::EnrolmentProof proof;
    proof.session = challenge.session;
    proof.opened.assign(opened.view().begin(), opened.view().end());
    TAPPAY_TRY(identity, tools.chip.certify(crypto::tpm2::Role::Identity, challenge.nonce));
    TAPPAY_TRY(storage, tools.chip.certify(crypto::tpm2::Role::Storage, challenge.nonce));
    proof.identity = std::move(identity);
    proof.storage = std::move(storage);
    proof.time = now(tools);
    TAPPAY_CHECK(keep(proof));
    return finishEnrolment(tools, factory, std::move(proof), deadline);
}

Result<Enrolment> finishEnrolment(const OnboardingTools& tools, const chip::Factory& factory,
                                  protocol::EnrolmentProof proof, const Deadline& deadline) {
    proof.time = now(tools);
    TAPPAY_TRY(identity, tools.chip.identity());
    TAPPAY_TRY(compact,
               ask(tools, kNewKey, "/v1/enrolment/proof", protocol::encode(proof), deadline));
    TAPPAY_TRY(enrolment, readEnrolment(std::move(compact), factory.authority, identity));
    if (enrolment.answer.session != proof.session)
        return fail(FailureCode::HostAnswerInvalid, "the answer is to another enrolment");
    return enrolment;
}

}  // namespace tappay::terminal
