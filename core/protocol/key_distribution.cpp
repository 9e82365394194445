#include "protocol/key_distribution.h"

#include "protocol/message_text.h"
#include "protocol/octets.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kNonce = 32, kCheckValue = 8, kDigest = 32;
// An HMAC key with SHA-256: TPMT_PUBLIC, TPM2B_PRIVATE and a P-256 point, each with room.
constexpr Size kWrapped{1, 512};

std::string readTerminal(ObjectReader& reader) {
    return reader.text("terminalId", ascii(kTerminalId, kTerminalId));
}

QJsonObject messageOf(const char* type, std::string_view terminalId) {
    return {{"type", type}, {"terminalId", qt(terminalId)}};
}

Bytes labelled(std::string_view label, ByteView what) {
    return concat({asBytes(label), what});
}

}  // namespace

Bytes checkValueContext() {
    return toBytes("tap-and-pay check value");
}

Bytes proofContext(ByteView challenge) {
    return labelled("tap-and-pay proof", challenge);
}

Bytes wrappingContext(std::string_view signOn) {
    return labelled("tap-and-pay wrapping", asBytes(signOn));
}

std::string encode(const KeyHello& hello) {
    auto object = messageOf("key_hello", hello.terminalId);
    object["certificates"] = certificateTexts(hello.certificates);
    object["nonce"] = octetText(hello.nonce);
    object["time"] = qt(hello.time);
    return json(object);
}

std::string encode(const KeyOffer& offer) {
    auto object = messageOf("key_offer", offer.terminalId);
    object["certificates"] = certificateTexts(offer.certificates);
    object["nonce"] = octetText(offer.nonce);
    object["challenge"] = octetText(offer.challenge);
    return json(object);
}

std::string encode(const KeyRequest& request) {
    auto object = messageOf("key_request", request.terminalId);
    object["challenge"] = octetText(request.challenge);
    object["time"] = qt(request.time);
    return json(object);
}

std::string encode(const KeyDelivery& delivery) {
    auto object = messageOf("key_delivery", delivery.terminalId);
    object["challenge"] = octetText(delivery.challenge);
    object["version"] = static_cast<qint64>(delivery.version);
    object["key"] = QJsonObject{{"publicArea", octetText(delivery.key.publicArea)},
                                {"duplicate", octetText(delivery.key.duplicate)},
                                {"seed", octetText(delivery.key.seed)}};
    object["checkValue"] = octetText(delivery.checkValue);
    object["receiver"] = octetText(delivery.receiver);
    return json(object);
}

std::string encode(const KeyReceipt& receipt) {
    auto object = messageOf("key_receipt", receipt.terminalId);
    object["version"] = static_cast<qint64>(receipt.version);
    object["proof"] = octetText(receipt.proof);
    object["time"] = qt(receipt.time);
    return json(object);
}

std::string encode(const KeyAcknowledged& acknowledged) {
    auto object = messageOf("key_acknowledged", acknowledged.terminalId);
    object["version"] = static_cast<qint64>(acknowledged.version);
    return json(object);
}

Result<KeyHello> decodeKeyHello(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "key_hello"));
    KeyHello hello;
    hello.terminalId = readTerminal(reader);
    hello.certificates = readCertificates(reader, "certificates");
    hello.nonce = readOctets(reader, "nonce", exactly(kNonce));
    hello.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return hello;
}

Result<KeyOffer> decodeKeyOffer(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "key_offer"));
    KeyOffer offer;
    offer.terminalId = readTerminal(reader);
    offer.certificates = readCertificates(reader, "certificates");
    offer.nonce = readOctets(reader, "nonce", exactly(kNonce));
    offer.challenge = readOctets(reader, "challenge", exactly(kNonce));
    TAPPAY_CHECK(reader.status());
    return offer;
}

Result<KeyRequest> decodeKeyRequest(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "key_request"));
    KeyRequest request;
    request.terminalId = readTerminal(reader);
    request.challenge = readOctets(reader, "challenge", exactly(kNonce));
    request.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return request;
}

Result<KeyDelivery> decodeKeyDelivery(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "key_delivery"));
    KeyDelivery delivery;
    delivery.terminalId = readTerminal(reader);
    delivery.challenge = readOctets(reader, "challenge", exactly(kNonce));
    delivery.version = readNumber(reader, "version", 1);
    auto key = reader.object("key");
    delivery.key = {readOctets(key, "publicArea", kWrapped), readOctets(key, "duplicate", kWrapped),
                    readOctets(key, "seed", kWrapped)};
    reader.adopt(key);
    delivery.checkValue = readOctets(reader, "checkValue", exactly(kCheckValue));
    delivery.receiver = readOctets(reader, "receiver", exactly(kDigest));
    TAPPAY_CHECK(reader.status());
    return delivery;
}

Result<KeyReceipt> decodeKeyReceipt(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "key_receipt"));
    KeyReceipt receipt;
    receipt.terminalId = readTerminal(reader);
    receipt.version = readNumber(reader, "version", 1);
    receipt.proof = readOctets(reader, "proof", exactly(kDigest));
    receipt.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return receipt;
}

Result<KeyAcknowledged> decodeKeyAcknowledged(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "key_acknowledged"));
    KeyAcknowledged acknowledged;
    acknowledged.terminalId = readTerminal(reader);
    acknowledged.version = readNumber(reader, "version", 1);
    TAPPAY_CHECK(reader.status());
    return acknowledged;
}

}  // namespace tappay::protocol
