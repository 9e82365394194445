#include "tappay-browser/window.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtCore/QByteArray>
#include <QtCore/QFile>
#include <cstdlib>

namespace tappay::browser {

namespace {

QByteArray windowProgram() {
    const QString own = QFile::symLinkTarget(QStringLiteral("/proc/self/exe"));
    return QFile::encodeName(own.left(own.lastIndexOf(QLatin1Char('/'))) +
                             QStringLiteral("/tappay"));
}

// The browser's pipes must not stay open in the window: the browser would wait for their end.
[[noreturn]] void become(const char* program) {
    ::setsid();
    const int nothing = ::open("/dev/null", O_RDWR);
    for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(nothing, standard);
    if (::fork() == 0) {
        ::execl(program, program, nullptr);
        ::_exit(127);
    }
    ::_exit(0);
}

}  // namespace

void startWindow() {
    if (std::getenv("TAPPAY_NO_WINDOW") != nullptr) return;
    const QByteArray program = windowProgram();
    const pid_t child = ::fork();
    if (child == 0) become(program.constData());
    if (child > 0) ::waitpid(child, nullptr, 0);
}

}  // namespace tappay::browser
