#include "protocol/sign_on.h"

#include "base/uuid.h"
#include "crypto/dukpt.h"
#include "crypto/hash.h"
#include "protocol/message_text.h"
#include "protocol/octets.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kKey = 32;

// The longest key a block of this kind carries hidden: see crypto/key_block.h.
bool isKeyBlock(std::string_view text) {
    return text.size() >= 80 && text.size() <= 1024 && text.front() == 'D' &&
           text.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
}

bool isBatch(std::string_view text) {
    return text.size() == 6 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

SecretBytes derive(ByteView from, ByteView salt, ByteView info) {
    auto octets = crypto::hkdfSha256(from, salt, info, kKey);
    SecretBytes key(octets);
    wipe(octets);
    return key;
}

}  // namespace

Bytes counterNonce(std::string_view terminalId, const crypto::EcPublicKey& agreement,
                   std::string_view time) {
    return crypto::sha256(concat(
        {asBytes("tap-and-pay sign-on"), asBytes(terminalId), agreement.point, asBytes(time)}));
}

SecretBytes processKey(ByteView agreed, std::string_view session, std::string_view terminalId) {
    return derive(agreed, asBytes(session),
                  concat({asBytes("tap-and-pay process key"), asBytes(terminalId)}));
}

Bytes transactionKeyInfo(std::string_view transactionId) {
    return concat({asBytes("tap-and-pay transaction"), asBytes(transactionId)});
}

SecretBytes transactionKey(const SecretBytes& processKey, std::string_view transactionId) {
    return derive(processKey.view(), {}, transactionKeyInfo(transactionId));
}

std::string encode(const SignOnRequest& request) {
    return json({{"type", "sign_on"},
                 {"terminalId", qt(request.terminalId)},
                 {"keyVersion", static_cast<qint64>(request.keyVersion)},
                 {"agreement", pointObject(request.agreement)},
                 {"counter", statementObject(request.counter)},
                 {"time", qt(request.time)}});
}

std::string encode(const SignedOn& signedOn) {
    QJsonObject object{{"type", "signed_on"},
                       {"terminalId", qt(signedOn.terminalId)},
                       {"session", qt(signedOn.session)},
                       {"keyVersion", static_cast<qint64>(signedOn.keyVersion)},
                       {"agreement", pointObject(signedOn.agreement)},
                       {"pinKeyBlock", qt(signedOn.pinKeyBlock)},
                       {"parametersVersion", static_cast<qint64>(signedOn.parametersVersion)},
                       {"batch", qt(signedOn.batch)},
                       {"time", qt(signedOn.time)},
                       {"expires", qt(signedOn.expires)}};
    if (!signedOn.initialKeyId.empty()) object["initialKeyId"] = octetText(signedOn.initialKeyId);
    if (!signedOn.keyRenewal.empty()) object["keyRenewal"] = qt(signedOn.keyRenewal);
    return json(object);
}

Result<SignOnRequest> decodeSignOnRequest(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "sign_on"));
    SignOnRequest request;
    request.terminalId = reader.text("terminalId", ascii(kTerminalId, kTerminalId));
    request.keyVersion = readNumber(reader, "keyVersion", 1);
    request.agreement = readPoint(reader, "agreement");
    request.counter = readStatement(reader, "counter");
    request.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return request;
}

Result<SignedOn> decodeSignedOn(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "signed_on"));
    SignedOn signedOn;
    signedOn.terminalId = reader.text("terminalId", ascii(kTerminalId, kTerminalId));
    signedOn.session = reader.text("session", isUuid);
    signedOn.keyVersion = readNumber(reader, "keyVersion", 1);
    signedOn.agreement = readPoint(reader, "agreement");
    signedOn.pinKeyBlock = reader.text("pinKeyBlock", isKeyBlock);
    if (reader.has("initialKeyId"))
        signedOn.initialKeyId =
            readOctets(reader, "initialKeyId", exactly(crypto::dukpt::kAesKeyId));
    signedOn.parametersVersion = readNumber(reader, "parametersVersion", 0);
    signedOn.batch = reader.text("batch", isBatch);
    signedOn.time = reader.text("time", isTime);
    signedOn.expires = reader.text("expires", isTime);
    signedOn.keyRenewal = reader.optionalText("keyRenewal", isTime);
    TAPPAY_CHECK(reader.status());
    return signedOn;
}

}  // namespace tappay::protocol
