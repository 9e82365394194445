#include "simulator/device/bluetooth/gatt_peripheral.h"

namespace tappay::simulator::device {

namespace {

using protocol::DeviceActivity;
using protocol::FrameCommand;
using protocol::FrameError;

constexpr int kKeepAlive = 400;  // milliseconds

template <typename Code>
Bytes octetOf(Code code) {
    return {static_cast<std::uint8_t>(code)};
}

}  // namespace

GattPeripheral::GattPeripheral(std::unique_ptr<ChannelEnd> channel, std::size_t largestFrame)
    : m_largest(largestFrame), m_channel(std::move(channel)), m_assembler(largestFrame) {
    connect(&m_keepAlive, &QTimer::timeout, this, &GattPeripheral::keepAlive);
    m_keepAlive.setInterval(kKeepAlive);
    m_there.moveToThread(&m_thread);
    m_thread.start();
}

GattPeripheral::~GattPeripheral() {
    m_abandoned = true;
    m_thread.quit();
    m_thread.wait();
}

void GattPeripheral::reset() {
    m_assembler.reset();
    m_working = false;
    m_keepAlive.stop();
    ++m_run;
    m_abandoned = true;
    QMetaObject::invokeMethod(
        &m_there,
        [this] {
            m_channel->reset();
            m_abandoned = false;
        },
        Qt::QueuedConnection);
}

void GattPeripheral::frame(ByteView octets) {
    auto added = m_assembler.add(octets);
    if (!added) return refuse(added.error().error);
    if (*added) take(std::move(**added));
}

void GattPeripheral::take(protocol::DeviceMessage message) {
    if (message.command == FrameCommand::Cancel) return reset();
    if (m_working) return send(FrameCommand::Error, octetOf(FrameError::Busy), false);
    switch (message.command) {
        case FrameCommand::Ping:
            return send(FrameCommand::Ping, std::move(message.data), true);
        case FrameCommand::Message:
            return work(std::move(message.data));
        default:
            return refuse(FrameError::Command);
    }
}

void GattPeripheral::work(Bytes message) {
    m_working = true;
    m_keepAlive.start();
    const auto run = ++m_run;
    QMetaObject::invokeMethod(
        &m_there,
        [this, run, message = std::move(message)] {
            auto answer = m_channel->answer(message, m_abandoned);
            QMetaObject::invokeMethod(
                this, [this, run, answer = std::move(answer)] { done(run, answer); },
                Qt::QueuedConnection);
        },
        Qt::QueuedConnection);
}

void GattPeripheral::done(unsigned run, const ChannelEnd::Answer& answer) {
    if (run != m_run) return;
    m_working = false;
    m_keepAlive.stop();
    switch (answer.ending) {
        case ChannelEnd::Ending::Answer:
            return send(FrameCommand::Message, answer.message, true);
        case ChannelEnd::Ending::Error:
            return refuse(FrameError::Other);
        case ChannelEnd::Ending::Gone:
            return dropLink();
    }
}

void GattPeripheral::send(FrameCommand command, Bytes data, bool answer) {
    if (auto frames = protocol::toFrames({command, std::move(data)}, m_largest))
        notify(std::move(*frames), answer);
}

// The channel is over with it, as with everything that is not as it should be.
void GattPeripheral::refuse(FrameError error) {
    reset();
    send(FrameCommand::Error, octetOf(error), false);
}

void GattPeripheral::keepAlive() {
    send(FrameCommand::KeepAlive,
         octetOf(m_channel->waitsForPerson() ? DeviceActivity::WaitsForPerson
                                             : DeviceActivity::Working),
         false);
}

}  // namespace tappay::simulator::device
