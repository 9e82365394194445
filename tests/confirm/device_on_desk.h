#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <vector>

#include "apdu/card.h"
#include "simulator/device/piv_card.h"

namespace tappay::test {

// A virtual security device without a reader between: APDUs as they travel, taken away when it says
// so, and counted.
class DeviceOnDesk final : public apdu::Card {
public:
    explicit DeviceOnDesk(simulator::device::PivCard& device) : m_device(device) {
        m_device.reset();
    }

    Result<apdu::Response> transmit(const apdu::Command& command) override {
        m_sent.push_back(command.encode());
        const auto answer = m_gone ? std::nullopt : m_device.process(m_sent.back());
        if (!answer) {
            m_gone = true;
            return fail(FailureCode::CardRemoved, "taken away");
        }
        return apdu::parseResponse(*answer);
    }
    [[nodiscard]] Bytes atr() const override { return {}; }

    // By instruction.
    [[nodiscard]] std::size_t sent(std::uint8_t instruction) const {
        std::size_t count = 0;
        for (const auto& command : m_sent)
            count += command[1] == instruction ? 1 : 0;
        return count;
    }
    [[nodiscard]] std::size_t longest() const {
        std::size_t most = 0;
        for (const auto& command : m_sent)
            most = std::max(most, command.size());
        return most;
    }

private:
    simulator::device::PivCard& m_device;
    std::vector<Bytes> m_sent;
    bool m_gone = false;
};

// Making an RSA key takes a while: one of each kind for all tests of a program.
inline simulator::device::Identity identityOf(simulator::device::KeyKind kind) {
    using namespace simulator::device;
    static const auto make = [](KeyKind of) {
        const auto directory = std::string(testing::TempDir()) + "device-" +
                               std::to_string(::getpid()) + (of == KeyKind::P256 ? "p" : "r");
        if (!saveIdentity(makeIdentity(of, "Test device").value(), directory)) std::abort();
        return directory;
    };
    static const std::string p256 = make(KeyKind::P256), rsa = make(KeyKind::Rsa2048);
    return loadIdentity(kind == KeyKind::P256 ? p256 : rsa).value();
}

}  // namespace tappay::test
