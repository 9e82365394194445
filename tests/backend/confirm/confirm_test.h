#pragma once

#include <fstream>

#include "backend/cardholders/cardholders_test.h"
#include "backend/confirm/played_device.h"
#include "protocol/confirmation_request.h"
#include "protocol/pairing_proof.h"
#include "protocol/push.h"
#include "protocol/security_device.h"
#include "protocol/time.h"

namespace tappay::test {

// A phone as its own application would be.
struct PlayedPhone {
    crypto::EcPrivateKey key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    std::string id, name = "Mei's phone";
    std::uint32_t sequence = 0;
    std::int64_t cursor = 0;
};

// Computers, phones and devices around a back end that has payments confirmed.
class ConfirmTest : public CardholdersTest {
protected:
    using Kind = protocol::PhoneStepKind;
    using State = protocol::ConfirmationState;
    using Reason = protocol::ConfirmationReason;
    using HolderKind = protocol::HolderKind;
    using PayingTest::said;
    using PayingTest::say;

    void SetUp() override {
        ShopDesk::writeConfig(m_installation, "enrolling.json", "orders.json");
        m_installation.write("devices.pem",
                             crypto::certificateToPem(PlayedDevice::authority()).value());
        std::ifstream file(m_installation.file("orders.json"));
        std::string text{std::istreambuf_iterator<char>(file), {}};
        text.insert(text.find('{') + 1, R"("confirm": { "deviceAuthorities": "devices.pem" },)");
        m_installation.write("confirm.json", text);
        m_shop.emplace(confirmConfig());
        open(confirmConfig());
    }
    [[nodiscard]] backend::Config confirmConfig() const {
        return m_installation.config("confirm.json");
    }

    // What a terminal asks.
    template <typename Message, typename Decode>
    auto tell(const Newcomer& machine, const std::string& path, const Message& message,
              Decode decode) {
        return ask(path.c_str(), machine.signText(protocol::encode(message)), answerKey(), decode);
    }

    // Pairing.
    Result<protocol::Pairing> offer(const Newcomer& machine, const std::string& pairing,
                                    HolderKind holder = HolderKind::Cardholder) {
        return tell(
            machine, "/v1/pairings",
            protocol::PairingOffer{machine.enrolled.terminalId, pairing, holder, machine.now()},
            protocol::decodePairing);
    }
    std::string signedBy(const PlayedPhone& phone, const std::string& kid,
                         const std::string& payload) {
        return crypto::jwsSign(kid, asBytes(payload),
                               [&](ByteView message) { return phone.key.signEcdsa(message); })
            .value();
    }
    Result<protocol::Pairing> answer(const PlayedPhone& phone, const std::string& pairing,
                                     const Bytes& proof) {
        const auto payload = protocol::encode(
            protocol::PairingAnswer{pairing, phone.name, phone.key.publicKey(), proof, nowText()});
        return ask("/v1/pairings/answer", signedBy(phone, "new", payload), answerKey(),
                   protocol::decodePairing);
    }
    Result<protocol::Pairing> look(const PlayedPhone& phone, const std::string& pairing) {
        const auto payload =
            protocol::encode(protocol::PairingLook{pairing, phone.key.publicKey(), nowText()});
        return ask("/v1/pairings/look", signedBy(phone, "new", payload), answerKey(),
                   protocol::decodePairing);
    }
    Result<protocol::Pairing> askPairing(const Newcomer& machine, const std::string& pairing,
                                         protocol::PairingWish wish, const Bytes& proof = {}) {
        return tell(machine, "/v1/pairings/" + std::string(protocol::nameOf(wish)),
                    protocol::PairingQuestion{machine.enrolled.terminalId, pairing, wish,
                                              machine.now(), proof},
                    protocol::decodePairing);
    }
    // The whole of it.
    PlayedPhone pair(const Newcomer& machine, HolderKind holder = HolderKind::Cardholder) {
        PlayedPhone phone;
        const auto pairing = Questions::newKey();
        offer(machine, pairing, holder).value();
        answer(phone, pairing, Bytes(32, 1)).value();
        phone.id =
            askPairing(machine, pairing, protocol::PairingWish::Accept, Bytes(32, 2)).value().phone;
        return phone;
    }
    Result<protocol::Phones> phones(const Newcomer& machine, protocol::PhoneWish wish,
                                    const std::string& phone = {}, const std::string& name = {}) {
        return tell(machine, "/v1/phones/" + std::string(protocol::nameOf(wish)),
                    protocol::PhoneQuestion{machine.enrolled.terminalId, HolderKind::Cardholder,
                                            wish, machine.now(), phone, name},
                    protocol::decodePhones);
    }

