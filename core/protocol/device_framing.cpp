#include "protocol/device_framing.h"

#include <algorithm>

namespace tappay::protocol {

namespace {

constexpr std::uint8_t kInitial = 0x80, kSequences = 0x80;
constexpr std::size_t kInitialHead = 3, kContinuationHead = 1;

bool isCommand(std::uint8_t command) {
    switch (static_cast<FrameCommand>(command)) {
        case FrameCommand::Ping:
        case FrameCommand::KeepAlive:
        case FrameCommand::Message:
        case FrameCommand::Cancel:
        case FrameCommand::Error:
            return true;
    }
    return false;
}

bool mayHave(FrameCommand command, std::size_t size) {
    switch (command) {
        case FrameCommand::KeepAlive:
        case FrameCommand::Error:
            return size == 1;
        case FrameCommand::Cancel:
            return size == 0;
        case FrameCommand::Message:
            return size > 0 && size <= kLongestDeviceMessage;
        case FrameCommand::Ping:
            return size <= kLongestDeviceMessage;
    }
    return false;
}

}  // namespace

Result<std::vector<Bytes>> toFrames(const DeviceMessage& message, std::size_t largestFrame) {
    if (largestFrame < kLeastFrame || largestFrame > kMostFrame)
        return fail(FailureCode::InputMalformed, "largest frame");
    if (!mayHave(message.command, message.data.size()))
        return fail(FailureCode::InputMalformed, "length of a device's message");
    const auto size = message.data.size();
    Bytes frame{static_cast<std::uint8_t>(static_cast<std::uint8_t>(message.command) | kInitial),
                static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)};
    std::vector<Bytes> frames;
    ByteView rest = message.data;
    std::uint8_t sequence = 0;
    while (true) {
        const auto part = rest.first(std::min(rest.size(), largestFrame - frame.size()));
        append(frame, part);
        rest = rest.subspan(part.size());
        frames.push_back(std::move(frame));
        if (rest.empty()) return frames;
        frame = Bytes{sequence};
        sequence = static_cast<std::uint8_t>((sequence + 1) % kSequences);
    }
}

std::expected<std::optional<DeviceMessage>, FrameAssembler::Refused> FrameAssembler::add(
    ByteView frame) {
    if (frame.empty() || frame.size() > m_largest) return refuse(FrameError::Length);
    const bool initial = (frame[0] & kInitial) != 0;
    if (initial == inMessage()) return refuse(FrameError::Sequence);
    return initial ? begin(frame) : goOn(frame);
}

std::expected<std::optional<DeviceMessage>, FrameAssembler::Refused> FrameAssembler::begin(
    ByteView frame) {
    const auto command = static_cast<std::uint8_t>(frame[0] & ~kInitial);
    if (!isCommand(command)) return refuse(FrameError::Command);
    if (frame.size() < kInitialHead) return refuse(FrameError::Length);
    const auto size = static_cast<std::size_t>(frame[1] << 8 | frame[2]);
    const auto data = frame.subspan(kInitialHead);
    m_message.command = static_cast<FrameCommand>(command);
    if (!mayHave(m_message.command, size) || data.size() > size) return refuse(FrameError::Length);
    m_missing = size;
    return take(data);
}

std::expected<std::optional<DeviceMessage>, FrameAssembler::Refused> FrameAssembler::goOn(
    ByteView frame) {
    if (frame[0] != m_next) return refuse(FrameError::Sequence);
    m_next = static_cast<std::uint8_t>((m_next + 1) % kSequences);
    const auto data = frame.subspan(kContinuationHead);
    // Without data it would bring the message no further, however many came.
    if (data.empty() || data.size() > m_missing) return refuse(FrameError::Length);
    return take(data);
}

std::optional<DeviceMessage> FrameAssembler::take(ByteView data) {
    append(m_message.data, data);
    m_missing -= data.size();
    if (m_missing != 0) return std::nullopt;
    auto whole = std::move(m_message);
    reset();
    return whole;
}

std::unexpected<FrameAssembler::Refused> FrameAssembler::refuse(FrameError error) {
    reset();
    return std::unexpected(Refused{error});
}

void FrameAssembler::reset() {
    m_message = {};
    m_missing = 0;
    m_next = 0;
}

}  // namespace tappay::protocol
