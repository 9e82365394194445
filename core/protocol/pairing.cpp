#include "protocol/pairing.h"

#include "base/uuid.h"
#include "protocol/octets.h"
#include "protocol/pairing_object.h"
#include "protocol/phone_parts.h"
#include "protocol/word_table.h"

namespace tappay::protocol {

namespace {

constexpr WordTable<PairingWish, 3> kWishes{{{PairingWish::Show, "show"},
                                             {PairingWish::Accept, "accept"},
                                             {PairingWish::Refuse, "refuse"}}};
constexpr WordTable<PairingState, 5> kStates{{{PairingState::Offered, "offered"},
                                              {PairingState::Answered, "answered"},
                                              {PairingState::Accepted, "accepted"},
                                              {PairingState::Refused, "refused"},
                                              {PairingState::Expired, "expired"}}};

// Of a message of a phone that has no id yet.
QJsonObject strangerObject(const char* type, const std::string& pairing,
                           const crypto::EcPublicKey& key, const std::string& time) {
    return {
        {"type", type}, {"pairing", qt(pairing)}, {"key", pointObject(key)}, {"time", qt(time)}};
}

void readAnswered(ObjectReader& reader, Pairing& pairing) {
    pairing.name = reader.text("name", isPhoneName);
    pairing.key = readPoint(reader, "key");
    pairing.proof = readOctets(reader, "proof", exactly(kPairingProof));
}

}  // namespace

std::string_view nameOf(PairingWish wish) {
    return wordFor(kWishes, wish);
}

std::string_view nameOf(PairingState state) {
    return wordFor(kStates, state);
}

std::string encode(const PairingOffer& offer) {
    auto object = terminalObject("pairing_offer", offer.terminalId, offer.time);
    object["pairing"] = qt(offer.pairing);
    object["for"] = qt(nameOf(offer.holder));
    return json(object);
}

std::string encode(const PairingAnswer& answer) {
    auto object = strangerObject("pairing_answer", answer.pairing, answer.key, answer.time);
    object["name"] = qt(answer.name);
    object["proof"] = octetText(answer.proof);
    return json(object);
}

std::string encode(const PairingLook& look) {
    return json(strangerObject("pairing_look", look.pairing, look.key, look.time));
}

std::string encode(const PairingQuestion& question) {
    auto object = terminalObject("pairing_question", question.terminalId, question.time);
    object["pairing"] = qt(question.pairing);
    object["wish"] = qt(nameOf(question.wish));
    if (!question.proof.empty()) object["proof"] = octetText(question.proof);
    return json(object);
}

std::string encode(const Pairing& pairing) {
    return json(pairingObject(pairing));
}

QJsonObject pairingObject(const Pairing& pairing) {
    auto object = terminalObject("pairing", pairing.terminalId, pairing.time);
    object["pairing"] = qt(pairing.pairing);
    object["for"] = qt(nameOf(pairing.holder));
    object["state"] = qt(nameOf(pairing.state));
    if (!pairing.key.point.empty()) {
        object["name"] = qt(pairing.name);
        object["key"] = pointObject(pairing.key);
        object["proof"] = octetText(pairing.proof);
    }
    if (pairing.state == PairingState::Accepted) {
        object["computerProof"] = octetText(pairing.computerProof);
        object["phone"] = qt(pairing.phone);
    }
    object["answerKey"] = pointObject(pairing.answerKey);
    object["expires"] = qt(pairing.expires);
    object["asked"] = qt(pairing.asked);
    return object;
}

Result<PairingOffer> decodePairingOffer(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "pairing_offer"));
    PairingOffer offer;
    offer.terminalId = readTerminalId(reader);
    offer.pairing = reader.text("pairing", isUuid);
    offer.holder = readHolder(reader);
    offer.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return offer;
}

Result<PairingAnswer> decodePairingAnswer(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "pairing_answer"));
    PairingAnswer answer;
    answer.pairing = reader.text("pairing", isUuid);
    answer.name = reader.text("name", isPhoneName);
    answer.key = readPoint(reader, "key");
    answer.proof = readOctets(reader, "proof", exactly(kPairingProof));
    answer.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return answer;
}

Result<PairingLook> decodePairingLook(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "pairing_look"));
    PairingLook look;
    look.pairing = reader.text("pairing", isUuid);
    look.key = readPoint(reader, "key");
    look.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return look;
}

Result<PairingQuestion> decodePairingQuestion(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "pairing_question"));
    PairingQuestion question;
    question.terminalId = readTerminalId(reader);
    question.pairing = reader.text("pairing", isUuid);
    question.wish = readWord(reader, "wish", kWishes);
    question.time = reader.text("time", isTime);
    if (question.wish == PairingWish::Accept)
        question.proof = readOctets(reader, "proof", exactly(kPairingProof));
    TAPPAY_CHECK(reader.status());
    return question;
}

Pairing readPairing(ObjectReader& reader) {
    Pairing pairing;
    pairing.terminalId = readTerminalId(reader);
    pairing.pairing = reader.text("pairing", isUuid);
    pairing.holder = readHolder(reader);
    pairing.state = readWord(reader, "state", kStates);
    const bool accepted = pairing.state == PairingState::Accepted;
    if (accepted || pairing.state == PairingState::Answered || reader.has("key"))
        readAnswered(reader, pairing);
    if (accepted) {
        pairing.computerProof = readOctets(reader, "computerProof", exactly(kPairingProof));
        pairing.phone = reader.text("phone", isUuid);
    }
    pairing.answerKey = readPoint(reader, "answerKey");
    pairing.expires = reader.text("expires", isTime);
    pairing.time = reader.text("time", isTime);
    pairing.asked = reader.text("asked", isTimeOrNone);
    return pairing;
}

Result<Pairing> decodePairing(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "pairing"));
    auto pairing = readPairing(reader);
    TAPPAY_CHECK(reader.status());
    return pairing;
}

}  // namespace tappay::protocol
