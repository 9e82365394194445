// Issuer script commands with secure messaging (JR/T 0025.5, clause 19 and annex): the MAC is the
// last four octets of the data field.

#include <algorithm>

#include "simulator/card/application.h"
#include "simulator/card/keys.h"

namespace tappay::simulator {

using apdu::Command;
using apdu::Response;

namespace {

constexpr std::size_t kMacSize = 4;
constexpr std::uint8_t kUnblockPin = 0x00, kChangeWithCurrent = 0x01, kChange = 0x02;

// What an issuer may write with PUT DATA: limits and balances, not identity or keys.
constexpr std::uint16_t kWritable[] = {0x9F52, 0x9F53, 0x9F54, 0x9F56, 0x9F58, 0x9F59, 0x9F5C,
                                       0x9F6D, 0x9F77, 0x9F78, 0x9F79, 0x9F68, 0x9F6B};

}  // namespace

Response Application::script(const Command& command) {
    // Only after this transaction's ARQC, and only from an issuer that proved itself.
    if (m_transaction.arqc.empty() || !m_transaction.issuerAuthenticated) return status(0x6982);
    if (command.data.size() < kMacSize) return status(0x6987);
    const auto data = ByteView(command.data).first(command.data.size() - kMacSize);
    const auto mac = ByteView(command.data).last(kMacSize);
    const Bytes header{command.cla, command.ins, command.p1, command.p2,
                       static_cast<std::uint8_t>(command.data.size())};
    const auto key = sessionKey(keys().keyMac, m_state.atc, algorithm());
    const auto expected =
        key ? scriptMac(*key, header, m_state.atc, m_transaction.arqc, data, algorithm())
            : fail(FailureCode::CryptoFailed);
    const bool genuine = expected && equalConstantTime(*expected, mac);
    const auto sw = genuine ? carryOut(command, data) : std::uint16_t{0x6988};
    m_state.scriptFailed = m_state.scriptFailed || sw != 0x9000;
    if (m_transaction.phase == Phase::Completed)
        m_state.scriptCommands =
            static_cast<std::uint8_t>(std::min(m_state.scriptCommands + 1, 15));
    m_persist();
    return status(sw);
}

std::uint16_t Application::carryOut(const Command& command, ByteView data) {
    switch (command.ins) {
        case 0x1E:
            m_state.blocked = true;
            return 0x9000;
        case 0x18:
            m_state.blocked = false;
            return 0x9000;
        case 0x16:
            m_card.blocked = true;
            return 0x9000;
        case 0x24:
            return changePin(command, data);
        case 0xDA:
            return putData(command, data);
        case 0xDC: {
            const RecordAddress address{static_cast<std::uint8_t>(command.p2 >> 3), command.p1};
            if (!m_profile.records.contains(address)) return 0x6A83;
            m_state.records[address] = Bytes(data.begin(), data.end());
            return 0x9000;
        }
        default:
            return 0x6D00;
    }
}

std::uint16_t Application::putData(const Command& command, ByteView data) {
    const auto tag = static_cast<std::uint16_t>(command.p1 << 8 | command.p2);
    const auto present = dataObject(tag);
    if (!present || std::ranges::find(kWritable, tag) == std::end(kWritable)) return 0x6A88;
    if (data.size() != present->size()) return 0x6A80;
    // A balance stays within the card's own ceiling.
    const auto ceiling = dataObject(0x9F77);
    if (tag == 0x9F79 && ceiling && std::ranges::lexicographical_compare(*ceiling, data))
        return 0x6A80;
    m_state.data[tag] = Bytes(data.begin(), data.end());
    return 0x9000;
}

std::uint16_t Application::changePin(const Command& command, ByteView data) {
    if (command.p1 != 0) return 0x6A86;
    if (command.p2 == kChange || command.p2 == kChangeWithCurrent) {
        const auto key = sessionKey(keys().keyEnc, m_state.atc, algorithm());
        if (!key) return 0x6F00;
        const std::string current = command.p2 == kChangeWithCurrent ? m_state.pin : std::string();
        const auto pin = decipherNewPin(keys().keyAc, *key, data, current, algorithm());
        if (!pin) return 0x6A80;
        m_state.pin = *pin;
    } else if (command.p2 != kUnblockPin || !data.empty()) {
        return 0x6A86;
    }
    m_state.pinTries = std::max<std::uint8_t>(m_profile.pinTries, 3);
    return 0x9000;
}

}  // namespace tappay::simulator
