#include "extras/extras.h"

#include <QCoreApplication>
#include <QDir>
#include <QPluginLoader>

namespace tappay::ui {

namespace {

// Beside the program in a build, under lib/tappay where it is installed.
QObject* loadPlugin(const QString& name) {
    const QDir programs(QCoreApplication::applicationDirPath());
    for (const char* folder : {"../lib", "../lib/tappay"}) {
        QPluginLoader loader(programs.filePath(QLatin1String(folder) + QLatin1Char('/') + name));
        if (QObject* instance = loader.instance()) return instance;
    }
    return nullptr;
}

}  // namespace

Tones* loadTones() {
    return qobject_cast<Tones*>(loadPlugin(QStringLiteral("tappay_tones")));
}

Printing* loadPrinting() {
    return qobject_cast<Printing*>(loadPlugin(QStringLiteral("tappay_printing")));
}

}  // namespace tappay::ui
