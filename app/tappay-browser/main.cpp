#include <unistd.h>

#include <QtCore/QFile>
#include <csignal>
#include <cstdio>

#include "tappay-browser/caller.h"
#include "tappay-browser/pump.h"

namespace {

using namespace tappay::browser;

int usage() {
    std::fprintf(
        stderr,
        "tappay-browser is started by the browser, for the Tap & Pay plug-in alone.\n"
        "tappay-browser --manifest chromium|firefox [PATH]   print the manifest that tells "
        "a browser of it\n");
    return 2;
}

int printManifest(const QStringList& arguments) {
    const QString browser = arguments.value(1);
    const bool chromium = browser == QLatin1String("chromium");
    if ((!chromium && browser != QLatin1String("firefox")) || arguments.size() > 3) return usage();
    const QString own = QFile::symLinkTarget(QStringLiteral("/proc/self/exe"));
    const QString path = arguments.value(2, own);
    if (!path.startsWith(QLatin1Char('/'))) return usage();
    std::fputs(hostManifest(chromium ? Browser::Chromium : Browser::Firefox, path).constData(),
               stdout);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments.append(QFile::decodeName(argv[i]));
    if (arguments.value(0) == QLatin1String("--version")) {
        std::puts("tappay-browser " TAPPAY_VERSION);
        return 0;
    }
    if (arguments.value(0) == QLatin1String("--manifest")) return printManifest(arguments);
    if (!isOwnPlugin(arguments)) return usage();

    std::signal(SIGPIPE, SIG_IGN);  // the end of the other side is seen where it is written to
    Pump pump(STDIN_FILENO, STDOUT_FILENO, browserSocket());
    switch (pump.run()) {
        case Pump::Ended::ByBrowser:
        case Pump::Ended::Done:
            return 0;
        case Pump::Ended::Malformed:
        case Pump::Ended::TooSlow:
            break;
    }
    return 1;
}
