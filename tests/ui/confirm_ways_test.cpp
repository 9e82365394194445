#include <QQuickWindow>

#include "ui/confirm_test.h"
#include "ui/confirmer.h"

// What can come between, and the ways around a confirmation.
namespace tappay::ui {

void ConfirmTest::notReachableIsNotKnown() {
    Confirmer f;
    f.order();
    f.become(recorded::unreachable(recorded::confirmation("opened")),
             QStringLiteral("Waiting for your answer on the phone"));
    QVERIFY(f.says(QStringLiteral("Not known yet: the payment service can't be reached")));
    f.become(recorded::confirmation("opened"),
             QStringLiteral("Waiting for your answer on the phone"));
    QTRY_VERIFY(!f.says(QStringLiteral("Not known yet")));
    f.terminal().stop();
    QTRY_VERIFY(f.says(QStringLiteral("Not known yet: Tap & Pay's payment service (tappayd)")));
    QVERIFY(f.stageShows(QStringLiteral("Confirm on your phone")));
}

void ConfirmTest::aLostCallIsAskedAgainUnderItsKey() {
    Confirmer f;
    f.consent();
    f.terminal().swallow(QStringLiteral("confirm.start"));
    f.all().confirmOrder(kOrder, QStringLiteral("card-1"));
    QTRY_COMPARE(f.starts().size(), 1);
    QVERIFY(f.stageShows(QString::fromUtf8("Being sent…")));
    f.all().confirmOrder(kOrder, QStringLiteral("card-2"));  // one at a time
    f.terminal().disconnectAll();
    QTRY_COMPARE(f.starts().size(), 2);
    QCOMPARE(f.starts().at(0), f.starts().at(1));
    QTRY_VERIFY(!f.all().starting());
    f.become(recorded::confirmation("opened"),
             QStringLiteral("Waiting for your answer on the phone"));
    f.drain();
    QCOMPARE(f.starts().size(), 2);
}

void ConfirmTest::withdrawnBeforeItIsKnown() {
    Confirmer f;
    f.consent();
    f.terminal().swallow(QStringLiteral("confirm.start"));
    f.all().confirmOrder(kOrder, QStringLiteral("card-1"));
    QTRY_COMPARE(f.starts().size(), 1);
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(f.named(QString::fromUtf8("Withdrawing…")));
    QCOMPARE(f.count("confirm.withdraw"), 0);
    f.terminal().sendConfirmation(f.mine(recorded::confirmation("sent")));
    QTRY_COMPARE(f.count("confirm.withdraw"), 1);
    QCOMPARE(f.terminal().callsOf(QStringLiteral("confirm.withdraw")).first()[QLatin1String("id")],
             f.current().id);
}

void ConfirmTest::whatIsRefusedLeadsBackToTheOrder() {
    Confirmer f;
    f.consent();
    f.terminal().refuse(
        QStringLiteral("confirm.start"),
        recorded::withFailure({}, "busy").value(QLatin1String("failure")).toObject());
    f.all().confirmOrder(kOrder, QStringLiteral("card-1"));
    QTRY_VERIFY(f.named(QStringLiteral("Understood")));
    QVERIFY(f.stageShows(QStringLiteral("Pay Tea House")));
    QVERIFY(!f.onStage());
    f.click(QStringLiteral("Understood"));
    QTRY_VERIFY(!f.named(QStringLiteral("Understood")));
}

void ConfirmTest::paidEndsTheConsent() {
    Confirmer f;
    f.order();
    f.become(recorded::confirmation("paid"), QStringLiteral("Paid"));
    QTRY_COMPARE(f.count("sale.cancel"), 1);  // its own payment, which nobody needs any more
    f.terminal().send(
        recorded::withFailure(recorded::purchase("cancelled", "done", 0), "cancelled"));
    f.drain();
    QVERIFY(f.stageShows(QStringLiteral("Paid")));
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.shows(QStringLiteral("Add a card")));
    QVERIFY(!f.says(QStringLiteral("You have not paid")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void ConfirmTest::refusedLeadsBackToTheOrder() {
    Confirmer f;
    f.order();
    f.become(recorded::confirmation("expired", "not_opened"),
             QStringLiteral("It was not opened in time"));
    QVERIFY(!f.named(QStringLiteral("Done")));
    f.click(QStringLiteral("Back to the order"));
    QTRY_VERIFY(f.named(QStringLiteral("Pay with my card")));
    QCOMPARE(f.count("sale.cancel"), 0);
    f.press(Qt::Key_P);
    QTRY_VERIFY(f.shows(QStringLiteral("Pay with which card?")));
    const QString before = f.starts().first()[QLatin1String("id")].toString();
    f.click(QString::fromUtf8("UnionPay Debit · 622848 •••• 8901"));
    QTRY_COMPARE(f.starts().size(), 2);  // another wish has another key
    QVERIFY(f.starts().at(1)[QLatin1String("id")].toString() != before);
}

void ConfirmTest::anotherOrderComesFirst() {
    Confirmer f;
    f.transfer();
    f.become(recorded::transfer("opened"), QStringLiteral("Waiting for your answer on the phone"));
    f.terminal().send(recorded::purchase("intended", "consent", 0));
    QTRY_VERIFY(f.stageShows(QStringLiteral("Pay Tea House")));
    QTRY_VERIFY(
        f.shows(QString::fromUtf8("¥6,000.00 to 李明 waits to be confirmed on the phone.")));
    QCOMPARE(f.count("confirm.withdraw"), 0);
}

void ConfirmTest::whatWasLeftIsTold() {
    Confirmer f;
    f.transfer();
    f.become(recorded::transfer("opened"), QStringLiteral("Waiting for your answer on the phone"));
    const QJsonObject paid = f.mine(recorded::transfer("paid"));
    f.press(Qt::Key_L);
    QTRY_VERIFY(
        f.shows(QString::fromUtf8("¥6,000.00 to 李明 waits to be confirmed on the phone.")));
    QTRY_VERIFY(f.shows(QStringLiteral("Security devices")));
    f.terminal().sendConfirmation(paid);
    QTRY_VERIFY(f.shows(QString::fromUtf8("¥6,000.00 to 李明: Transferred")));
    f.click(QStringLiteral("Show"));
    QTRY_VERIFY(f.stageShows(QStringLiteral("Transferred")));
    QVERIFY(!f.named(QStringLiteral("Understood")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void ConfirmTest::aTransferIsTyped() {
    Confirmer f;
    f.start();
    f.at(Qt::Key_4, QStringLiteral("Security devices"));
    f.press(Qt::Key_T);
    QTRY_VERIFY(f.shows(QStringLiteral("Name of the payee")));
    const auto next = [&f] {
        f.settle();
        QTest::keyClick(f.window(), Qt::Key_Tab);
    };
    f.write("Li Ming");
    next();
    f.write("6217 0038");
    QVERIFY(f.shows(QStringLiteral("An account has 12 to 19 digits.")));
    f.write(" 1002 7723");
    QVERIFY(!f.shows(QStringLiteral("An account has 12 to 19 digits.")));
    next();
    f.type("600000");
    next();
    QVERIFY(!f.named(QStringLiteral("Confirm on the phone"))->isEnabled());
    f.write("Rent");
    QTRY_VERIFY(f.named(QStringLiteral("Confirm on the phone"))->isEnabled());
    f.settle();
    f.press(Qt::Key_Enter);
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(QString::fromUtf8("Being sent…")));
    f.drain();
    QCOMPARE(f.starts().size(), 1);
    QJsonObject asked = f.starts().first().toObject();
    asked.remove(QLatin1String("id"));
    QCOMPARE(asked,
             (QJsonObject{{QStringLiteral("wish"), QStringLiteral("transfer")},
                          {QStringLiteral("card"), QStringLiteral("card-1")},
                          {QStringLiteral("payeeName"), QStringLiteral("Li Ming")},
                          {QStringLiteral("payeeAccount"), QStringLiteral("6217003810027723")},
                          {QStringLiteral("amount"), QStringLiteral("6000.00")},
                          {QStringLiteral("purpose"), QStringLiteral("Rent")}}));
}

void ConfirmTest::aRefundIsTyped() {
    Confirmer f("merchant");
    f.start(QStringLiteral("Charge"));
    f.at(Qt::Key_4, QStringLiteral("Security devices"));
    f.press(Qt::Key_R);
    QTRY_VERIFY(f.shows(QStringLiteral("Refund a web order")));
    f.write("0193-7");
    f.settle();
    f.press(Qt::Key_Enter);
    f.type("64000");
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(QString::fromUtf8("Being sent…")));
    QTRY_COMPARE(f.starts().size(), 1);
    QJsonObject asked = f.starts().first().toObject();
    asked.remove(QLatin1String("id"));
    QCOMPARE(asked, (QJsonObject{{QStringLiteral("wish"), QStringLiteral("refund")},
                                 {QStringLiteral("order"), QStringLiteral("0193-7")},
                                 {QStringLiteral("amount"), QStringLiteral("640.00")}}));
    f.settle();
    f.become(recorded::refund("paid"), QStringLiteral("Refunded"));
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.shows(QStringLiteral("Last confirmations")));
}

void ConfirmTest::closingTheWindowIsAskedFirst() {
    Confirmer f;
    f.transfer();
    f.become(recorded::transfer("opened"), QStringLiteral("Waiting for your answer on the phone"));
    f.window()->close();
    QTRY_VERIFY(f.says(QStringLiteral("It can still be confirmed there.")));
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(!f.says(QStringLiteral("It can still be confirmed there.")));
    QVERIFY(f.window()->isVisible());
    QCOMPARE(f.count("confirm.withdraw"), 0);
}

void ConfirmTest::theListOfTheLast() {
    Confirmer f;
    f.terminal().setConfirmations(recorded::confirmations());
    f.start();
    f.at(Qt::Key_4, QStringLiteral("Last confirmations"));
    for (const char* text : {"¥6,000.00 to 李明", "Transferred", "¥128.60 to Tea House", "Refused",
                             "Expired", "Withdrawn", "Invalid", "Paid"})
        QVERIFY2(f.shows(QString::fromUtf8(text)), text);
    QVERIFY(f.says(QString::fromUtf8("The codes were not the same · ")));
    f.terminal().sendConfirmation(recorded::transfer("opened"));
    QTRY_VERIFY(f.shows(QStringLiteral("On the phone")));
    f.terminal().sendConfirmation(recorded::unreachable(recorded::transfer("opened")));
    QTRY_VERIFY(f.shows(QStringLiteral("Not known yet")));
    f.click(QStringLiteral("Show"));
    QTRY_VERIFY(f.stageShows(QStringLiteral("Confirm on your phone")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void ConfirmTest::everythingFits_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("percent");
    for (const char* language : {"en", "zh_CN"})
        for (const int percent : {100, 200})
            QTest::addRow("%s/%d", language, percent) << QString::fromLatin1(language) << percent;
}

void ConfirmTest::everythingFits() {
    QFETCH(const QString, language);
    QFETCH(const int, percent);
    Confirmer f;
    f.transfer();
    f.shop().till().preferences()->setLanguage(language);
    f.shop().till().preferences()->setTextPercent(percent);
    for (const QJsonObject& it : {recorded::transfer("waiting_for_device"),
                                  recorded::unreachable(recorded::transfer("opened")),
                                  recorded::withMixedScripts(recorded::transfer("opened")),
                                  recorded::transfer("refused", "code_differs")}) {
        f.terminal().sendConfirmation(f.mine(it));
        f.drain();
        f.visit([&](QQuickItem* item) {
            const QByteArray text = item->property("text").toString().toUtf8();
            if (!item->inherits("QQuickText") || text.trimmed().isEmpty()) return;
            const QRectF box = item->mapRectToScene(QRectF(0, 0, item->width(), 1));
            QVERIFY2(box.left() >= -1 && box.right() <= f.window()->width() + 1, text.constData());
        });
    }
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

}  // namespace tappay::ui
