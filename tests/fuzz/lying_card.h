#pragma once

#include <vector>

#include "emv/kernel.h"
#include "simulator/card/virtual_card.h"
#include "simulator/network/bank.h"

// A real card that lies: a virtual card with its own keys, whose answers are changed on the way to
// the kernel, one data object at a time; and the issuer it can't lie to.
namespace tappay::fuzz {

// Four octets of the input: which answer, which data object of it (counted through all templates),
// how, and with what.
struct Lie {
    std::uint8_t answer, object, kind, with;
};
[[nodiscard]] std::vector<Lie> readLies(ByteView data);

class LyingCard final : public apdu::Card {
public:
    LyingCard(simulator::VirtualCard& card, std::vector<Lie> lies)
        : m_card(card), m_lies(std::move(lies)) {}

    Result<apdu::Response> transmit(const apdu::Command& command) override;
    [[nodiscard]] Bytes atr() const override { return m_card.profile().atr; }

    // The last answers to GET PROCESSING OPTIONS and GENERATE AC, as the card itself meant them.
    Bytes options, granted;

private:
    simulator::VirtualCard& m_card;
    std::vector<Lie> m_lies;
    unsigned m_count = 0;
};

// Says yes to nothing but a genuine cryptogram over what it is told.
class StrictIssuer final : public emv::Host {
public:
    static constexpr std::int64_t kAmount = 1234;

    StrictIssuer(const simulator::network::IssuerKeys& keys, bool reachable)
        : m_keys(keys), m_reachable(reachable) {}

    Result<emv::HostAnswer> authorise(emv::HostRequest request) override;
    Result<void> expectOfflineApproval() override {
        expected = true;
        return {};
    }
    Result<void> keepOfflineApproval(emv::HostRequest request) override {
        ++kept;
        keptPan = toText(request.pan.view());
        return {};
    }
    bool approved = false, expected = false;
    int kept = 0;
    std::string keptPan;

private:
    const simulator::network::IssuerKeys& m_keys;
    bool m_reachable;
};

// Cards with keys of their own, made once, and a terminal that knows their authorities.
struct World {
    std::vector<std::shared_ptr<const simulator::CardProfile>> cards;
    emv::Parameters parameters;
    simulator::network::IssuerKeys keys;
};
[[nodiscard]] World makeWorld(std::initializer_list<const char*> cards);

// A card with an online transaction behind it does not ask for another one.
[[nodiscard]] simulator::CardState experienced(const simulator::CardProfile& profile);

}  // namespace tappay::fuzz
