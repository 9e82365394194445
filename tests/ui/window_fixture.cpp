#include "ui/window_fixture.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <functional>
#include <utility>

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
    Preferences().setSound(false);
    m_terminal.setStatus(recorded::status());
    m_terminal.setTransactions(recorded::today());
    m_terminal.setSaleAnswer(
        recorded::transaction(QStringLiteral("intended"), QStringLiteral("present_card"), 1));
    m_terminal.setReceipt(recorded::receipt());
}

WindowFixture::~WindowFixture() {
    m_shop.reset();
    qInstallMessageHandler(nullptr);
}

void WindowFixture::open() {
    m_shop = std::make_unique<ShopWindow>(m_terminal.socketPath(), QString());
    QVERIFY(window());
    QVERIFY(QTest::qWaitForWindowExposed(window()));
    window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(window()));
    QTRY_VERIFY(m_shop->till().session()->connected());
    QTRY_VERIFY(window()->activeFocusItem());
    settle();
}

void WindowFixture::openWithoutTerminal() {
    m_terminal.stop();
    m_shop = std::make_unique<ShopWindow>(QStringLiteral("/nonexistent/tappay.sock"), QString());
    QVERIFY(window());
    QVERIFY(QTest::qWaitForWindowExposed(window()));
}

void WindowFixture::press(Qt::Key key) {
    constexpr int kHumanPauseMs = 45;
    QTest::qWait(kHumanPauseMs);
    QTest::keyClick(window(), key);
}

void WindowFixture::type(const char* digits) {
    for (const char* digit = digits; *digit; ++digit)
        press(static_cast<Qt::Key>(Qt::Key_0 + (*digit - '0')));
}

void WindowFixture::settle() {
    constexpr int kGuardMs = 420;
    QTest::qWait(kGuardMs);
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

QStringList WindowFixture::texts() const {
    QStringList found;
    walk(window()->contentItem(), [&](QQuickItem* item) {
        if (item->inherits("QQuickText")) found.append(item->property("text").toString());
    });
    return found;
}

QStringList WindowFixture::takeWarnings() {
    return std::exchange(warnings(), {});
}

}  // namespace tappay::ui
