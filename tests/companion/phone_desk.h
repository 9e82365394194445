#pragma once

#include <atomic>
#include <fstream>
#include <list>

#include "backend/confirm/confirm_test.h"
#include "companion/device_steps.h"
#include "companion/pairing_steps.h"
#include "companion/signing_steps.h"
#include "confirm/device_on_desk.h"
#include "crypto/hash.h"

namespace tappay::test {

// The way to a back end that is cut or spoiled when a test says so.
class SpoiledSession final : public link::HttpSession {
public:
    using Say = std::function<std::optional<Reply>(const char* target, const std::string& body)>;
    struct Faults {
        bool away = false;        // nothing gets there
        bool loseAnswer = false;  // it gets there, and no answer comes back
        std::function<std::string(std::string answer)> spoil;
        std::vector<std::string> sent, answers;  // bodies, in their order
    };

    SpoiledSession(Say say, std::shared_ptr<Faults> faults)
        : m_say(std::move(say)), m_faults(std::move(faults)) {}

    link::HttpOutcome call(const link::HttpCall& call, const Deadline&) override {
        using Kind = link::HttpOutcome::Kind;
        if (m_faults->away) return {Kind::NotSent, 0, {}, "away", {}};
        m_faults->sent.push_back(call.body.toStdString());
        const auto reply = m_say(call.path.toStdString().c_str(), call.body.toStdString());
        if (!reply || m_faults->loseAnswer) return {Kind::NoAnswer, 0, {}, "lost", {}};
        auto body = reply->body;
        m_faults->answers.push_back(body);
        if (reply->status == 200 && m_faults->spoil) body = m_faults->spoil(std::move(body));
        return {Kind::Answered, reply->status, std::move(body), {}, {}};
    }
    void callLater(const link::HttpCall&, std::chrono::milliseconds, Done) override {}
    [[nodiscard]] QObject* context() const override { return nullptr; }

private:
    Say m_say;
    std::shared_ptr<Faults> m_faults;
};

// Devices in readers beside the phone.
class DevicesOnDesk final : public confirm::DeviceFinder {
public:
    std::vector<std::pair<std::string, simulator::device::PivCard*>> there;
    std::atomic<int> connected = 0;

    Result<std::vector<confirm::FoundDevice>> find(const Deadline&) override {
        std::vector<confirm::FoundDevice> found;
        for (const auto& [name, card] : there)
            found.push_back({confirm::DeviceWay::Reader, name, name});
        return found;
    }
    Result<std::unique_ptr<apdu::Card>> connect(const confirm::FoundDevice& device,
                                                const confirm::DeviceKeys&,
                                                const Deadline&) override {
        for (const auto& [name, card] : there)
            if (name == device.address) {
                ++connected;
                return std::make_unique<DeviceOnDesk>(*card);
            }
        return fail(FailureCode::DeviceRemoved, "no card");
    }
};

// A phone as its own program would be, whose power can be cut.
struct Phone {
    std::unique_ptr<companion::PhoneStore> store;
    std::unique_ptr<companion::PhoneCaller> caller;
    std::unique_ptr<companion::Inbox> inbox;
    std::unique_ptr<companion::ConfirmSteps> steps;
    std::unique_ptr<companion::SigningSteps> signing;
    std::unique_ptr<companion::DeviceSteps> devices;
};

// A computer of a cardholder, a phone, and virtual security devices.
class PhoneDesk : public ConfirmTest {
protected:
    using Device = simulator::device::PivCard;
    using Kind = simulator::device::KeyKind;

    void SetUp() override {
        ConfirmTest::SetUp();
        m_installation.write(
            "devices.pem",
            crypto::certificateToPem(identityOf(Kind::P256).authority).value() +
                crypto::certificateToPem(identityOf(Kind::Rsa2048).authority).value());
        open(confirmConfig());
        m_machine.emplace(paying("chip"));
        add(*m_machine).value();
    }
    const Newcomer& machine() { return *m_machine; }
    [[nodiscard]] std::filesystem::path directory() const { return m_installation.file("phone"); }
    [[nodiscard]] static Deadline soon() { return Deadline::in(std::chrono::seconds(20)); }

    SpoiledSession session() {
        return {[this](const char* target, const std::string& body) {
                    return exchange("POST", target, body);
                },
                m_faults};
    }

