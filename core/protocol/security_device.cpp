#include "protocol/security_device.h"

#include <algorithm>

#include "base/uuid.h"
#include "protocol/octets.h"
#include "protocol/phone_parts.h"
#include "protocol/word_table.h"

namespace tappay::protocol {

namespace {

constexpr WordTable<DeviceForm, 1> kForms{{{DeviceForm::Piv, "piv"}}};
constexpr WordTable<DeviceStanding, 3> kStandings{{{DeviceStanding::Offered, "offered"},
                                                   {DeviceStanding::Registered, "registered"},
                                                   {DeviceStanding::Revoked, "revoked"}}};
constexpr WordTable<DeviceWish, 3> kWishes{
    {{DeviceWish::List, "list"}, {DeviceWish::Accept, "accept"}, {DeviceWish::Revoke, "revoke"}}};
constexpr Size kSignature{1, kLongestSignature};

bool isKeyText(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

QJsonObject toJson(const SecurityDevice& device) {
    return {{"id", qt(device.id)},
            {"name", qt(device.name)},
            {"form", qt(nameOf(device.form))},
            {"key", qt(device.key)},
            {"since", qt(device.since)},
            {"standing", qt(nameOf(device.standing))}};
}

SecurityDevice readDevice(ObjectReader& reader) {
    SecurityDevice device;
    device.id = reader.text("id", isUuid);
    device.name = reader.text("name", isPhoneName);
    device.form = readWord(reader, "form", kForms);
    device.key = reader.text("key", isKeyText);
    device.since = reader.text("since", isTime);
    device.standing = readWord(reader, "standing", kStandings);
    return device;
}

template <typename Answer>
QJsonObject phoneAnswer(const char* type, const Answer& answer) {
    return {{"type", type},
            {"phone", qt(answer.phone)},
            {"time", qt(answer.time)},
            {"asked", qt(answer.asked)}};
}

template <typename Answer>
void readTimes(ObjectReader& reader, Answer& answer) {
    answer.time = reader.text("time", isTime);
    answer.asked = reader.text("asked", isTime);
}

}  // namespace

std::string_view nameOf(DeviceForm form) {
    return wordFor(kForms, form);
}

std::string_view nameOf(DeviceStanding standing) {
    return wordFor(kStandings, standing);
}

std::string_view nameOf(DeviceWish wish) {
    return wordFor(kWishes, wish);
}

Bytes deviceStatement(ByteView challenge) {
    return concat({asBytes("tap-and-pay device registration"), challenge});
}

std::string encode(const DeviceChallengeQuestion& question) {
    return json(senderObject("device_challenge_question", question.from));
}

std::string encode(const DeviceChallenge& challenge) {
    auto object = phoneAnswer("device_challenge", challenge);
    object["challenge"] = octetText(challenge.challenge);
    object["expires"] = qt(challenge.expires);
    return json(object);
}

std::string encode(const DeviceOffer& offer) {
    auto object = senderObject("device_offer", offer.from);
    object["challenge"] = octetText(offer.challenge);
    object["name"] = qt(offer.name);
    object["form"] = qt(nameOf(offer.form));
    object["certificates"] = certificateTexts(offer.certificates);
    object["signature"] = octetText(offer.signature);
    return json(object);
}

std::string encode(const DeviceOffered& offered) {
    auto object = phoneAnswer("device", offered);
    object["device"] = toJson(offered.device);
    return json(object);
}

std::string encode(const DeviceQuestion& question) {
    auto object = terminalObject("device_question", question.terminalId, question.time);
    object["for"] = qt(nameOf(question.holder));
    object["wish"] = qt(nameOf(question.wish));
    if (!question.device.empty()) object["device"] = qt(question.device);
    return json(object);
}

std::string encode(const SecurityDevices& devices) {
    auto object = terminalObject("devices", devices.terminalId, devices.time);
    object["for"] = qt(nameOf(devices.holder));
    QJsonArray list;
    for (const auto& device : devices.devices)
        list.append(toJson(device));
    object["devices"] = list;
    object["asked"] = qt(devices.asked);
    return json(object);
}

Result<DeviceChallengeQuestion> decodeDeviceChallengeQuestion(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "device_challenge_question"));
    DeviceChallengeQuestion question{readSender(reader)};
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<DeviceChallenge> decodeDeviceChallenge(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "device_challenge"));
    DeviceChallenge challenge;
    challenge.phone = reader.text("phone", isUuid);
    challenge.challenge = readOctets(reader, "challenge", exactly(kDeviceChallenge));
    challenge.expires = reader.text("expires", isTime);
    readTimes(reader, challenge);
    TAPPAY_CHECK(reader.status());
    return challenge;
}

Result<DeviceOffer> decodeDeviceOffer(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "device_offer"));
    DeviceOffer offer;
    offer.from = readSender(reader);
    offer.challenge = readOctets(reader, "challenge", exactly(kDeviceChallenge));
    offer.name = reader.text("name", isPhoneName);
    offer.form = readWord(reader, "form", kForms);
    offer.certificates = readCertificates(reader, "certificates");
    offer.signature = readOctets(reader, "signature", kSignature);
    TAPPAY_CHECK(reader.status());
    return offer;
}

Result<DeviceOffered> decodeDeviceOffered(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "device"));
    DeviceOffered offered;
    offered.phone = reader.text("phone", isUuid);
    auto inner = reader.object("device");
    offered.device = readDevice(inner);
    reader.adopt(inner);
    readTimes(reader, offered);
    TAPPAY_CHECK(reader.status());
    return offered;
}

Result<DeviceQuestion> decodeDeviceQuestion(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "device_question"));
    DeviceQuestion question;
    question.terminalId = readTerminalId(reader);
    question.holder = readHolder(reader);
    question.wish = readWord(reader, "wish", kWishes);
    question.time = reader.text("time", isTime);
    if (question.wish != DeviceWish::List) question.device = reader.text("device", isUuid);
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<SecurityDevices> decodeSecurityDevices(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "devices"));
    SecurityDevices devices;
    devices.terminalId = readTerminalId(reader);
    devices.holder = readHolder(reader);
    reader.each("devices",
                [&](ObjectReader& device) { devices.devices.push_back(readDevice(device)); });
    if (devices.devices.size() > kMostListedDevices) reader.refuse("devices");
    readTimes(reader, devices);
    TAPPAY_CHECK(reader.status());
    return devices;
}

}  // namespace tappay::protocol
