#include "signals/unix_signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <csignal>

namespace tappay {

UnixSignals::UnixSignals(std::initializer_list<int> numbers) {
    sigset_t set;
    sigemptyset(&set);
    for (const int number : numbers)
        sigaddset(&set, number);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &UnixSignals::readOne);
}

UnixSignals::~UnixSignals() {
    m_notifier.reset();
    close(m_descriptor);
}

void UnixSignals::readOne() {
    signalfd_siginfo info{};
    if (read(m_descriptor, &info, sizeof info) == sizeof info)
        Q_EMIT raised(static_cast<int>(info.ssi_signo));
}

}  // namespace tappay
