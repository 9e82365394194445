#include <QtCore/QCoreApplication>
#include <cstdio>

#include "phone_parts.h"
#include "words.h"

namespace {

using namespace tappay;

int followWords(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName("tappay-phone");
    QCoreApplication::setApplicationVersion(TAPPAY_VERSION);
    int status = 0;
    const auto line = phone::parseCommandLine(QCoreApplication::arguments(), status);
    if (!line) return status;
    const auto parts = phone::open(*line);
    if (!parts) {
        std::fprintf(stderr, "tappay-phone: %s\n", parts.error().detail.c_str());
        return 1;
    }
    phone::Words words(*(*parts)->companion, true);
    QObject::connect(&words, &phone::Words::ended, &application, &QCoreApplication::quit);
    (*parts)->companion->onChange([&words] {
        QMetaObject::invokeMethod(&words, [&words] { words.print(); }, Qt::QueuedConnection);
    });
    words.begin();
    return QCoreApplication::exec();
}

}  // namespace

int main(int argc, char* argv[]) {
    return followWords(argc, argv);
}
