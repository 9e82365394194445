#include "companion/device_steps.h"

namespace tappay::companion {

Result<KeptDevice> DeviceSteps::add(const DeviceReach& with, const confirm::FoundDevice& place,
                                    const std::string& name, const SecretBytes& pin,
                                    const DeviceTalk& talk, const Deadline& deadline) {
    if (!protocol::isPhoneName(name))
        return fail(FailureCode::InputMalformed, "the device's name can't be shown");
    if (talk.stage) talk.stage(DeviceStage::Looking);
    const confirm::DeviceKeys keys{
        &with.key,
        {with.makers, std::chrono::floor<std::chrono::seconds>(with.clock.now()), std::nullopt},
        talk.sameCode};
    TAPPAY_TRY(card, with.finder.connect(place, keys, deadline));
    TAPPAY_TRY(piv, confirm::PivDevice::open(*card));
    TAPPAY_TRY(certificate, piv.certificate(confirm::PivSlot::Signature));
    TAPPAY_TRY(octets, challenge(deadline));
    if (talk.stage) talk.stage(DeviceStage::Waiting);
    TAPPAY_TRY(signature, piv.sign(protocol::deviceStatement(octets), pin, certificate));
    TAPPAY_TRY(known, offer({{},
                             octets,
                             name,
                             protocol::DeviceForm::Piv,
                             {certificate},
                             std::move(signature.signature)},
                            deadline));
    KeptDevice device;
    device.id = known.id;
    device.name = known.name;
    if (known.standing == protocol::DeviceStanding::Registered)
        device.standing = KeptDevice::Standing::Registered;
    device.place = place;
    device.certificate = std::move(certificate);
    TAPPAY_CHECK(keep(device));
    return device;
}

Result<Bytes> DeviceSteps::challenge(const Deadline& deadline) {
    TAPPAY_TRY(told,
               m_caller.ask(
                   "/v1/phone/devices/challenge",
                   [](const protocol::PhoneSender& from) {
                       return protocol::DeviceChallengeQuestion{from};
                   },
                   protocol::decodeDeviceChallenge,
                   [](const protocol::DeviceChallenge& answer) { return answer.phone; }, deadline));
    return std::move(told.challenge);
}

Result<protocol::SecurityDevice> DeviceSteps::offer(const protocol::DeviceOffer& offer,
                                                    const Deadline& deadline) {
    TAPPAY_TRY(told,
               m_caller.ask(
                   "/v1/phone/devices",
                   [&](const protocol::PhoneSender& from) {
                       auto message = offer;
                       message.from = from;
                       return message;
                   },
                   protocol::decodeDeviceOffered,
                   [](const protocol::DeviceOffered& answer) { return answer.phone; }, deadline));
    return std::move(told.device);
}

Result<void> DeviceSteps::keep(const KeptDevice& device) {
    TAPPAY_TRY(devices, m_store.devices());
    std::erase_if(devices, [&](const KeptDevice& one) {
        return one.id == device.id || one.certificate == device.certificate;
    });
    devices.push_back(device);
    return m_store.write(devices);
}

Result<void> DeviceSteps::forget(const std::string& id) {
    TAPPAY_TRY(devices, m_store.devices());
    std::erase_if(devices, [&](const KeptDevice& device) { return device.id == id; });
    return m_store.write(devices);
}

Result<void> DeviceSteps::leave(const Deadline& deadline) {
    TAPPAY_CHECK(m_caller.ask(
        "/v1/phone/leave",
        [](const protocol::PhoneSender& from) { return protocol::PhoneLeave{from}; },
        protocol::decodePhoneLeft, [](const protocol::PhoneLeft& answer) { return answer.phone; },
        deadline));
    return m_store.forget();
}

}  // namespace tappay::companion
