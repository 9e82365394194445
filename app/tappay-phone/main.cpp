#include <QGuiApplication>
#include <QQuickWindow>
#include <cstdio>
#include <cstring>

#include "phone/phone_pictures.h"
#include "phone/phone_window.h"
#include "phone_parts.h"
#include "words.h"

namespace {

using namespace tappay;

bool has(int argc, char** argv, const char* option) {
    return std::any_of(argv + 1, argv + argc,
                       [&](const char* argument) { return std::strcmp(argument, option) == 0; });
}

// What the companion has to say goes to the words' own thread, and to the window's as before.
void attach(companion::Companion& companion, phone::Words& words, ui::PhoneWindow* window) {
    if (window) {
        QObject::connect(&window->phone(), &ui::Phone::changed, &words, &phone::Words::print);
        return;
    }
    companion.onChange([&words] {
        QMetaObject::invokeMethod(&words, [&words] { words.print(); }, Qt::QueuedConnection);
    });
}

int run(const phone::CommandLine& line) {
    const auto parts = phone::open(line);
    if (!parts) {
        std::fprintf(stderr, "tappay-phone: %s\n", parts.error().detail.c_str());
        return 1;
    }
    auto& companion = *(*parts)->companion;
    std::unique_ptr<ui::PhoneWindow> window;
    if (line.window) {
        window = std::make_unique<ui::PhoneWindow>(companion);
        if (!window->window()) return 1;
    }
    std::optional<phone::Words> words;
    if (line.words) {
        words.emplace(companion, !line.window, [&window](const QString& file) {
            return window && window->window()->grabWindow().save(file);
        });
        QObject::connect(&*words, &phone::Words::ended, QCoreApplication::instance(),
                         &QCoreApplication::quit);
        attach(companion, *words, window.get());
        words->begin();
    }
    const int status = QCoreApplication::exec();
    companion.onChange({});
    return status;
}

}  // namespace

int main(int argc, char* argv[]) {
    // Words alone, and pictures, need no display.
    const bool pictures = has(argc, argv, "--pictures");
    const bool words = has(argc, argv, "--words") && !has(argc, argv, "--window");
    if (pictures && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    std::unique_ptr<QCoreApplication> application;
    if (words)
        application = std::make_unique<QCoreApplication>(argc, argv);
    else
        application = std::make_unique<QGuiApplication>(argc, argv);
    QCoreApplication::setApplicationVersion(QStringLiteral(TAPPAY_VERSION));
    if (words)
        QCoreApplication::setApplicationName(QStringLiteral("tappay-phone"));
    else
        ui::PhoneWindow::prepareApplication();
    int status = 0;
    const auto line = phone::parseCommandLine(QCoreApplication::arguments(), status);
    if (!line) return status;
    if (!line->pictures.isEmpty()) return ui::takePhonePictures(line->pictures) ? 0 : 1;
    return run(*line);
}