    // What a phone says.
    protocol::PhoneSender sender(PlayedPhone& phone) {
        return {phone.id, ++phone.sequence, nowText()};
    }
    template <typename Message, typename Decode>
    auto say(const PlayedPhone& phone, const std::string& path, const Message& message,
             Decode decode) {
        return ask(path.c_str(), signedBy(phone, phone.id, protocol::encode(message)), answerKey(),
                   decode);
    }
    Result<protocol::Confirmation> step(PlayedPhone& phone, const std::string& confirmation,
                                        Kind kind, Reason reason = Reason::None,
                                        const std::string& device = {}, const Bytes& value = {}) {
        return say(phone, "/v1/phone/confirmations",
                   protocol::PhoneStep{sender(phone), confirmation, kind, reason, device, value},
                   protocol::decodeConfirmation);
    }
    Result<protocol::Confirmation> sign(PlayedPhone& phone, const protocol::Confirmation& asked,
                                        const PlayedDevice& device) {
        return step(phone, asked.id, Kind::Signature, Reason::None, device.id,
                    device.sign(asked.request));
    }
    Result<protocol::Events> poll(PlayedPhone& phone, std::int64_t wait = 0) {
        auto events = say(phone, "/v1/phone/push/poll",
                          protocol::PushQuestion{{}, sender(phone), phone.cursor, wait},
                          protocol::decodeEvents);
        if (events) phone.cursor = events->cursor;
        return events;
    }
    Result<protocol::Events> poll(const Newcomer& machine, std::int64_t cursor,
                                  std::int64_t wait = 0) {
        return tell(machine, "/v1/push/poll",
                    protocol::PushQuestion{
                        machine.enrolled.terminalId, {{}, 0, machine.now()}, cursor, wait},
                    protocol::decodeEvents);
    }

    // Devices.
    Result<protocol::DeviceOffered> offerDevice(PlayedPhone& phone, const PlayedDevice& device) {
        const auto challenge =
            say(phone, "/v1/phone/devices/challenge",
                protocol::DeviceChallengeQuestion{sender(phone)}, protocol::decodeDeviceChallenge);
        if (!challenge) return std::unexpected(challenge.error());
        return offerDevice(phone, device, challenge->challenge);
    }
    Result<protocol::DeviceOffered> offerDevice(PlayedPhone& phone, const PlayedDevice& device,
                                                const Bytes& challenge) {
        return say(phone, "/v1/phone/devices",
                   protocol::DeviceOffer{sender(phone),
                                         challenge,
                                         "Key on the ring",
                                         protocol::DeviceForm::Piv,
                                         {device.certificate()},
                                         device.sign(protocol::deviceStatement(challenge))},
                   protocol::decodeDeviceOffered);
    }
    Result<protocol::SecurityDevices> devices(const Newcomer& machine, protocol::DeviceWish wish,
                                              const std::string& device = {},
                                              HolderKind holder = HolderKind::Cardholder) {
        return tell(machine, "/v1/devices/" + std::string(protocol::nameOf(wish)),
                    protocol::DeviceQuestion{machine.enrolled.terminalId, holder, wish,
                                             machine.now(), device},
                    protocol::decodeSecurityDevices);
    }
    void registerDevice(const Newcomer& machine, PlayedPhone& phone, PlayedDevice& device) {
        device.id = offerDevice(phone, device).value().device.id;
        devices(machine, protocol::DeviceWish::Accept, device.id).value();
    }

    // Confirmations.
    protocol::ConfirmationIntent intentFor(const Newcomer& machine, const std::string& orderId) {
        protocol::ConfirmationIntent intent{machine.enrolled.terminalId, Questions::newKey(),
                                            protocol::ConfirmationWish::Order, machine.now()};
        intent.order = orderId;
        intent.card = show(machine).value().account.cards.front().id;
        return intent;
    }
    Result<protocol::Confirmation> intend(const Newcomer& machine,
                                          const protocol::ConfirmationIntent& intent) {
        return tell(machine, "/v1/confirmations", intent, protocol::decodeConfirmation);
    }
    Result<protocol::Confirmation> askConfirmation(
        const Newcomer& machine, const std::string& key,
        protocol::ConfirmationAsk wish = protocol::ConfirmationAsk::Show) {
        return tell(
            machine, "/v1/confirmations/" + std::string(protocol::nameOf(wish)),
            protocol::ConfirmationQuestion{machine.enrolled.terminalId, key, wish, machine.now()},
            protocol::decodeConfirmation);
    }
    // Asks on from `cursor` until the confirmation has ended; nothing when it doesn't.
    std::optional<protocol::Confirmation> ended(const Newcomer& machine, const std::string& key) {
        std::int64_t cursor = 0;
        for (int i = 0; i < 30; ++i) {
            const auto events = poll(machine, cursor, 2);
            if (!events) {
                ADD_FAILURE() << events.error().detail;
                return {};
            }
            cursor = events->cursor;
            for (const auto& event : events->events) {
                const auto* told = std::get_if<protocol::Confirmation>(&event);
                if (told != nullptr && told->key == key && protocol::isEnd(told->state))
                    return *told;
            }
        }
        return {};
    }

    std::string nowText() { return protocol::formatTime(m_time.now()); }
    static std::string said(const protocol::Confirmation& told) {
        return std::string(protocol::nameOf(told.state)) +
               (told.reason == Reason::None ? "" : " ") +
               std::string(protocol::nameOf(told.reason));
    }
    static std::string said(const Result<protocol::Confirmation>& answer) {
        return answer ? said(*answer) : std::string(describe(answer.error().code).name);
    }
    static std::string said(const std::optional<protocol::Confirmation>& answer) {
        return answer ? said(*answer) : "nothing";
    }
};

}  // namespace tappay::test
