#include "ui/pin_test.h"

#include <QFocusEvent>
#include <QTest>

#include "ui/window_fixture.h"

namespace tappay::ui {

namespace {

const QString kKey = QStringLiteral("pin.key");

void openPin(WindowFixture& f) {
    f.open();
    f.sale().show(Transaction::fromJson(recorded::withPin(
        recorded::transaction(QStringLiteral("card_read"), QStringLiteral("enter_pin"), 1), 0,
        -1)));
    QTRY_VERIFY(f.shows(QStringLiteral("Enter PIN")));
    f.settle();
}

QStringList keysOf(WindowFixture& f) {
    QStringList keys;
    for (const QJsonValue& call : f.terminal().callsOf(kKey))
        keys.append(call[QLatin1String("key")].toString());
    return keys;
}

}  // namespace

void PinTest::eachKeyIsForwarded() {
    WindowFixture f;
    openPin(f);
    f.press(Qt::Key_1);
    QTRY_COMPARE(keysOf(f), QStringList{QStringLiteral("1")});
    f.press(Qt::Key_9);
    f.press(Qt::Key_Backspace);
    f.press(Qt::Key_2);
    f.press(Qt::Key_Enter);
    const QStringList wanted{QStringLiteral("1"), QStringLiteral("9"), QStringLiteral("back"),
                             QStringLiteral("2"), QStringLiteral("enter")};
    QTRY_COMPARE(keysOf(f), wanted);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void PinTest::nothingIsKept() {
    WindowFixture f;
    openPin(f);
    f.type("738291");
    QTRY_COMPARE(keysOf(f).size(), 6);
    // Neither the amount nor any text of the window has the digits; only dots may change.
    QVERIFY(f.sale().entry()->empty());
    for (const QString& text : f.texts())
        QVERIFY2(!text.contains(QLatin1String("738")), qPrintable(text));
}

void PinTest::focusLossClears() {
    WindowFixture f;
    openPin(f);
    f.press(Qt::Key_1);
    QFocusEvent lost(QEvent::FocusOut, Qt::ActiveWindowFocusReason);
    QCoreApplication::sendEvent(f.window(), &lost);
    QTRY_COMPARE(keysOf(f).last(), QStringLiteral("clear"));
}

void PinTest::salesAreHidden() {
    WindowFixture f;
    f.open();
    QVERIFY(f.shows(QStringLiteral("¥1,280.00")));
    f.sale().show(Transaction::fromJson(recorded::withPin(
        recorded::transaction(QStringLiteral("card_read"), QStringLiteral("enter_pin"), 1), 2,
        -1)));
    QTRY_VERIFY(f.shows(QStringLiteral("Enter PIN")));
    QVERIFY(!f.shows(QStringLiteral("¥1,280.00")));
    QVERIFY(f.shows(QStringLiteral("Corner Shop")));
}

}  // namespace tappay::ui
