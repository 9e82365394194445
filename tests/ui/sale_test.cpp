#include "ui/sale_test.h"

#include <QSignalSpy>
#include <QTest>

#include "ui/window_fixture.h"

namespace tappay::ui {

namespace {

const QString kStart = QStringLiteral("sale.start");

QJsonObject running(Sale& sale, const char* state, const char* stage, int lights) {
    QJsonObject t = recorded::transaction(QLatin1String(state), QLatin1String(stage), lights);
    t.insert(QStringLiteral("id"), sale.transaction().id);
    return t;
}

void startSale(WindowFixture& f) {
    f.type("1234");
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.sale().screen(), Sale::PresentCard);
    f.settle();
}

}  // namespace

void SaleTest::wholeSaleFromTheNumberPad() {
    WindowFixture f;
    f.open();
    f.type("1234");
    QCOMPARE(f.sale().entry()->figures(), QStringLiteral("12.34"));
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(kStart).size(), 1);
    const QJsonObject params = f.terminal().callsOf(kStart).first().toObject();
    QCOMPARE(params.value(QLatin1String("amount")).toString(), QStringLiteral("12.34"));
    QCOMPARE(params.value(QLatin1String("id")).toString().size(), 36);
    QTRY_COMPARE(f.sale().screen(), Sale::PresentCard);
    QVERIFY(f.shows(QStringLiteral("Tap or insert card")));

    f.terminal().send(running(f.sale(), "approved", "done", 4));
    QTRY_COMPARE(f.sale().screen(), Sale::Approved);
    QVERIFY(f.stageShows(QStringLiteral("Approved")));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.sale().screen(), Sale::Amount);
    QVERIFY(f.sale().entry()->empty());
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void SaleTest::heldEnterConfirmsNothing() {
    WindowFixture f;
    f.open();
    f.type("1234");
    QTest::keyPress(f.window(), Qt::Key_Enter);
    f.drain();
    QVERIFY(f.terminal().callsOf(kStart).isEmpty());
    // Held while the screen changes under it: what is let go there was not meant for it.
    f.sale().show(Transaction::fromJson(
        recorded::transaction(QStringLiteral("approved"), QStringLiteral("done"), 4)));
    f.settle();
    QTest::keyRelease(f.window(), Qt::Key_Enter);
    f.drain();
    QCOMPARE(f.sale().screen(), Sale::Approved);
}

void SaleTest::bouncingEnterConfirmsOnce() {
    WindowFixture f;
    f.open();
    f.type("1234");
    for (int i = 0; i < 4; ++i) {
        f.clock().advance(std::chrono::milliseconds(20));
        QTest::keyClick(f.window(), Qt::Key_Enter);
    }
    QTRY_COMPARE(f.sale().screen(), Sale::PresentCard);
    QCOMPARE(f.terminal().callsOf(kStart).size(), 1);
}

void SaleTest::scannerEnterIsIgnored() {
    WindowFixture f;
    f.open();
    f.type("5");
    f.clock().advance(std::chrono::milliseconds(60));
    f.type("690123", std::chrono::milliseconds(5));
    QTest::keyClick(f.window(), Qt::Key_Return);
    f.drain();
    QVERIFY(f.terminal().callsOf(kStart).isEmpty());
    QCOMPARE(f.sale().entry()->figures(), QStringLiteral("0.05"));
    QCOMPARE(f.sale().entry()->hint(), AmountEntry::ScannerIgnored);
}

void SaleTest::drummedDigitsAreTyped() {
    WindowFixture f;
    f.open();
    f.type("12345", std::chrono::milliseconds(10));
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.sale().screen(), Sale::PresentCard);
    QCOMPARE(f.sale().transaction().figures(), QStringLiteral("123.45"));
}

void SaleTest::zeroIsNotCharged() {
    WindowFixture f;
    f.open();
    f.press(Qt::Key_Enter);
    f.drain();
    QVERIFY(f.terminal().callsOf(kStart).isEmpty());
    QVERIFY(f.shows(QStringLiteral("Type an amount above zero.")));
}

void SaleTest::pasteIsRefused() {
    WindowFixture f;
    f.open();
    f.type("5");
    QTest::keyClick(f.window(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.sale().entry()->figures(), QStringLiteral("0.05"));
    QCOMPARE(f.sale().entry()->hint(), AmountEntry::PasteRefused);
}

void SaleTest::approvedOnlyWhenTheJournalSaysSo() {
    WindowFixture f;
    f.open();
    startSale(f);
    for (const auto& [state, stage] :
         {std::pair("card_read", "keep_card"), std::pair("sent", "authorising"),
          std::pair("host_approved", "completing"), std::pair("card_completed", "remove_card")}) {
        f.terminal().send(running(f.sale(), state, stage, 4));
        QTRY_COMPARE(f.sale().transaction().state, QLatin1String(state));
        f.drain();
        QVERIFY2(!f.stageShows(QStringLiteral("Approved")), state);
    }
}

void SaleTest::cancelBeforeSending() {
    WindowFixture f;
    f.open();
    startSale(f);
    f.press(Qt::Key_Escape);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("sale.cancel")).size(), 1);
    f.terminal().send(
        recorded::withFailure(running(f.sale(), "cancelled", "done", 0), "cancelled"));
    QTRY_COMPARE(f.sale().screen(), Sale::Cancelled);
    QVERIFY(f.shows(QStringLiteral("Cancelled. Nothing charged")));
}

void SaleTest::noCancelAfterSending() {
    WindowFixture f;
    f.open();
    startSale(f);
    f.terminal().send(running(f.sale(), "sent", "authorising", 3));
    QTRY_COMPARE(f.sale().screen(), Sale::Authorising);
    QVERIFY(!f.named(QStringLiteral("Cancel")));
    f.press(Qt::Key_Escape);
    QTRY_COMPARE(f.sale().screen(), Sale::NotKnown);
    QVERIFY(f.terminal().callsOf(QStringLiteral("sale.cancel")).isEmpty());
}

void SaleTest::refusalIsShown() {
    WindowFixture f;
    f.open();
    const QJsonObject busy =
        recorded::withFailure({}, "busy").value(QLatin1String("failure")).toObject();
    f.terminal().refuse(kStart, busy);
    f.type("1234");
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.named(QStringLiteral("Understood")));
    QVERIFY(
        f.texts().join(QLatin1Char(' ')).contains(QLatin1String("Another payment is running.")));
    QCOMPARE(f.sale().screen(), Sale::Amount);
}

void SaleTest::closingIsBlockedWhileOpen() {
    WindowFixture f;
    f.open();
    startSale(f);
    QVERIFY(!f.window()->close());
    QTRY_VERIFY(f.named(QStringLiteral("Finish in background")));
    QVERIFY(f.window()->isVisible());
}

}  // namespace tappay::ui
