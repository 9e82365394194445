#pragma once

#include <QtCore/QObject>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "protocol/device_framing.h"
#include "simulator/device/bluetooth/channel_end.h"

namespace tappay::simulator::device {

// The service of a device as its firmware runs it: frames in, frames out. What takes time is done
// on another thread, so that the phone hears meanwhile that the device is at work.
class GattPeripheral final : public QObject {
public:
    GattPeripheral(std::unique_ptr<ChannelEnd> channel, std::size_t largestFrame);
    ~GattPeripheral() override;

    // To be set before it is used. `notify`: frames of one message; true for an answer.
    std::function<void(std::vector<Bytes> frames, bool answer)> notify;
    std::function<void()> dropLink;

    [[nodiscard]] std::size_t largestFrame() const { return m_largest; }
    void frame(ByteView octets);
    // Connected or disconnected: everything begins anew.
    void reset();

private:
    void take(protocol::DeviceMessage message);
    void work(Bytes message);
    void done(unsigned run, const ChannelEnd::Answer& answer);
    void send(protocol::FrameCommand command, Bytes data, bool answer);
    void refuse(protocol::FrameError error);
    void keepAlive();

    const std::size_t m_largest;
    const std::unique_ptr<ChannelEnd> m_channel;  // on the working thread
    protocol::FrameAssembler m_assembler;
    bool m_working = false;
    unsigned m_run = 0;  // answers of earlier ones are nobody's
    std::atomic<bool> m_abandoned = false;
    QTimer m_keepAlive;
    QThread m_thread;
    QObject m_there;
};

}  // namespace tappay::simulator::device
