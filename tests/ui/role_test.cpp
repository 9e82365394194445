#include "ui/role_test.h"

#include <QLocalSocket>
#include <QSignalSpy>

#include "ui/holder.h"
#include "walkthrough/recorded_orders.h"
#include "window/single_window.h"

namespace tappay::ui {

namespace {

const QString kOrder = QStringLiteral("01936b2e-6000-7abc-8def-0123456789ab");

}  // namespace

void RoleTest::firstStartAsksWhatItIsFor_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("home");
    QTest::newRow("shop") << int(Qt::Key_1) << "merchant" << "Charge";
    QTest::newRow("cardholder") << int(Qt::Key_2) << "cardholder" << "My cards";
    QTest::newRow("both") << int(Qt::Key_3) << "both" << "Charge";
}

void RoleTest::firstStartAsksWhatItIsFor() {
    QFETCH(const int, key);
    QFETCH(const QString, role);
    QFETCH(const QString, home);
    Holder f(recorded::cardholder(), "");
    f.start(QStringLiteral("What is this computer for?"));
    f.press(Qt::Key_Enter);  // none of them is preset
    f.drain();
    QVERIFY(Preferences().role().isEmpty());
    f.press(static_cast<Qt::Key>(key));
    QTRY_VERIFY(f.shows(home));
    QCOMPARE(Preferences().role(), role);
    QVERIFY(!f.shows(QStringLiteral("What is this computer for?")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void RoleTest::theQuestionComesBeforeEnrolment() {
    Holder f({}, "");
    f.terminal().setStatus(recorded::statusOfMachine());
    f.terminal().setSecurity(recorded::machine());
    f.start(QStringLiteral("What is this computer for?"));
    f.press(Qt::Key_2);
    QTRY_VERIFY(f.stageShows(QStringLiteral("A virtual chip will hold the keys")));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.says(QStringLiteral("Your bank or payment provider gives it out")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void RoleTest::aCardholderHasNoTill() {
    Holder f;
    f.start();
    for (const char* till : {"Sell", "Today", "Charge", "Order note"})
        QVERIFY2(!f.named(QString::fromLatin1(till)), till);
    f.press(Qt::Key_F2);
    f.press(Qt::Key_F7);
    f.press(Qt::Key_Escape);
    f.drain();
    QVERIFY(f.shows(QStringLiteral("My cards")));
    f.type("12");
    f.press(Qt::Key_Enter);
    f.drain();
    QVERIFY(f.terminal().callsOf(QStringLiteral("sale.start")).isEmpty());
}

void RoleTest::aPurchaseComesAndGoesHome() {
    Holder f;
    f.start();
    f.at(Qt::Key_3, QStringLiteral("My account"));
    f.terminal().send(recorded::purchase("intended", "consent", 0));
    QTRY_VERIFY(f.stageShows(QStringLiteral("Pay Tea House")));
    f.terminal().send(recorded::purchase("approved", "done", 4));
    QTRY_VERIFY(f.stageShows(QStringLiteral("Paid")));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.shows(QStringLiteral("Add a card")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void RoleTest::roleChangesInSettings() {
    Holder f;
    f.start();
    f.press(Qt::Key_F11);
    QTRY_VERIFY(f.named(QStringLiteral("Both")));
    f.click(QStringLiteral("Both"));
    QTRY_VERIFY(f.named(QStringLiteral("Sell")));
    QVERIFY(f.named(QStringLiteral("My cards")));
    f.press(Qt::Key_F2);
    QTRY_VERIFY(f.stageShows(QStringLiteral("Charge")));
}

void RoleTest::aSecondStartHandsOver() {
    const QString socket = QStringLiteral("/tmp/%1.sock").arg(QCoreApplication::applicationPid());
    SingleWindow first(socket);
    QVERIFY(!first.handOver(kOrder));
    QVERIFY(first.listen());
    QSignalSpy asked(&first, &SingleWindow::asked);
    // handOver() waits, so the one that is there has to live elsewhere: a socket stands in for it.
    QLocalSocket second;
    second.connectToServer(first.name());
    QVERIFY(second.waitForConnected());
    second.write(kOrder.toLatin1() + '\n');
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().toString(), kOrder);
    QTRY_VERIFY(second.canReadLine());
    QCOMPARE(second.readAll(), QByteArray("taken\n"));
    // Another application's window is another one.
    SingleWindow other(socket + QLatin1Char('2'));
    QVERIFY(!other.handOver(kOrder));
}

void RoleTest::handingOverTakesOrdersAlone_data() {
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("words") << QByteArray("rm -rf\n");
    QTest::newRow("a link") << QByteArray("tappay:pay/01936b2e-6000-7abc-8def-0123456789ab\n");
    QTest::newRow("long") << QByteArray(4096, 'a');
}

void RoleTest::handingOverTakesOrdersAlone() {
    QFETCH(const QByteArray, line);
    SingleWindow window(QStringLiteral("/tmp/%1-b.sock").arg(QCoreApplication::applicationPid()));
    QVERIFY(window.listen());
    QSignalSpy asked(&window, &SingleWindow::asked);
    QLocalSocket socket;
    socket.connectToServer(window.name());
    QVERIFY(socket.waitForConnected());
    socket.write(line);
    QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    QVERIFY(asked.isEmpty());
    QVERIFY(socket.readAll().isEmpty());
}

}  // namespace tappay::ui
