#pragma once

#include <QtCore/QObject>
#include <functional>
#include <string>
#include <thread>

#include "terminal/terminal.h"

namespace tappay::agent {

// checkout.open asks the back end for the order, so it runs on a thread of its own; one at a time.
class OrderOpening : public QObject {
    Q_OBJECT

public:
    using Done = std::function<void(Result<std::string>)>;  // the payment's id

    explicit OrderOpening(terminal::Terminal& terminal) : m_terminal(terminal) {}
    ~OrderOpening() override;

    // `done` runs on this object's thread. Busy while another one is under way.
    void start(const std::string& order, Done done);

private:
    terminal::Terminal& m_terminal;
    bool m_running = false;
    std::jthread m_thread;
};

}  // namespace tappay::agent
