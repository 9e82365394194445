#include "companion/pairing_steps.h"

#include "protocol/time.h"

namespace tappay::companion {

using protocol::PairingState;

struct PairingSteps::Parts {
    OpenPairing open;
    crypto::EcPrivateKey key;
    protocol::PairingTranscript transcript;
};

namespace {

constexpr std::string_view kStranger = "new";  // kid of a phone that has no id yet

std::unexpected<Failure> notBelieved(const char* why) {
    return fail(FailureCode::HostAnswerInvalid, why);
}

// The key that is in the message is believed for its hash in the QR code.
Result<protocol::Pairing> verified(std::string_view compact, ByteView answerHash) {
    TAPPAY_TRY(parts, answered(crypto::jwsParse(compact)));
    TAPPAY_TRY(told, answered(protocol::decodePairing(toText(parts.payload))));
    if (!equalConstantTime(protocol::keyHash(told.answerKey), answerHash))
        return notBelieved("another back end than that of the code");
    TAPPAY_TRY(verifier, answered(crypto::EcVerifier::create(told.answerKey)));
    TAPPAY_CHECK(answered(crypto::jwsVerify(parts, verifier)));
    return told;
}

}  // namespace

Result<void> PairingSteps::begin(std::string_view invitation, const std::string& name) {
    TAPPAY_TRY(decoded, protocol::decodeInvitation(invitation));
    if (!protocol::isPhoneName(name))
        return fail(FailureCode::InputMalformed, "the phone's name can't be shown");
    TAPPAY_TRY(phone, m_store.phone());
    if (phone) return fail(FailureCode::TooLate, "the phone is paired already");
    TAPPAY_CHECK(m_store.forget());
    TAPPAY_CHECK(m_store.makeKey());
    return m_store.write(OpenPairing{std::move(decoded), name});
}

Result<PairingSteps::Parts> PairingSteps::parts() const {
    TAPPAY_TRY(open, m_store.pairing());
    TAPPAY_TRY(key, m_store.key());
    if (!open || !key) return fail(FailureCode::NotFound, "no pairing was begun");
    const auto& invitation = open->invitation;
    protocol::PairingTranscript transcript{invitation.pairing, key->publicKey(),
                                           invitation.terminalHash, open->name};
    return Parts{std::move(*open), std::move(*key), std::move(transcript)};
}

Result<std::string> PairingSteps::code() const {
    TAPPAY_TRY(of, parts());
    return protocol::pairingCode(of.open.invitation.secret.view(), of.transcript);
}

Result<PairingState> PairingSteps::answer(link::HttpSession& session, const Deadline& deadline) {
    TAPPAY_TRY(of, parts());
    TAPPAY_TRY(proof, protocol::phoneProof(of.open.invitation.secret.view(), of.transcript));
    return ask(session, "/v1/pairings/answer", of,
               protocol::PairingAnswer{
                   of.open.invitation.pairing, of.open.name, of.key.publicKey(), proof, {}},
               deadline);
}

Result<PairingState> PairingSteps::look(link::HttpSession& session, const Deadline& deadline) {
    TAPPAY_TRY(of, parts());
    return ask(session, "/v1/pairings/look", of,
               protocol::PairingLook{of.open.invitation.pairing, of.key.publicKey(), {}}, deadline);
}

template <typename Message>
Result<PairingState> PairingSteps::ask(link::HttpSession& session, const char* path,
                                       const Parts& of, Message message, const Deadline& deadline) {
    message.time = protocol::formatTime(m_clock.now());
    TAPPAY_TRY(body, crypto::jwsSign(kStranger, asBytes(protocol::encode(message)),
                                     [&](ByteView input) { return of.key.signEcdsa(input); }));
    TAPPAY_TRY(compact, post(session, path, body, deadline));
    TAPPAY_TRY(told, verified(compact, of.open.invitation.answerHash));
    if (told.pairing != message.pairing || told.asked != message.time)
        return notBelieved("the answer is to another question");
    return follow(of, told);
}

Result<PairingState> PairingSteps::follow(const Parts& of, const protocol::Pairing& told) {
    switch (told.state) {
        case PairingState::Refused:
        case PairingState::Expired:
            TAPPAY_CHECK(drop());
            return told.state;
        case PairingState::Answered:
        case PairingState::Accepted:
            break;
        case PairingState::Offered:
            return notBelieved("the answer has not heard of this phone");
    }
    if (told.key != of.key.publicKey() || told.name != of.open.name)
        return notBelieved("the answer is about another phone");
    if (told.state == PairingState::Answered) return told.state;
    const auto& invitation = of.open.invitation;
    TAPPAY_TRY(proof, protocol::computerProof(invitation.secret.view(), of.transcript));
    if (!equalConstantTime(proof, told.computerProof))
        return notBelieved("the computer doesn't know the secret of the code");
    TAPPAY_CHECK(m_store.write(
        PairedPhone{invitation.backEnd, told.phone, of.open.name, told.holder, told.answerKey}));
    TAPPAY_CHECK(m_store.removePairing());
    return told.state;
}

Result<void> PairingSteps::drop() {
    return m_store.forget();
}

}  // namespace tappay::companion
