#include "walkthrough/driver.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QHash>
#include <QImage>
#include <QKeyEvent>
#include <QQuickWindow>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <functional>

namespace tappay::ui {

namespace {

using std::chrono::milliseconds;

// Slower than a barcode scanner.
constexpr milliseconds kBetweenKeys{60};
constexpr milliseconds kLook{25};
// Longer than any motion of the window.
constexpr milliseconds kSettle{480};

// A screen has a few plain colours and their edges; with 256 of them its file is a quarter as
// large.
QImage smaller(const QImage& picture) {
    constexpr qsizetype kMost = 256;
    const QImage plain = picture.convertToFormat(QImage::Format_RGB32);
    QHash<QRgb, int> counts;
    for (int y = 0; y < plain.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(plain.constScanLine(y));
        for (int x = 0; x < plain.width(); ++x)
            ++counts[line[x]];
    }
    QList<QRgb> colors = counts.keys();
    std::ranges::sort(colors, std::greater(), [&](QRgb color) { return counts.value(color); });
    colors.resize(std::min(kMost, colors.size()));
    return plain.convertToFormat(QImage::Format_Indexed8, colors, Qt::ThresholdDither);
}

}  // namespace

Driver::Driver(ShopWindow& shop, const QString& folder) : m_shop(shop), m_folder(folder) {
    m_clock.start();
}

void Driver::press(Qt::Key key, const QString& text) {
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        event.setTimestamp(static_cast<quint64>(m_clock.elapsed()));
        QCoreApplication::sendEvent(m_shop.window(), &event);
    }
    pause(kBetweenKeys);
}

void Driver::type(const QString& digits) {
    for (const QChar digit : digits)
        press(static_cast<Qt::Key>(Qt::Key_0 + digit.digitValue()), digit);
}

void Driver::write(const QString& text) {
    for (const QChar letter : text)
        press(static_cast<Qt::Key>(letter.toUpper().unicode()), letter);
}

bool Driver::waitFor(const std::function<bool()>& condition, milliseconds deadline) {
    QElapsedTimer waited;
    waited.start();
    while (!condition()) {
        if (waited.hasExpired(deadline.count())) return false;
        pause(kLook);
    }
    return true;
}

void Driver::pause(milliseconds duration) {
    QEventLoop loop;
    QTimer::singleShot(duration, &loop, &QEventLoop::quit);
    loop.exec();
}

bool Driver::picture(const QString& name) {
    pause(kSettle);
    const QString file = QDir(m_folder).filePath(name + QStringLiteral(".png"));
    const bool saved = smaller(m_shop.window()->grabWindow()).save(file);
    std::printf("%s %s\n", saved ? "saved" : "could not save", qPrintable(file));
    std::fflush(stdout);
    return saved;
}

void Driver::go(const QString& page) {
    QMetaObject::invokeMethod(m_shop.window(), "go", Q_ARG(QString, page));
}

}  // namespace tappay::ui
