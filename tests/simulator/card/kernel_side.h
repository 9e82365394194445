#pragma once

#include "emv/kernel.h"
#include "simulator/card/keys.h"
#include "terminal_side.h"
#include "tlv/tlv.h"

// What the kernel needs around it to pay with a virtual card in one process.
namespace tappay::test {

// A card without a reader in between.
class DirectCard final : public apdu::Card {
public:
    explicit DirectCard(const std::string& profilePath,
                        simulator::Interface interface = simulator::Interface::Contact)
        : m_profile(std::make_shared<const simulator::CardProfile>(
              simulator::loadProfile(profilePath).value())),
          m_card(
              m_profile, simulator::freshState(*m_profile), m_random,
              [](const simulator::CardState&) {}, interface) {
        m_card.reset();
    }
    Result<apdu::Response> transmit(const apdu::Command& command) override {
        return m_card.process(command);
    }
    [[nodiscard]] Bytes atr() const override { return m_profile->atr; }
    [[nodiscard]] const simulator::CardProfile& profile() const { return *m_profile; }
    [[nodiscard]] const simulator::ApplicationProfile& application() const {
        return m_profile->applications[0];
    }
    [[nodiscard]] const simulator::ApplicationState& state() const {
        return m_card.state().applications.begin()->second;
    }

private:
    crypto::SystemRandom m_random;
    std::shared_ptr<const simulator::CardProfile> m_profile;
    simulator::VirtualCard m_card;
};

class Person final : public emv::Cardholder {
public:
    void progress(emv::Step) override {}
    Result<std::size_t> chooseApplication(std::span<const emv::ApplicationChoice>) override {
        return 0;
    }
    void applicationNotAccepted() override {}
    Result<emv::PinEntry> enterOnlinePin(const emv::PinRequest&) override {
        ++pins;
        return emv::PinEntry::Entered;
    }
    Result<emv::OfflinePin> enterOfflinePin(const emv::PinRequest&) override {
        ++pins;
        return emv::OfflinePin{emv::PinEntry::Entered, SecretBytes(asBytes(offlinePin))};
    }
    void pinOnReader(const emv::PinRequest&) override {}
    std::string offlinePin;
    int pins = 0;
};

// Approves whatever the card vouches for.
class IssuerHost final : public emv::Host {
public:
    explicit IssuerHost(const simulator::ApplicationProfile& card) : m_card(card) {}
    Result<emv::HostAnswer> authorise(emv::HostRequest request) override {
        ++asked;
        const auto items = tlv::parse(request.icc).value();
        const auto atc = *tlv::find(items, 0x9F36);
        // The last octet of the discretionary data's head says with what the card computes.
        const auto iad = *tlv::find(items, 0x9F10);
        national = iad.size() > 7 && iad[7] == 0x04;
        const auto algorithm =
            national ? simulator::KeyAlgorithm::Sm4 : simulator::KeyAlgorithm::Tdes;
        const Bytes& cardKey = national ? m_card.national->keyAc : m_card.keyAc;
        const auto key = simulator::sessionKey(
                             cardKey, static_cast<std::uint16_t>(atc[0] << 8 | atc[1]), algorithm)
                             .value();
        const auto arpc =
            simulator::responseCryptogram(key, *tlv::find(items, 0x9F26), asBytes(code), algorithm)
                .value();
        return emv::HostAnswer{code == "00", code, concat({arpc, asBytes(code)}), {}};
    }
    Result<void> expectOfflineApproval() override { return {}; }
    Result<void> keepOfflineApproval(emv::HostRequest) override {
        ++kept;
        return {};
    }
    int asked = 0, kept = 0;
    bool national = false;  // the card computed with SM4
    std::string code = "00";

private:
    const simulator::ApplicationProfile& m_card;
};

}  // namespace tappay::test
