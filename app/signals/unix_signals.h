#pragma once

#include <QtCore/QObject>
#include <QtCore/QSocketNotifier>
#include <initializer_list>
#include <memory>

namespace tappay {

// Takes these signals from the process and gives them as events, without waking up for anything
// else. To be made after the QCoreApplication and before any thread is started, because threads
// inherit what is blocked.
class UnixSignals : public QObject {
    Q_OBJECT

public:
    explicit UnixSignals(std::initializer_list<int> numbers);
    ~UnixSignals() override;

Q_SIGNALS:
    void raised(int number);

private:
    void readOne();

    int m_descriptor = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

}  // namespace tappay
