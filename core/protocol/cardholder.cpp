#include "protocol/cardholder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/uuid.h"
#include "crypto/hash.h"
#include "crypto/jose.h"
#include "protocol/cardholder_account.h"
#include "protocol/octets.h"
#include "protocol/order.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kUnpredictableNumber = 4, kLongestSealed = 16 * 1024;

constexpr std::array<std::pair<CardholderWish, std::string_view>, 7> kWishes{
    {{CardholderWish::Show, "show"},
     {CardholderWish::Unbind, "unbind"},
     {CardholderWish::RemoveDevice, "remove_device"},
     {CardholderWish::Limits, "limits"},
     {CardholderWish::Export, "export"},
     {CardholderWish::Delete, "delete"},
     {CardholderWish::Payment, "payment"}}};

CardholderWish readWish(ObjectReader& reader) {
    const auto text = reader.text("wish");
    const auto* const found =
        std::ranges::find(kWishes, text, &std::pair<CardholderWish, std::string_view>::second);
    if (found != kWishes.end()) return found->first;
    reader.refuse("wish");
    return CardholderWish::Show;
}

// Without the PIN: what proves the card is its cryptogram.
bool isEntryMode(std::string_view text) {
    return text == "052" || text == "072";
}

bool isLabel(std::string_view text) {
    return text.empty() || isVisibleText(text, kLongestCardLabel);
}

std::string readTerminal(ObjectReader& reader) {
    return reader.text("terminalId", ascii(kTerminalId, kTerminalId));
}

template <typename Question>
QJsonObject questionObject(const char* type, const Question& question) {
    return {{"type", type}, {"terminalId", qt(question.terminalId)}, {"time", qt(question.time)}};
}

template <typename Answer>
QJsonObject answerObject(const char* type, const Answer& answer) {
    auto object = questionObject(type, answer);
    object["asked"] = qt(answer.asked);
    return object;
}

template <typename Answer>
void readTimes(ObjectReader& reader, Answer& answer) {
    answer.time = reader.text("time", isTime);
    answer.asked = reader.text("asked", isTime);
}

}  // namespace

Bytes challengedNumber(ByteView challenge, std::string_view terminalId) {
    auto number = crypto::sha256(concat({challenge, asBytes(terminalId)}));
    number.resize(kUnpredictableNumber);
    return number;
}

std::string_view nameOf(CardholderWish wish) {
    return std::ranges::find(kWishes, wish, &std::pair<CardholderWish, std::string_view>::first)
        ->second;
}

std::string encode(const CardholderChallengeQuestion& question) {
    return json(questionObject("cardholder_challenge_question", question));
}

std::string encode(const CardholderChallenge& challenge) {
    auto object = answerObject("cardholder_challenge", challenge);
    object["challenge"] = octetText(challenge.challenge);
    object["expires"] = qt(challenge.expires);
    return json(object);
}

std::string encode(const CardProof& proof) {
    auto object = questionObject("card_proof", proof);
    object["challenge"] = octetText(proof.challenge);
    object["session"] = qt(proof.session);
    object["sealed"] = qt(proof.sealed);
    object["key"] = qt(proof.key);
    object["entryMode"] = qt(proof.entryMode);
    object["label"] = qt(proof.label);
    return json(object);
}

std::string encode(const CardholderQuestion& question) {
    auto object = questionObject("cardholder_question", question);
    object["wish"] = qt(nameOf(question.wish));
    if (!question.card.empty()) object["card"] = qt(question.card);
    if (!question.device.empty()) object["device"] = qt(question.device);
    if (!question.order.empty()) object["order"] = qt(question.order);
    if (question.wish == CardholderWish::Limits) addLimits(object, question.limits);
    return json(object);
}

std::string encode(const CardholderAnswer& answer) {
    auto object = accountObject(answer.account);
    const auto around = answerObject("cardholder", answer);
    for (auto it = around.begin(); it != around.end(); ++it)
        object[it.key()] = it.value();
    if (!answer.responseCode.empty()) {
        object["responseCode"] = qt(answer.responseCode);
        object["icc"] = qt(toHex(answer.icc));
    }
    return json(object);
}

std::string encode(const CardholderExport& exported) {
    auto object = answerObject("cardholder_export", exported);
    object["data"] = objectOf(exported.data);
    return json(object);
}

std::string encode(const CardholderFacts& account) {
    return json(accountObject(account));
}

Result<CardholderChallengeQuestion> decodeCardholderChallengeQuestion(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "cardholder_challenge_question"));
    CardholderChallengeQuestion question;
    question.terminalId = readTerminal(reader);
    question.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<CardholderChallenge> decodeCardholderChallenge(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "cardholder_challenge"));
    CardholderChallenge challenge;
    challenge.terminalId = readTerminal(reader);
    challenge.challenge = readOctets(reader, "challenge", exactly(kCardholderChallenge));
    challenge.expires = reader.text("expires", isTime);
    readTimes(reader, challenge);
    TAPPAY_CHECK(reader.status());
    return challenge;
}

Result<CardProof> decodeCardProof(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "card_proof"));
    CardProof proof;
    proof.terminalId = readTerminal(reader);
    proof.challenge = readOctets(reader, "challenge", exactly(kCardholderChallenge));
    proof.session = reader.text("session", isUuid);
    proof.sealed = reader.text("sealed", ascii(1, kLongestSealed));
    proof.key = reader.text("key", isUuid);
    proof.entryMode = reader.text("entryMode", isEntryMode);
    proof.label = reader.text("label", isLabel);
    proof.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return proof;
}

Result<CardholderQuestion> decodeCardholderQuestion(std::string_view text) {
    using enum CardholderWish;
    TAPPAY_TRY(reader, openMessage(text, "cardholder_question"));
    CardholderQuestion question;
    question.terminalId = readTerminal(reader);
    question.wish = readWish(reader);
    if (question.wish == Unbind || question.wish == Payment)
        question.card = reader.text("card", isUuid);
    if (question.wish == RemoveDevice) question.device = reader.text("device", isUuid);
    if (question.wish == Payment) question.order = reader.text("order", isUuid);
    if (question.wish == Limits) question.limits = readLimits(reader);
    question.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<CardholderAnswer> decodeCardholderAnswer(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "cardholder"));
    CardholderAnswer answer;
    answer.terminalId = readTerminal(reader);
    answer.account = readAccount(reader);
    readTimes(reader, answer);
    answer.responseCode = reader.optionalText("responseCode", ascii(2, 2));
    auto icc = fromHex(reader.optionalText("icc"));
    if (!icc) reader.refuse("icc");
    TAPPAY_CHECK(reader.status());
    answer.icc = std::move(*icc);
    return answer;
}

Result<CardholderExport> decodeCardholderExport(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "cardholder_export"));
    CardholderExport exported;
    exported.terminalId = readTerminal(reader);
    exported.data = reader.objectText("data");
    readTimes(reader, exported);
    TAPPAY_CHECK(reader.status());
    return exported;
}

}  // namespace tappay::protocol
