#pragma once

#include <optional>
#include <vector>

#include "base/bytes.h"

// Messages of a security device over a link that carries short strings of octets (Bluetooth LE):
// the layout of CTAP over BLE (FIDO CTAP 2.1, 11.4). Standard C++ without Qt and without a clock:
// times are the link's. docs/device-protocol.md, "Frames".
namespace tappay::protocol {

enum class FrameCommand : std::uint8_t {
    Ping = 0x01,       // comes back as it was sent
    KeepAlive = 0x02,  // device to phone, one octet: DeviceActivity
    Message = 0x03,
    Cancel = 0x3E,  // phone to device, no data
    Error = 0x3F,   // device to phone, one octet: FrameError
};

enum class DeviceActivity : std::uint8_t { Working = 1, WaitsForPerson = 2 };

enum class FrameError : std::uint8_t {
    Command = 0x01,   // unknown
    Length = 0x03,    // of a message or of a frame
    Sequence = 0x04,  // a frame is missing, doubled or unexpected
    Busy = 0x06,      // another message is being worked on
    Other = 0x7F,
};

struct DeviceMessage {
    FrameCommand command = FrameCommand::Message;
    Bytes data;
    friend bool operator==(const DeviceMessage&, const DeviceMessage&) = default;
};

constexpr std::size_t kLeastFrame = 20, kMostFrame = 512;
constexpr std::size_t kLongestDeviceMessage = 8192;

// In the order they are sent. InputMalformed: too long, data that the command has not, or a largest
// frame outside kLeastFrame to kMostFrame.
Result<std::vector<Bytes>> toFrames(const DeviceMessage& message, std::size_t largestFrame);

// Puts the frames of one direction together again. Whatever is not the next frame of a message is
// an error, and everything before it is forgotten: the next frame has to begin a message.
class FrameAssembler {
public:
    explicit FrameAssembler(std::size_t largestFrame) : m_largest(largestFrame) {}

    struct Refused {
        FrameError error;
    };
    // Nothing while more is to come.
    std::expected<std::optional<DeviceMessage>, Refused> add(ByteView frame);
    // When the link was connected or lost.
    void reset();
    [[nodiscard]] bool inMessage() const { return m_missing != 0; }

private:
    std::expected<std::optional<DeviceMessage>, Refused> begin(ByteView frame);
    std::expected<std::optional<DeviceMessage>, Refused> goOn(ByteView frame);
    std::unexpected<Refused> refuse(FrameError error);
    std::optional<DeviceMessage> take(ByteView data);

    std::size_t m_largest;
    DeviceMessage m_message;
    std::size_t m_missing = 0;  // octets of the message that have not come
    std::uint8_t m_next = 0;    // sequence number of the frame that has to come
};

}  // namespace tappay::protocol
