#include "backend/enrolment/newcomer.h"

#include "crypto/jose.h"
#include "protocol/time.h"

namespace tappay::test {

Newcomer::Newcomer(std::unique_ptr<chip::Chip> itsChip, const Clock& itsClock)
    : chip(std::move(itsChip)), clock(itsClock), keys(chip->makeKeys().value()) {}

std::string Newcomer::now() const {
    return protocol::formatTime(clock.now());
}

std::string Newcomer::signText(const std::string& payload) const {
    const auto kid = enrolled.keyId.empty() ? std::string("new") : enrolled.keyId;
    return crypto::jwsSign(kid, asBytes(payload),
                           [this](ByteView message) { return chip->sign(message); })
        .value();
}

protocol::EnrolmentRequest Newcomer::enrolment(const std::string& code) const {
    const auto factory = chip->factory().value();
    const auto described = chip->description();
    return {.code = code,
            .chip = {chip->form() == chip::Form::Software ? "software" : "virtual", described.maker,
                     described.model, described.firmware},
            .defaultCertificates = factory.certificates,
            .endorsement = factory.key.marshalled,
            .attestation = keys.attestation.marshalled,
            .identity = keys.identity.marshalled,
            .storage = keys.storage.marshalled,
            .time = now()};
}

protocol::EnrolmentProof Newcomer::proof(const protocol::EnrolmentChallenge& challenge) const {
    using crypto::tpm2::Role;
    const auto opened = chip->activate(challenge.credential).value();
    return {challenge.session,
            {opened.view().begin(), opened.view().end()},
            chip->certify(Role::Identity, challenge.nonce).value(),
            chip->certify(Role::Storage, challenge.nonce).value(),
            now()};
}

protocol::KeyHello Newcomer::hello() const {
    return {enrolled.terminalId, enrolled.certificates, Bytes(32, 0x4E), now()};
}

protocol::KeyRequest Newcomer::request(const protocol::KeyOffer& offer) const {
    return {enrolled.terminalId, offer.challenge, now()};
}

protocol::KeyReceipt Newcomer::receipt(const protocol::KeyDelivery& delivery,
                                       chip::Slot slot) const {
    chip->import(slot, delivery.key).value();
    const auto proof = chip->derive(slot, protocol::proofContext(delivery.challenge)).value();
    return {
        enrolled.terminalId, delivery.version, {proof.view().begin(), proof.view().end()}, now()};
}

protocol::SignOnRequest Newcomer::signOn(std::uint32_t keyVersion,
                                         const crypto::EcPublicKey& agreement) const {
    protocol::SignOnRequest request{enrolled.terminalId, keyVersion, agreement, {}, now()};
    chip->count().value();
    request.counter =
        chip->attestCounter(protocol::counterNonce(request.terminalId, agreement, request.time))
            .value();
    return request;
}

}  // namespace tappay::test
