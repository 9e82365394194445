#include "ui/window_fixture.h"

#include <QKeyEvent>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <functional>
#include <utility>

#include "models/key_guard.h"
#include "models/pin_entry.h"

namespace tappay::ui {

namespace {

QStringList& warnings() {
    static QStringList list;
    return list;
}

void collect(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    const bool qml =
        message.contains(QLatin1String("qrc:")) || message.contains(QLatin1String("QML"));
    if (type != QtDebugMsg && type != QtInfoMsg && qml) warnings().append(message);
    std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, message)));
}

void walk(QQuickItem* item, const std::function<void(QQuickItem*)>& visit) {
    if (!item->isVisible()) return;
    visit(item);
    const QList<QQuickItem*> children = item->childItems();
    for (QQuickItem* child : children)
        walk(child, visit);
}

}  // namespace

WindowFixture::WindowFixture() {
    qInstallMessageHandler(collect);
    warnings().clear();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
    Preferences().setLanguage(QStringLiteral("en"));
    Preferences().setRole(QStringLiteral("merchant"));
    Preferences().setSound(false);
    m_terminal.setStatus(recorded::status());
    m_terminal.setSecurity(recorded::security());
    m_terminal.setTransactions(recorded::today());
    m_terminal.setSaleAnswer(
        recorded::transaction(QStringLiteral("intended"), QStringLiteral("present_card"), 1));
    m_terminal.setReceipt(recorded::receipt());
}

WindowFixture::~WindowFixture() {
    m_shop.reset();
    qInstallMessageHandler(nullptr);
}

void WindowFixture::open(const QString& text) {
    openAnywhere(text);
    QTRY_VERIFY(stageShows(text));
}

void WindowFixture::openAnywhere(const QString& text) {
    m_shop = std::make_unique<ShopWindow>(m_terminal.socketPath(), QString());
    QVERIFY(window());
    auto* guard = window()->findChild<KeyGuard*>();
    QVERIFY(guard);
    guard->setClock(m_clock);  // before the first screen
    QVERIFY(QTest::qWaitForWindowExposed(window()));
    window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(window()));
    QTRY_VERIFY(m_shop->till().session()->connected());
    QTRY_VERIFY(shows(text));
    QTRY_VERIFY(window()->activeFocusItem());
}

void WindowFixture::openWithoutTerminal() {
    m_terminal.stop();
    m_shop = std::make_unique<ShopWindow>(QStringLiteral("/nonexistent/tappay.sock"), QString());
    QVERIFY(window());
    QVERIFY(QTest::qWaitForWindowExposed(window()));
}

void WindowFixture::press(Qt::Key key) {
    constexpr std::chrono::milliseconds kHumanPause{45};
    m_clock.advance(kHumanPause);
    QTest::keyClick(window(), key);
}

void WindowFixture::type(const char* digits) {
    for (const char* digit = digits; *digit; ++digit)
        press(static_cast<Qt::Key>(Qt::Key_0 + (*digit - '0')));
}

void WindowFixture::type(const char* digits, std::chrono::milliseconds gap) {
    // Stamped by hand: how fast the machine delivers them plays no part.
    for (const char* digit = digits; *digit; ++digit) {
        m_clock.advance(gap);
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, Qt::Key_0 + (*digit - '0'), Qt::NoModifier,
                            QString(QLatin1Char(*digit)));
            event.setTimestamp(static_cast<quint64>(m_clock.passed().count()));
            QCoreApplication::sendEvent(window(), &event);
        }
    }
}

void WindowFixture::write(const char* text) {
    for (const char* letter = text; *letter; ++letter) {
        constexpr std::chrono::milliseconds kHumanPause{45};
        m_clock.advance(kHumanPause);
        QTest::keyClick(window(), *letter);
    }
}

void WindowFixture::pinUsesClock() {
    auto* pin = window()->findChild<PinEntry*>();
    QVERIFY(pin);
    pin->setClock(m_clock);
}

void WindowFixture::settle() {
    constexpr std::chrono::milliseconds kGuard{420};
    m_clock.advance(kGuard);
}

void WindowFixture::drain() {
    bool answered = false;
    m_shop->till().session()->call(QStringLiteral("app.status"), {},
                                   [&](const agent::Reply&) { answered = true; });
    QTRY_VERIFY(answered);
}

QQuickItem* WindowFixture::named(const QString& name) const {
    QQuickItem* found = nullptr;
    walk(window()->contentItem(), [&](QQuickItem* item) {
        if (!found && item->property("text").toString() == name &&
            item->inherits("QQuickAbstractButton"))
            found = item;
    });
    return found;
}

void WindowFixture::visit(const std::function<void(QQuickItem*)>& visitor) const {
    walk(window()->contentItem(), visitor);
}

QRectF WindowFixture::boxOf(const QString& text) const {
    QRectF box;
    walk(window()->contentItem(), [&](QQuickItem* item) {
        if (item->inherits("QQuickText") && item->property("text").toString() == text)
            box = item->mapRectToScene(item->boundingRect());
    });
    return box;
}

QStringList WindowFixture::texts() const {
    QStringList found;
    walk(window()->contentItem(), [&](QQuickItem* item) {
        if (item->inherits("QQuickText")) found.append(item->property("text").toString());
    });
    return found;
}

bool WindowFixture::stageShows(const QString& text) const {
    auto* stage = window()->findChild<QQuickItem*>(QStringLiteral("stage"));
    bool found = false;
    if (stage)
        walk(stage, [&](QQuickItem* item) {
            found |= item->inherits("QQuickText") && item->property("text").toString() == text;
        });
    return found;
}

QStringList WindowFixture::takeWarnings() {
    return std::exchange(warnings(), {});
}

}  // namespace tappay::ui
