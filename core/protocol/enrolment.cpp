#include "protocol/enrolment.h"

#include "base/uuid.h"
#include "protocol/message_text.h"
#include "protocol/octets.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kNonce = 32;
constexpr Size kOpened{1, 32};         // what a credential can hide
constexpr Size kCredential{1, 512};    // RSA-2048 with its size fields
constexpr std::size_t kMaxName = 128;  // of an identifier or a maker

bool isForm(std::string_view text) {
    return text == "tpm" || text == "virtual" || text == "software";
}

ChipFacts readChip(ObjectReader& reader) {
    auto inner = reader.object("chip");
    ChipFacts chip;
    chip.form = inner.text("form", isForm);
    chip.maker = inner.text("maker", ascii(0, kMaxName));
    chip.model = inner.text("model", ascii(0, kMaxName));
    chip.firmware = inner.text("firmware", ascii(0, kMaxName));
    reader.adopt(inner);
    return chip;
}

crypto::tpm2::Credential readCredential(ObjectReader& reader) {
    auto inner = reader.object("credential");
    crypto::tpm2::Credential credential{readOctets(inner, "object", kCredential),
                                        readOctets(inner, "secret", kCredential)};
    reader.adopt(inner);
    return credential;
}

}  // namespace

std::string encode(const EnrolmentRequest& request) {
    return json({{"type", "enrolment"},
                 {"code", qt(request.code)},
                 {"chip", QJsonObject{{"form", qt(request.chip.form)},
                                      {"maker", qt(request.chip.maker)},
                                      {"model", qt(request.chip.model)},
                                      {"firmware", qt(request.chip.firmware)}}},
                 {"defaultCertificates", certificateTexts(request.defaultCertificates)},
                 {"endorsement", octetText(request.endorsement)},
                 {"attestation", octetText(request.attestation)},
                 {"identity", octetText(request.identity)},
                 {"storage", octetText(request.storage)},
                 {"time", qt(request.time)}});
}

std::string encode(const EnrolmentChallenge& challenge) {
    return json({{"type", "enrolment_challenge"},
                 {"session", qt(challenge.session)},
                 {"nonce", octetText(challenge.nonce)},
                 {"credential", QJsonObject{{"object", octetText(challenge.credential.object)},
                                            {"secret", octetText(challenge.credential.secret)}}}});
}

std::string encode(const EnrolmentProof& proof) {
    return json({{"type", "enrolment_proof"},
                 {"session", qt(proof.session)},
                 {"opened", octetText(proof.opened)},
                 {"identity", statementObject(proof.identity)},
                 {"storage", statementObject(proof.storage)},
                 {"time", qt(proof.time)}});
}

std::string encode(const Enrolled& enrolled) {
    return json({{"type", "enrolled"},
                 {"session", qt(enrolled.session)},
                 {"certificates", certificateTexts(enrolled.certificates)},
                 {"transactionId", qt(enrolled.transactionId)},
                 {"terminalId", qt(enrolled.terminalId)},
                 {"merchantId", qt(enrolled.merchantId)},
                 {"merchantName", qt(enrolled.merchantName)},
                 {"keyId", qt(enrolled.keyId)},
                 {"sealKeyId", qt(enrolled.sealKeyId)},
                 {"sealKey", octetText(enrolled.sealKey)},
                 {"answerCertificates", certificateTexts(enrolled.answerCertificates)},
                 {"distributorCertificates", certificateTexts(enrolled.distributorCertificates)},
                 {"time", qt(enrolled.time)}});
}

Result<EnrolmentRequest> decodeEnrolmentRequest(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "enrolment"));
    EnrolmentRequest request;
    request.code = reader.text("code", ascii(1, 64));
    request.chip = readChip(reader);
    request.defaultCertificates = readCertificates(reader, "defaultCertificates");
    request.endorsement = readOctets(reader, "endorsement", kPublicArea);
    request.attestation = readOctets(reader, "attestation", kPublicArea);
    request.identity = readOctets(reader, "identity", kPublicArea);
    request.storage = readOctets(reader, "storage", kPublicArea);
    request.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return request;
}

Result<EnrolmentChallenge> decodeEnrolmentChallenge(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "enrolment_challenge"));
    EnrolmentChallenge challenge;
    challenge.session = reader.text("session", isUuid);
    challenge.nonce = readOctets(reader, "nonce", exactly(kNonce));
    challenge.credential = readCredential(reader);
    TAPPAY_CHECK(reader.status());
    return challenge;
}

Result<EnrolmentProof> decodeEnrolmentProof(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "enrolment_proof"));
    EnrolmentProof proof;
    proof.session = reader.text("session", isUuid);
    proof.opened = readOctets(reader, "opened", kOpened);
    proof.identity = readStatement(reader, "identity");
    proof.storage = readStatement(reader, "storage");
    proof.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return proof;
}

Result<Enrolled> decodeEnrolled(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "enrolled"));
    Enrolled enrolled;
    enrolled.session = reader.text("session", isUuid);
    enrolled.certificates = readCertificates(reader, "certificates");
    enrolled.transactionId = reader.text("transactionId", ascii(1, kMaxName));
    enrolled.terminalId = reader.text("terminalId", ascii(kTerminalId, kTerminalId));
    enrolled.merchantId = reader.text("merchantId", ascii(kMerchantId, kMerchantId));
    // A name may be Chinese: its length is in octets of UTF-8.
    enrolled.merchantName = reader.text(
        "merchantName", [](std::string_view name) { return !name.empty() && name.size() <= 256; });
    enrolled.keyId = reader.text("keyId", ascii(1, kMaxName));
    enrolled.sealKeyId = reader.text("sealKeyId", ascii(1, kMaxName));
    enrolled.sealKey = readOctets(reader, "sealKey", exactly(64));
    enrolled.answerCertificates = readCertificates(reader, "answerCertificates");
    enrolled.distributorCertificates = readCertificates(reader, "distributorCertificates");
    enrolled.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return enrolled;
}

}  // namespace tappay::protocol
