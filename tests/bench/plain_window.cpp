// The least a Quick window can be, to hold the real one against: one text, gone with its first
// frame.

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

int main(int argc, char* argv[]) {
    const QGuiApplication application(argc, argv);
    QQmlApplicationEngine engine;
    engine.loadData(
        "import QtQuick\n"
        "Window { width: 1280; height: 800; visible: true; Text { text: \"12.34\" } }");
    if (engine.rootObjects().isEmpty()) return 1;
    QObject::connect(qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst()),
                     &QQuickWindow::frameSwapped, &application, [] { QGuiApplication::exit(0); });
    return QGuiApplication::exec();
}
