#include "companion/phone_files.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include "base/uuid.h"
#include "protocol/message_text.h"
#include "protocol/octets.h"
#include "protocol/word_table.h"

namespace tappay::companion {

namespace {

using protocol::json;
using protocol::qt;

constexpr protocol::WordTable<KeptDevice::Standing, 3> kStandings{
    {{KeptDevice::Standing::Offered, "offered"},
     {KeptDevice::Standing::Registered, "registered"},
     {KeptDevice::Standing::Revoked, "revoked"}}};
constexpr protocol::WordTable<confirm::DeviceWay, 2> kWays{
    {{confirm::DeviceWay::Reader, "reader"}, {confirm::DeviceWay::Bluetooth, "bluetooth"}}};
constexpr protocol::WordTable<protocol::HolderKind, 2> kHolders{
    {{protocol::HolderKind::Cardholder, "cardholder"}, {protocol::HolderKind::Shop, "shop"}}};

QJsonObject toJson(const KeptDevice& device) {
    return {{"id", qt(device.id)},
            {"name", qt(device.name)},
            {"standing", qt(nameOf(device.standing))},
            {"way", qt(nameOf(device.place.way))},
            {"address", qt(device.place.address)},
            {"called", qt(device.place.name)},
            {"certificate", protocol::octetText(device.certificate)}};
}

KeptDevice readDevice(protocol::ObjectReader& reader) {
    KeptDevice device;
    device.id = reader.text("id", isUuid);
    device.name = reader.text("name");
    device.standing = protocol::readWord(reader, "standing", kStandings);
    device.place.way = protocol::readWord(reader, "way", kWays);
    device.place.address = reader.text("address");
    device.place.name = reader.text("called");
    device.certificate = protocol::readOctets(reader, "certificate", protocol::kCertificate);
    return device;
}

}  // namespace

std::string textOf(const PairedPhone& phone) {
    return json({{"backEnd", qt(phone.backEnd)},
                 {"phone", qt(phone.phone)},
                 {"name", qt(phone.name)},
                 {"for", qt(protocol::nameOf(phone.holder))},
                 {"answerKey", protocol::pointObject(phone.answerKey)}});
}

std::string textOf(const std::vector<KeptDevice>& devices) {
    QJsonArray list;
    for (const auto& device : devices)
        list.append(toJson(device));
    return json({{"devices", list}});
}

Result<PairedPhone> readPhone(std::string_view text) {
    TAPPAY_TRY(reader, protocol::ObjectReader::parse(text, FailureCode::KeyUnavailable));
    PairedPhone phone;
    phone.backEnd = reader.text("backEnd");
    phone.phone = reader.text("phone", isUuid);
    phone.name = reader.text("name", protocol::isPhoneName);
    phone.holder = protocol::readWord(reader, "for", kHolders);
    phone.answerKey = protocol::readPoint(reader, "answerKey");
    TAPPAY_CHECK(reader.status());
    return phone;
}

Result<std::vector<KeptDevice>> readDevices(std::string_view text) {
    TAPPAY_TRY(reader, protocol::ObjectReader::parse(text, FailureCode::KeyUnavailable));
    std::vector<KeptDevice> devices;
    reader.each("devices",
                [&](protocol::ObjectReader& device) { devices.push_back(readDevice(device)); });
    TAPPAY_CHECK(reader.status());
    return devices;
}

}  // namespace tappay::companion
