#pragma once

#include <filesystem>
#include <memory>

#include "crypto/random.h"
#include "simulator/card/virtual_card.h"

namespace tappay::test {

// "00112233" -> octets, for literals.
inline Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

// The card of the published vectors: PAN 6228480012345678901, sequence 01, next ATC 0003.
simulator::CardProfile vectorProfile();
// As it is just before that transaction.
simulator::CardState vectorState(const simulator::CardProfile& profile);

// Talks to a card without a reader.
class TerminalSide {
public:
    explicit TerminalSide(simulator::CardProfile profile = vectorProfile());
    TerminalSide(simulator::CardProfile profile, simulator::CardState state,
                 simulator::Interface interface = simulator::Interface::Contact);

    apdu::Response send(const apdu::Command& command) { return m_card->process(command); }
    apdu::Response send(std::string_view commandHex);
    std::uint16_t select(std::string_view aid = "A000000333010101");
    std::uint16_t begin();  // SELECT and GET PROCESSING OPTIONS without data
    void reset() { m_card->reset(); }
    [[nodiscard]] const simulator::CardState& saved() const { return m_saved; }

private:
    crypto::SystemRandom m_random;
    simulator::CardState m_saved;
    std::unique_ptr<simulator::VirtualCard> m_card;
};

// CDOL1 data of the vectors: 100.00 CNY on 2026-06-01, unpredictable number A1B2C3D4.
inline constexpr const char* kVectorCdol1 =
    "00000001000000000000000001560000000000015626060100A1B2C3D4";

// A directory that goes with the test.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    [[nodiscard]] std::string path(std::string_view name = {}) const;

private:
    std::filesystem::path m_path;
};

}  // namespace tappay::test
