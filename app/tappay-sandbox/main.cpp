#include <QCoreApplication>
#include <iostream>

#include "simulator/sandbox/session.h"

namespace sandbox = tappay::simulator::sandbox;

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const auto options = sandbox::parseOptions(QCoreApplication::arguments().mid(1));
    if (!options) {
        std::cerr << "tappay-sandbox: " << options.error().detail << '\n'
                  << sandbox::usage().toStdString();
        return 2;
    }
    return sandbox::runSession(*options, QCoreApplication::applicationDirPath());
}
