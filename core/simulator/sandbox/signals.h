#pragma once

#include <QObject>
#include <stop_token>
#include <thread>

namespace tappay::simulator::sandbox {

// SIGINT, SIGTERM and SIGHUP, as a stop token for waits and as a Qt signal for the event loop. At
// most one object a process.
class Signals : public QObject {
    Q_OBJECT

public:
    Signals();
    ~Signals() override;

    [[nodiscard]] std::stop_token stop() const { return m_stop.get_token(); }

Q_SIGNALS:
    // In the thread of this object.
    void received(int number);

private:
    int m_readEnd = -1;
    std::stop_source m_stop;
    std::jthread m_reader;
};

}  // namespace tappay::simulator::sandbox
