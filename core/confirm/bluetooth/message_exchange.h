#pragma once

#include <chrono>

#include "confirm/bluetooth/frame_link.h"
#include "protocol/device_framing.h"

namespace tappay::confirm {

struct ExchangeTimes {
    // After which a device that says nothing, not even that it is at work, is given up.
    std::chrono::milliseconds silence{3000};
    // For one answer, however often the device says that it is at work or waits for a person.
    std::chrono::milliseconds whole{60'000};
};

// Whole messages over a link, question and answer: docs/device-protocol.md, "Frames". After any
// failure the device has been told to stop, and nothing is sent any more: what it has done by then
// is not known, and nothing is asked a second time.
class MessageExchange {
public:
    // The link outlives this.
    explicit MessageExchange(FrameLink& link, const ExchangeTimes& times = {})
        : m_link(link), m_times(times), m_assembler(protocol::kMostFrame) {}

    // Beside the failures of the link: CardDataMalformed for frames that break the rules, Busy.
    Result<Bytes> ask(ByteView message, const Deadline& deadline);
    // In two steps, for whoever has something to do meanwhile.
    Result<void> send(ByteView message, const Deadline& deadline);
    Result<Bytes> receive(const Deadline& deadline);
    // The same octets have to come back.
    Result<void> ping(ByteView octets, const Deadline& deadline);
    // Tells the device to stop, and ends this.
    void cancel();

private:
    Result<void> sendAs(protocol::FrameCommand command, ByteView data, const Deadline& deadline);
    Result<Bytes> receiveAs(protocol::FrameCommand command, const Deadline& deadline);
    Result<protocol::DeviceMessage> next(const Deadline& deadline);
    [[nodiscard]] Deadline within(const Deadline& deadline, std::chrono::milliseconds most) const;
    // Passes a result on; after a failure nothing follows.
    template <typename T>
    Result<T> ended(Result<T> result) {
        if (!result) cancel();
        return result;
    }

    FrameLink& m_link;
    const ExchangeTimes m_times;
    protocol::FrameAssembler m_assembler;
    bool m_over = false;
};

}  // namespace tappay::confirm
