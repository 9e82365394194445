#include "confirm/bluetooth/message_exchange.h"

#include <algorithm>

namespace tappay::confirm {

namespace {

using namespace std::chrono_literals;
using protocol::DeviceMessage;
using protocol::FrameCommand;
using protocol::FrameError;

constexpr auto kGoodbye = 500ms;

std::unexpected<Failure> broken(const std::string& how) {
    return fail(FailureCode::CardDataMalformed, "frames of the device: " + how);
}

std::unexpected<Failure> reported(const DeviceMessage& error) {
    const int code = error.data.empty() ? 0 : error.data.front();
    if (code == static_cast<int>(FrameError::Busy))
        return fail(FailureCode::Busy, "the device works on another message");
    return broken("it reports error " + std::to_string(code));
}

}  // namespace

Deadline MessageExchange::within(const Deadline& deadline, std::chrono::milliseconds most) const {
    return {std::min(deadline.at, std::chrono::steady_clock::now() + most), deadline.stop};
}

Result<Bytes> MessageExchange::ask(ByteView message, const Deadline& deadline) {
    TAPPAY_CHECK(send(message, deadline));
    return receive(deadline);
}

Result<void> MessageExchange::send(ByteView message, const Deadline& deadline) {
    return sendAs(FrameCommand::Message, message, deadline);
}

Result<Bytes> MessageExchange::receive(const Deadline& deadline) {
    return receiveAs(FrameCommand::Message, deadline);
}

Result<void> MessageExchange::ping(ByteView octets, const Deadline& deadline) {
    TAPPAY_CHECK(sendAs(FrameCommand::Ping, octets, deadline));
    TAPPAY_TRY(back, receiveAs(FrameCommand::Ping, deadline));
    if (std::ranges::equal(back, octets)) return {};
    return ended<void>(broken("other octets came back"));
}

Result<void> MessageExchange::sendAs(FrameCommand command, ByteView data,
                                     const Deadline& deadline) {
    if (m_over) return fail(FailureCode::DeviceRemoved, "the connection is over");
    TAPPAY_TRY(frames, protocol::toFrames({command, Bytes(data.begin(), data.end())},
                                          m_link.largestFrame()));
    return ended(m_link.write(frames, within(deadline, m_times.whole)));
}

Result<Bytes> MessageExchange::receiveAs(FrameCommand command, const Deadline& deadline) {
    if (m_over) return fail(FailureCode::DeviceRemoved, "the connection is over");
    return ended<Bytes>([&]() -> Result<Bytes> {
        const auto whole = within(deadline, m_times.whole);
        while (true) {
            TAPPAY_TRY(message, next(whole));
            if (message.command == command) return std::move(message.data);
            if (message.command == FrameCommand::Error) return reported(message);
            if (message.command != FrameCommand::KeepAlive) return broken("not an answer");
        }
    }());
}

Result<DeviceMessage> MessageExchange::next(const Deadline& deadline) {
    while (true) {
        // Every frame, and so every keep-alive, gives the device its time anew.
        TAPPAY_TRY(frame, m_link.read(within(deadline, m_times.silence)));
        auto added = m_assembler.add(frame);
        if (!added) return broken("not the next one of a message");
        if (*added) return std::move(**added);
    }
}

void MessageExchange::cancel() {
    if (std::exchange(m_over, true)) return;
    m_assembler.reset();
    if (const auto frames = protocol::toFrames({FrameCommand::Cancel, {}}, m_link.largestFrame()))
        (void)m_link.write(*frames, Deadline::in(kGoodbye));
}

}  // namespace tappay::confirm
