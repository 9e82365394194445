#include "ui/states_test.h"

#include <QTest>

#include "ui/window_fixture.h"

namespace tappay::ui {

void StatesTest::everyStateHasItsScreen_data() {
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QString>("failure");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* state, const char* stage, const char* failure,
                        const char* text) {
        QTest::addRow("%s/%s", state, stage)
            << QString::fromLatin1(state) << QString::fromLatin1(stage)
            << QString::fromLatin1(failure) << QString::fromUtf8(text);
    };
    row("intended", "present_card", "", "Tap or insert card");
    row("intended", "keep_card", "", "Keep card still");
    row("card_read", "choose_application", "", "Choose how to pay");
    row("card_read", "enter_pin", "", "Enter PIN, then OK");
    row("sent", "authorising", "", "Contacting bank…");
    row("host_approved", "completing", "", "Finishing with the card…");
    row("card_completed", "remove_card", "", "Remove card");
    row("approved", "done", "", "Approved");
    row("declined", "done", "bank.declined", "Declined by the bank");
    row("declined", "done", "card.declined", "Declined by the card");
    row("cancelled", "done", "cancelled", "Cancelled. Nothing charged");
    row("undone", "done", "bank.timeout", "Undone. Nothing charged");
    row("failed", "done", "card.timeout", "Not paid. Nothing charged");
    row("unknown", "checking", "bank.timeout", "Result not known yet");
    row("undoing", "checking", "bank.timeout", "Result not known yet");
}

void StatesTest::everyStateHasItsScreen() {
    QFETCH(const QString, state);
    QFETCH(const QString, stage);
    QFETCH(const QString, failure);
    QFETCH(const QString, sentence);
    WindowFixture f;
    f.open();
    QJsonObject t = recorded::transaction(state, stage, 2);
    t.insert(QStringLiteral("applications"),
             QJsonArray{QStringLiteral("Debit"), QStringLiteral("Credit")});
    if (!failure.isEmpty()) t = recorded::withFailure(t, failure.toLatin1().constData());
    f.sale().show(Transaction::fromJson(
        recorded::transaction(QStringLiteral("intended"), QStringLiteral("present_card"), 1)));
    f.terminal().send(t);
    QTRY_VERIFY2(f.stageShows(sentence), qPrintable(f.texts().join(QLatin1String(" | "))));
    QVERIFY(f.texts().join(QString()).contains(QLatin1String("8")));  // the amount is in view
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void StatesTest::notKnownLeavesTheTillFree() {
    WindowFixture f;
    f.open();
    f.sale().show(Transaction::fromJson(
        recorded::transaction(QStringLiteral("unknown"), QStringLiteral("checking"), 0)));
    QTRY_VERIFY(f.shows(QStringLiteral("Do not charge again.")));
    f.settle();
    f.press(Qt::Key_C);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("transaction.check")).size(), 1);
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.sale().screen(), Sale::Amount);
}

void StatesTest::resultOfALeftPaymentIsTold() {
    WindowFixture f;
    f.open();
    QJsonObject t = recorded::transaction(QStringLiteral("unknown"), QStringLiteral("checking"), 0);
    f.sale().show(Transaction::fromJson(t));
    f.sale().leave();
    t.insert(QStringLiteral("state"), QStringLiteral("undone"));
    f.terminal().send(t);
    QTRY_VERIFY(f.sale().news().valid());
    QTRY_VERIFY(f.texts()
                    .join(QLatin1Char(' '))
                    .contains(QLatin1String("is cancelled. Nothing was charged.")));
}

void StatesTest::noApplication() {
    WindowFixture f;
    f.openWithoutTerminal();
    QTRY_VERIFY(f.shows(QStringLiteral("Tap & Pay is not running")));
    QVERIFY(f.named(QStringLiteral("Try now")));
}

void StatesTest::noReader() {
    WindowFixture f;
    f.open();
    QJsonObject status = recorded::status();
    status.insert(QStringLiteral("reader"), QJsonObject{{QStringLiteral("serviceRunning"), true},
                                                        {QStringLiteral("readers"), QJsonArray()}});
    f.terminal().setStatus(status);
    QTRY_VERIFY(f.shows(QStringLiteral("No card reader is connected")));
    f.settle();
    f.press(Qt::Key_Enter);  // the way on
    QTRY_VERIFY(f.shows(QStringLiteral("Enter amount")));
    f.terminal().setStatus(recorded::status());
    QTRY_VERIFY(!f.shows(QStringLiteral("No card reader is connected.")));
}

void StatesTest::detailAndUndo() {
    WindowFixture f;
    f.open();
    f.press(Qt::Key_F7);
    QTRY_VERIFY(f.shows(QStringLiteral("Find: amount, card, voucher, note")));
    f.type("36");
    QTRY_VERIFY(!f.shows(QStringLiteral("¥218.00")));
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.named(QStringLiteral("Undo this payment…")));
    QVERIFY(QMetaObject::invokeMethod(f.named(QStringLiteral("Undo this payment…")), "clicked"));
    QTRY_VERIFY(f.named(QStringLiteral("Undo ¥36.50")));
    QVERIFY(f.terminal().callsOf(QStringLiteral("transaction.undo")).isEmpty());
    QVERIFY(QMetaObject::invokeMethod(f.named(QStringLiteral("Undo ¥36.50")), "clicked"));
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("transaction.undo")).size(), 1);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void StatesTest::receiptIsShown() {
    WindowFixture f;
    f.open();
    f.sale().show(Transaction::fromJson(
        recorded::transaction(QStringLiteral("approved"), QStringLiteral("done"), 4)));
    QTRY_VERIFY(f.shows(QStringLiteral("Approved")));
    f.press(Qt::Key_R);
    QTRY_VERIFY(f.shows(QStringLiteral("CNY 128.60")));
    QVERIFY(f.shows(QStringLiteral("Corner Shop")));
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("slip.pdf"));
    QVERIFY(f.shop().till().receipt()->savePdfAs(file));
    QFile pdf(file);
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    QVERIFY(pdf.readAll().startsWith("%PDF"));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

}  // namespace tappay::ui
