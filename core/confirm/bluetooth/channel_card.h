#pragma once

#include <memory>

#include "confirm/bluetooth/message_exchange.h"
#include "confirm/device_finder.h"

namespace tappay::confirm {

// A device behind a link that isn't trusted, as a card: each command is one record of the channel
// (docs/device-protocol.md, "Channel"). The first thing that goes wrong closes it for good.
class ChannelCard final : public apdu::Card {
public:
    // DeviceNotTrusted, DeviceWrong; DeviceRefused when the codes weren't the same or the device
    // wants nothing of this phone; CardDataMalformed for whatever breaks the rules. The stop token
    // of `deadline` ends later commands, too.
    static Result<std::unique_ptr<apdu::Card>> open(std::unique_ptr<FrameLink> link,
                                                    const DeviceKeys& keys,
                                                    const Deadline& deadline,
                                                    const ExchangeTimes& times = {});

    // One command and its answer; 61xx is the caller's. Also DeviceRemoved, DeviceTimeout,
    // Cancelled, CardDataMalformed.
    Result<apdu::Response> transmit(const apdu::Command& command) override;
    [[nodiscard]] Bytes atr() const override { return {}; }

private:
    ChannelCard(std::unique_ptr<FrameLink> link, const ExchangeTimes& times, std::stop_token stop);
    Result<void> shakeHands(const DeviceKeys& keys, const Deadline& deadline);
    // Until the device's owner has pressed.
    Result<void> compareCodes(const DeviceKeys& keys, const std::string& code,
                              const Deadline& deadline);
    Result<Bytes> openRecord(ByteView record);

    std::unique_ptr<FrameLink> m_link;
    MessageExchange m_exchange;
    const std::stop_token m_stop;
    std::optional<protocol::DeviceRecords> m_records;
};

}  // namespace tappay::confirm