    // The computer's part of a pairing.
    struct Shown {
        std::string pairing = Questions::newKey(), text;
        SecretBytes secret;
        Bytes terminalHash;
    };
    Shown show(HolderKind holder = HolderKind::Cardholder) {
        Shown shown;
        Bytes secret(protocol::kPairingSecret);
        m_random.fill(secret);
        shown.secret = SecretBytes(secret);
        shown.terminalHash = crypto::sha256(asBytes("the terminal"));
        offer(machine(), shown.pairing, holder).value();
        protocol::PairingInvitation invitation{"localhost:" + std::to_string(m_backend->port()),
                                               shown.pairing, shown.secret.clone(),
                                               shown.terminalHash, protocol::keyHash(answerKey())};
        shown.text = toText(protocol::encodeInvitation(invitation).view());
        return shown;
    }
    protocol::PairingTranscript transcriptOf(const Shown& shown, const protocol::Pairing& now) {
        return {shown.pairing, now.key, shown.terminalHash, now.name};
    }
    Result<protocol::Pairing> accept(const Shown& shown) {
        const auto now = askPairing(machine(), shown.pairing, protocol::PairingWish::Show).value();
        return askPairing(
            machine(), shown.pairing, protocol::PairingWish::Accept,
            protocol::computerProof(shown.secret.view(), transcriptOf(shown, now)).value());
    }
    // A phone that is paired.
    Phone paired() {
        const auto shown = show();
        {
            auto store = companion::PhoneStore::open(directory()).value();
            auto way = session();
            companion::PairingSteps steps(*store, m_time);
            steps.begin(shown.text, "Mei's phone").value();
            steps.answer(way, soon()).value();
            accept(shown).value();
            steps.look(way, soon()).value();
        }
        return started();
    }
    // As after a restart: what it has is on its disk.
    Phone started() {
        Phone phone;
        phone.store = companion::PhoneStore::open(directory()).value();
        m_way.emplace(session());
        phone.caller = companion::PhoneCaller::create(phone.store->phone().value().value(),
                                                      phone.store->key().value().value(), *m_way,
                                                      *phone.store, m_time)
                           .value();
        phone.inbox = std::make_unique<companion::Inbox>(*phone.store);
        phone.inbox->load().value();
        phone.steps = std::make_unique<companion::ConfirmSteps>(*phone.caller, *phone.inbox);
        phone.signing =
            std::make_unique<companion::SigningSteps>(*phone.steps, *phone.inbox, *phone.store);
        phone.devices = std::make_unique<companion::DeviceSteps>(*phone.caller, *phone.store);
        return phone;
    }
    static void cut(Phone& phone) {
        phone.devices.reset();
        phone.signing.reset();
        phone.steps.reset();
        phone.inbox.reset();
        phone.caller.reset();
        phone.store.reset();
    }

    companion::DeviceReach reachOf(const Phone& phone) {
        return {m_desk, phone.caller->key(), {}, m_time};
    }
    static SecretBytes pin(std::string_view digits = "123456") {
        return SecretBytes(asBytes(digits));
    }
    // Brought by the phone and agreed to at the computer.
    companion::KeptDevice added(const Phone& phone, Device& device, const char* place = "reader") {
        m_desk.there = {{place, &device}};
        const auto kept = phone.devices
                              ->add(reachOf(phone), {confirm::DeviceWay::Reader, place, place},
                                    "Key on the ring", pin(), {}, soon())
                              .value();
        devices(machine(), protocol::DeviceWish::Accept, kept.id).value();
        return kept;
    }
    // One that the phone has fetched.
    protocol::Confirmation fetched(const Phone& phone, const std::string& reference = "A-1") {
        auto asked = intend(machine(), intentFor(machine(), order(reference))).value();
        phone.steps->poll(std::chrono::seconds(0), soon()).value();
        return asked;
    }
    std::string atComputer(const protocol::Confirmation& confirmation) {
        return said(askConfirmation(machine(), confirmation.key));
    }
    static std::string atPhone(const Phone& phone, const protocol::Confirmation& confirmation) {
        const auto entry = phone.inbox->find(confirmation.id);
        return entry ? said(entry->told) : "nothing";
    }
    template <typename T>
    static std::string failureOf(const Result<T>& result) {
        return result ? "none" : std::string(describe(result.error().code).name);
    }

    std::optional<Newcomer> m_machine;
    std::shared_ptr<SpoiledSession::Faults> m_faults = std::make_shared<SpoiledSession::Faults>();
    std::optional<SpoiledSession> m_way;
    // One that lives as long as the test.
    Device& deviceOf(Kind kind, bool display = false) {
        return m_devices.emplace_back(identityOf(kind), display);
    }

    DevicesOnDesk m_desk;
    std::list<Device> m_devices;
};

}  // namespace tappay::test
