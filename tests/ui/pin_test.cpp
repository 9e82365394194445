#include "ui/pin_test.h"

#include <QAccessible>
#include <QClipboard>
#include <QDropEvent>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QTest>
#include <algorithm>

#include "models/pad_order.h"
#include "ui/window_fixture.h"

namespace tappay::ui {

namespace {

const QString kKey = QStringLiteral("pin.key");

QString padOf(WindowFixture& f) {
    auto* order = f.window()->findChild<PadOrder*>();
    return order ? order->digits() : QString();
}

void openPin(WindowFixture& f) {
    f.open();
    f.sale().show(Transaction::fromJson(recorded::withPin(
        recorded::transaction(QStringLiteral("card_read"), QStringLiteral("enter_pin"), 1), 0,
        -1)));
    QTRY_VERIFY(f.shows(QStringLiteral("Enter PIN, then OK")));
    f.pinUsesClock();
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
    QTRY_VERIFY(f.shows(QStringLiteral("Enter PIN, then OK")));
    QVERIFY(!f.shows(QStringLiteral("¥1,280.00")));
    QVERIFY(f.shows(QStringLiteral("Corner Shop")));
}

// The cardholder must not see other sales, and what is typed belongs to the PIN alone.
void PinTest::nothingElseOpens() {
    WindowFixture f;
    openPin(f);
    for (const Qt::Key key : {Qt::Key_F1, Qt::Key_F7, Qt::Key_F11})
        f.press(key);
    f.drain();
    QCOMPARE(f.window()->property("page").toString(), QStringLiteral("sell"));
    QVERIFY(!f.shows(QStringLiteral("Keys")));
    QVERIFY(!f.named(QStringLiteral("Today"))->isEnabled());
}

// The number is known once the bank has been asked.
void PinTest::cardWithoutANumber() {
    WindowFixture f;
    openPin(f);
    QTRY_VERIFY(f.stageShows(QStringLiteral("The PIN leaves this computer only encrypted")));
}

void PinTest::readersOwnKeys() {
    WindowFixture f;
    openPin(f);
    f.terminal().send(recorded::onReader(recorded::withPin(
        recorded::transaction(QStringLiteral("card_read"), QStringLiteral("enter_pin"), 1), 0,
        -1)));
    QTRY_VERIFY(f.shows(QStringLiteral("Enter the PIN on the reader")));
    QVERIFY(!f.named(QStringLiteral("7")));
    f.type("12");
    f.press(Qt::Key_Enter);
    f.drain();
    QVERIFY(keysOf(f).isEmpty());
    QVERIFY(f.named(QStringLiteral("Cancel")));
    // Only the reader can end it at once.
    QVERIFY(f.texts()
                .join(QLatin1Char(' '))
                .contains(QLatin1String("Cancel with the reader's own key.")));
}

void PinTest::triesLeftAreSaid() {
    WindowFixture f;
    openPin(f);
    const auto pin = [&](int tries) {
        f.terminal().send(recorded::withPin(
            recorded::transaction(QStringLiteral("card_read"), QStringLiteral("enter_pin"), 1), 0,
            tries));
    };
    pin(2);
    QTRY_VERIFY(f.shows(QStringLiteral("Incorrect PIN. 2 tries left")));
    pin(1);
    QTRY_VERIFY(f.shows(QStringLiteral("Last try")));
    QVERIFY(f.shows(QStringLiteral("Corner Shop")));
}

// The keys of the pad lie elsewhere for each PIN; those of the keyboard are what they say.
void PinTest::scrambledKeys() {
    WindowFixture f;
    openPin(f);
    QCOMPARE(padOf(f), QStringLiteral("1234567890"));
    f.press(Qt::Key_S);
    QTRY_VERIFY(f.named(QStringLiteral("Keys in order")));
    QSet<QString> seen;
    for (int tries = 30; tries > 0; --tries) {
        f.terminal().send(recorded::withPin(
            recorded::transaction(QStringLiteral("card_read"), QStringLiteral("enter_pin"), 1), 0,
            tries));
        QTRY_COMPARE(f.sale().transaction().pinTries, tries);
        QString sorted = padOf(f);
        seen.insert(sorted);
        std::ranges::sort(sorted);
        QCOMPARE(sorted, QStringLiteral("0123456789"));
    }
    QVERIFY2(seen.size() > 25, qPrintable(QString::number(seen.size())));
    f.terminal().clearCalls();
    f.press(Qt::Key_7);
    QTRY_COMPARE(keysOf(f), QStringList{QStringLiteral("7")});
    // The places are not in the accessibility tree, and the setting stays as it was.
    QCOMPARE(QAccessible::queryAccessibleInterface(f.named(QStringLiteral("7")))
                 ->text(QAccessible::Name),
             QStringLiteral("Number key"));
    QVERIFY(!f.shop().till().preferences()->scrambledPin());
    QVERIFY(QMetaObject::invokeMethod(f.named(QStringLiteral("7")), "clicked"));
    QTRY_COMPARE(keysOf(f).size(), 2);
    QCOMPARE(keysOf(f).last(), QStringLiteral("7"));
}

void PinTest::keysShowNothing() {
    WindowFixture f;
    openPin(f);
    QQuickItem* seven = f.named(QStringLiteral("7"));
    QVERIFY(seven);
    for (int i = 0; i < 20; ++i) {
        QTest::keyClick(f.window(), Qt::Key_Tab);
        QVERIFY(!seven->hasActiveFocus());
    }
    const QImage before = f.window()->grabWindow();
    const QPoint middle = seven->mapToScene(QPointF(20, 20)).toPoint();
    QTest::mousePress(f.window(), Qt::LeftButton, Qt::NoModifier, middle);
    QCOMPARE(f.window()->grabWindow(), before);
    QTest::mouseRelease(f.window(), Qt::LeftButton, Qt::NoModifier, middle);
}

void PinTest::machinesAreRefused() {
    WindowFixture f;
    openPin(f);
    f.type("1234567890", std::chrono::milliseconds(3));
    QTRY_VERIFY(f.shows(QStringLiteral("That came faster than fingers. Enter the PIN by hand.")));
    f.drain();
    const QStringList keys = keysOf(f);
    QCOMPARE(keys.size(), 6);  // five a hand might have typed, and all of it cleared
    QCOMPARE(keys.last(), QStringLiteral("clear"));
    f.type("12");
    QTRY_COMPARE(keysOf(f).size(), 8);
}

void PinTest::composedDroppedAndPastedTextIsNoKey() {
    WindowFixture f;
    openPin(f);
    QInputMethodEvent composed(QStringLiteral("12"), {});
    composed.setCommitString(QStringLiteral("1234"));
    QCoreApplication::sendEvent(f.window(), &composed);
    QMimeData data;
    data.setText(QStringLiteral("1234"));
    QDropEvent drop(QPointF(400, 400), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(f.window(), &drop);
    QGuiApplication::clipboard()->setText(QStringLiteral("1234"));
    QTest::keyClick(f.window(), Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(f.window(), Qt::Key_Insert, Qt::ShiftModifier);
    f.drain();
    QVERIFY(keysOf(f).isEmpty());
}

}  // namespace tappay::ui
