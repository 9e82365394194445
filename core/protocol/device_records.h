#pragma once

#include "base/bytes.h"
#include "base/secret.h"

namespace tappay::protocol {

// What travels in a channel to a security device once both sides know each other: A256GCM, a key
// and a counter for each direction. Whatever is not the very next record of the other side
// (repeated, out of order, after a gap, altered) closes the channel for good:
// docs/device-protocol.md, "Channel".
class DeviceRecords {
public:
    DeviceRecords(SecretBytes sendKey, SecretBytes receiveKey)
        : m_sendKey(std::move(sendKey)), m_receiveKey(std::move(receiveKey)) {}

    // InputMalformed when the channel is closed.
    Result<Bytes> seal(ByteView message);
    // InputMalformed, and closed.
    Result<Bytes> open(ByteView record);
    [[nodiscard]] bool closed() const { return m_closed; }

private:
    void close();

    SecretBytes m_sendKey, m_receiveKey;
    std::uint64_t m_sent = 0, m_received = 0;
    bool m_closed = false;
};

}  // namespace tappay::protocol
