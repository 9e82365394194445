#include "agent/phone_methods.h"

#include "agent/confirming_json.h"

namespace tappay::agent {

namespace {

using protocol::HolderKind;
using terminal::DeviceList;
using terminal::PhoneList;

// A computer with a cardholder's account is the cardholder's, any other one its shop's.
HolderKind roleOf(const Surroundings& around) {
    const bool hasAccount =
        around.cardholder != nullptr && around.cardholder->cardholder().account.has_value();
    return hasAccount ? HolderKind::Cardholder : HolderKind::Shop;
}

HolderKind holderIn(const Call& call) {
    const auto given = call.params.value(QLatin1String("for")).toString();
    if (given.isEmpty()) return roleOf(call.around);
    return given == QLatin1String("shop") ? HolderKind::Shop : HolderKind::Cardholder;
}

std::string textIn(const Call& call, const char* name) {
    return call.params.value(QLatin1String(name)).toString().toStdString();
}

std::string idIn(const Call& call, const char* name) {
    return call.params.value(QLatin1String(name)).toString().toLower().toStdString();
}

// What is asked for has begun, and the answer shows it.
template <typename Intent>
Result<QJsonObject> withPhones(const Call& call, HolderKind holder, Intent intent) {
    auto* const phones = call.around.confirming.phones;
    if (phones == nullptr)
        return fail(FailureCode::NotEnrolled, "this application knows no phones");
    TAPPAY_CHECK(intent(*phones));
    return toJson(phones->phones(holder));
}

template <typename Intent>
Result<QJsonObject> withDevices(const Call& call, Intent intent) {
    auto* const devices = call.around.confirming.devices;
    if (devices == nullptr)
        return fail(FailureCode::NotEnrolled, "this application knows no devices");
    const auto holder = holderIn(call);
    TAPPAY_CHECK(intent(*devices, holder));
    return toJson(devices->devices(holder));
}

// Whose pairing it is: the one that a caller without `for` means.
HolderKind pairingHolder(const Call& call) {
    const auto* const phones = call.around.confirming.phones;
    if (phones == nullptr) return HolderKind::Shop;
    return phones->phones(HolderKind::Cardholder).pairing ? HolderKind::Cardholder
                                                          : HolderKind::Shop;
}

}  // namespace

QJsonValue phonesJson(const Surroundings& around) {
    if (around.confirming.phones == nullptr) return QJsonValue::Null;
    return toJson(around.confirming.phones->phones(roleOf(around)));
}

QJsonValue devicesJson(const Surroundings& around) {
    if (around.confirming.devices == nullptr) return QJsonValue::Null;
    return toJson(around.confirming.devices->devices(roleOf(around)));
}

Result<QJsonObject> getPhones(const Call& call) {
    return withPhones(call, holderIn(call), [](PhoneList&) { return Result<void>(); });
}

Result<QJsonObject> refreshPhones(const Call& call) {
    const auto holder = holderIn(call);
    return withPhones(call, holder, [&](PhoneList& it) { return it.refresh(holder); });
}

Result<QJsonObject> pairPhone(const Call& call) {
    const auto holder = holderIn(call);
    return withPhones(call, holder, [&](PhoneList& it) { return it.pair(holder); });
}

Result<QJsonObject> acceptPhone(const Call& call) {
    return withPhones(call, pairingHolder(call), [](PhoneList& it) { return it.accept(); });
}

Result<QJsonObject> refusePhone(const Call& call) {
    return withPhones(call, pairingHolder(call), [](PhoneList& it) { return it.refuse(); });
}

Result<QJsonObject> closePairing(const Call& call) {
    return withPhones(call, pairingHolder(call), [](PhoneList& it) { return it.close(); });
}

Result<QJsonObject> renamePhone(const Call& call) {
    const auto holder = holderIn(call);
    return withPhones(call, holder, [&](PhoneList& it) {
        return it.rename(holder, idIn(call, "phone"), textIn(call, "name"));
    });
}

Result<QJsonObject> revokePhone(const Call& call) {
    const auto holder = holderIn(call);
    return withPhones(call, holder,
                      [&](PhoneList& it) { return it.revoke(holder, idIn(call, "phone")); });
}

Result<QJsonObject> getDevices(const Call& call) {
    return withDevices(call, [](DeviceList&, HolderKind) { return Result<void>(); });
}

Result<QJsonObject> refreshDevices(const Call& call) {
    return withDevices(call, [](DeviceList& it, HolderKind holder) { return it.refresh(holder); });
}

Result<QJsonObject> acceptDevice(const Call& call) {
    return withDevices(call, [&](DeviceList& it, HolderKind holder) {
        return it.accept(holder, idIn(call, "device"));
    });
}

Result<QJsonObject> revokeDevice(const Call& call) {
    return withDevices(call, [&](DeviceList& it, HolderKind holder) {
        return it.revoke(holder, idIn(call, "device"));
    });
}

}  // namespace tappay::agent
