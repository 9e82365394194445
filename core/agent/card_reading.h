#pragma once

#include <QtCore/QObject>
#include <functional>
#include <thread>

#include "terminal/terminal.h"

namespace tappay::agent {

// card.read waits for a card, so it runs on a thread of its own; one at a time.
class CardReading : public QObject {
    Q_OBJECT

public:
    using Facts = std::vector<std::pair<std::string, std::string>>;
    using Done = std::function<void(Result<Facts>)>;

    explicit CardReading(terminal::Terminal& terminal);
    ~CardReading() override;

    // `done` runs on this object's thread. Busy while another reading is under way.
    void start(Done done);
    // Ends the reading under way, if there is one, with Cancelled.
    void cancel() { m_thread.request_stop(); }

private:
    terminal::Terminal& m_terminal;
    bool m_running = false;
    std::jthread m_thread;
};

}  // namespace tappay::agent
