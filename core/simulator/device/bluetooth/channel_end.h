#pragma once

#include <atomic>

#include "protocol/device_channel.h"
#include "simulator/device/bluetooth/known_phones.h"
#include "simulator/device/piv_card.h"

namespace tappay::simulator::device {

// A device's end of the channel, and its PIV application behind it. On one thread but for the
// atomics.
class ChannelEnd {
public:
    // NotConfigured when its signing key isn't one that a channel can be made with.
    static Result<std::unique_ptr<ChannelEnd>> make(PivCard& card, KnownPhones phones);

    enum class Ending : std::uint8_t { Answer, Error, Gone };
    struct Answer {
        Ending ending = Ending::Error;
        Bytes message;
    };
    // To one message. Waits for the button while codes are compared, until `abandoned`.
    Answer answer(ByteView message, const std::atomic<bool>& abandoned);
    // Another connection: the channel is made anew.
    void reset();
    [[nodiscard]] bool waitsForPerson() const { return m_waits; }

private:
    ChannelEnd(PivCard& card, crypto::EcPrivateKey key, KnownPhones phones)
        : m_card(card), m_key(std::move(key)), m_phones(std::move(phones)) {}
    Answer hello(ByteView message);
    Answer reply(ByteView message);
    Answer record(ByteView message, const std::atomic<bool>& abandoned);
    Answer seal(ByteView message);
    // True once its owner has pressed that the codes are the same.
    bool compareCodes(const std::atomic<bool>& abandoned);

    PivCard& m_card;
    const crypto::EcPrivateKey m_key;
    KnownPhones m_phones;
    std::optional<protocol::DeviceHandshake> m_handshake;
    std::optional<protocol::DeviceRecords> m_records;
    Bytes m_phone;         // its pairing point
    bool m_letIn = false;  // commands are answered
    std::atomic<bool> m_waits = false;
};

}  // namespace tappay::simulator::device
