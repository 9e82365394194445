#pragma once

#include <QtBluetooth/QLowEnergyController>
#include <QtBluetooth/QLowEnergyService>

#include <memory>

#include "confirm/bluetooth/link_events.h"

namespace tappay::confirm {

// One connection to the service of a device, on the Bluetooth thread alone: connects, looks for the
// service, reads what it has to say of itself, subscribes. What happens goes to the events.
class GattConnection final : public QObject {
public:
    GattConnection(QString address, std::shared_ptr<LinkEvents> events)
        : m_address(std::move(address)), m_events(std::move(events)) {}

    void open();
    void write(const QByteArray& frame);
    void close();

private:
    void follow();
    void takeService();
    void subscribe();
    void failed(QLowEnergyController::Error error);
    void failed(FailureCode code, const char* detail);
    [[nodiscard]] std::size_t largestFrame() const;

    const QString m_address;
    const std::shared_ptr<LinkEvents> m_events;
    std::unique_ptr<QLowEnergyController> m_controller;
    std::unique_ptr<QLowEnergyService> m_service;
    QLowEnergyCharacteristic m_controlPoint, m_status;
    std::size_t m_longestValue = 0;
    bool m_closing = false;
};

}  // namespace tappay::confirm
