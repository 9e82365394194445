#include "protocol/phone.h"

#include <QtCore/QJsonArray>

#include "base/uuid.h"
#include "protocol/order.h"
#include "protocol/phone_parts.h"
#include "protocol/word_table.h"

namespace tappay::protocol {

namespace {

constexpr WordTable<HolderKind, 2> kHolders{
    {{HolderKind::Cardholder, "cardholder"}, {HolderKind::Shop, "shop"}}};
constexpr WordTable<PhoneStanding, 4> kStandings{{{PhoneStanding::Paired, "paired"},
                                                  {PhoneStanding::Revoked, "revoked"},
                                                  {PhoneStanding::Cloned, "cloned"},
                                                  {PhoneStanding::Left, "left"}}};
constexpr WordTable<PhoneWish, 3> kWishes{
    {{PhoneWish::List, "list"}, {PhoneWish::Rename, "rename"}, {PhoneWish::Revoke, "revoke"}}};

QJsonObject toJson(const Phone& phone) {
    return {{"id", qt(phone.id)},
            {"name", qt(phone.name)},
            {"since", qt(phone.since)},
            {"lastSeen", qt(phone.lastSeen)},
            {"standing", qt(nameOf(phone.standing))}};
}

Phone readPhone(ObjectReader& reader) {
    Phone phone;
    phone.id = reader.text("id", isUuid);
    phone.name = reader.text("name", isPhoneName);
    phone.since = reader.text("since", isTime);
    phone.lastSeen = reader.text("lastSeen", isTime);
    phone.standing = readWord(reader, "standing", kStandings);
    return phone;
}

}  // namespace

std::string_view nameOf(HolderKind kind) {
    return wordFor(kHolders, kind);
}

std::string_view nameOf(PhoneStanding standing) {
    return wordFor(kStandings, standing);
}

std::string_view nameOf(PhoneWish wish) {
    return wordFor(kWishes, wish);
}

bool isPhoneName(std::string_view text) {
    return isVisibleText(text, kLongestPhoneName);
}

bool isTimeOrNone(std::string_view text) {
    return text.empty() || isTime(text);
}

bool isUuidOrNone(std::string_view text) {
    return text.empty() || isUuid(text);
}

std::string readTerminalId(ObjectReader& reader) {
    return reader.text("terminalId", ascii(kTerminalId, kTerminalId));
}

HolderKind readHolder(ObjectReader& reader) {
    return readWord(reader, "for", kHolders);
}

PhoneSender readSender(ObjectReader& reader) {
    PhoneSender from;
    from.phone = reader.text("phone", isUuid);
    from.sequence = readNumber(reader, "sequence", 1);
    from.time = reader.text("time", isTime);
    return from;
}

QJsonObject terminalObject(const char* type, const std::string& terminalId,
                           const std::string& time) {
    return {{"type", type}, {"terminalId", qt(terminalId)}, {"time", qt(time)}};
}

QJsonObject senderObject(const char* type, const PhoneSender& from) {
    return {{"type", type},
            {"phone", qt(from.phone)},
            {"sequence", static_cast<qint64>(from.sequence)},
            {"time", qt(from.time)}};
}

std::string encode(const PhoneQuestion& question) {
    auto object = terminalObject("phone_question", question.terminalId, question.time);
    object["for"] = qt(nameOf(question.holder));
    object["wish"] = qt(nameOf(question.wish));
    if (!question.phone.empty()) object["phone"] = qt(question.phone);
    if (!question.name.empty()) object["name"] = qt(question.name);
    return json(object);
}

std::string encode(const Phones& phones) {
    auto object = terminalObject("phones", phones.terminalId, phones.time);
    object["for"] = qt(nameOf(phones.holder));
    QJsonArray list;
    for (const auto& phone : phones.phones)
        list.append(toJson(phone));
    object["phones"] = list;
    object["asked"] = qt(phones.asked);
    return json(object);
}

std::string encode(const PhoneLeave& leave) {
    return json(senderObject("phone_leave", leave.from));
}

std::string encode(const PhoneLeft& left) {
    return json({{"type", "phone_left"},
                 {"phone", qt(left.phone)},
                 {"time", qt(left.time)},
                 {"asked", qt(left.asked)}});
}

Result<PhoneQuestion> decodePhoneQuestion(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "phone_question"));
    PhoneQuestion question;
    question.terminalId = readTerminalId(reader);
    question.holder = readHolder(reader);
    question.wish = readWord(reader, "wish", kWishes);
    question.time = reader.text("time", isTime);
    if (question.wish != PhoneWish::List) question.phone = reader.text("phone", isUuid);
    if (question.wish == PhoneWish::Rename) question.name = reader.text("name", isPhoneName);
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<Phones> decodePhones(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "phones"));
    Phones phones;
    phones.terminalId = readTerminalId(reader);
    phones.holder = readHolder(reader);
    reader.each("phones", [&](ObjectReader& phone) { phones.phones.push_back(readPhone(phone)); });
    if (phones.phones.size() > kMostListedPhones) reader.refuse("phones");
    phones.time = reader.text("time", isTime);
    phones.asked = reader.text("asked", isTime);
    TAPPAY_CHECK(reader.status());
    return phones;
}

Result<PhoneLeave> decodePhoneLeave(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "phone_leave"));
    PhoneLeave leave{readSender(reader)};
    TAPPAY_CHECK(reader.status());
    return leave;
}

Result<PhoneLeft> decodePhoneLeft(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "phone_left"));
    PhoneLeft left;
    left.phone = reader.text("phone", isUuid);
    left.time = reader.text("time", isTime);
    left.asked = reader.text("asked", isTime);
    TAPPAY_CHECK(reader.status());
    return left;
}

Result<PhoneSender> decodePhoneSender(std::string_view text) {
    TAPPAY_TRY(reader, ObjectReader::parse(text));
    auto from = readSender(reader);
    TAPPAY_CHECK(reader.status());
    return from;
}

}  // namespace tappay::protocol
