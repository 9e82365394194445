#include "ui/card_test.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QTest>

#include "ui/window_fixture.h"

namespace tappay::ui {

namespace {

QJsonObject at(const char* state, const char* stage, int lights) {
    return recorded::transaction(QLatin1String(state), QLatin1String(stage), lights);
}

void present(WindowFixture& f) {
    f.open();
    f.sale().show(Transaction::fromJson(at("intended", "present_card", 1)));
    f.settle();
}

QString all(const WindowFixture& f) {
    return f.texts().join(QLatin1Char(' '));
}

}  // namespace

void CardTest::eachWaitHasItsWords_data() {
    QTest::addColumn<QString>("stage");
    QTest::addColumn<bool>("tap");
    QTest::addColumn<bool>("insert");
    QTest::addColumn<QString>("english");
    QTest::addColumn<QString>("chinese");
    const auto row = [](const char* stage, bool tap, bool insert, const char* english,
                        const char* chinese) {
        QTest::addRow("%s %d%d", stage, tap, insert)
            << QString::fromLatin1(stage) << tap << insert << QString::fromUtf8(english)
            << QString::fromUtf8(chinese);
    };
    row("present_card", true, true, "Tap or insert card", "请挥卡或插卡");
    row("present_card", true, false, "Tap card", "请挥卡");
    row("present_card", false, true, "Insert card", "请插卡");
    row("insert_card", false, true, "Insert card", "请插卡");
    row("tap_again", true, false, "Card moved. Tap the same card again",
        "读卡中断，请再次挥同一张卡");
    row("see_phone", true, false, "See phone", "请查看手机");
    row("one_card_only", true, false, "One card only, please", "请只出示一张卡");
    row("keep_card", true, false, "Keep card still", "请勿移开卡片");
    row("card_read", true, false, "Card read. Remove card", "读卡成功，请移开卡片");
}

void CardTest::eachWaitHasItsWords() {
    QFETCH(const QString, stage);
    QFETCH(const bool, tap);
    QFETCH(const bool, insert);
    QFETCH(const QString, english);
    QFETCH(const QString, chinese);
    WindowFixture f;
    present(f);
    QJsonObject t = recorded::transaction(QStringLiteral("intended"), stage, 1);
    t.insert(QStringLiteral("acceptsTap"), tap);
    t.insert(QStringLiteral("acceptsInsert"), insert);
    f.terminal().send(t);
    QTRY_VERIFY2(f.stageShows(english), qPrintable(all(f)));
    QVERIFY(f.named(QStringLiteral("Cancel")));  // a way out
    f.shop().till().preferences()->setLanguage(QStringLiteral("zh_CN"));
    QTRY_VERIFY2(f.stageShows(chinese), qPrintable(all(f)));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

// The next state comes at once; the lights stay for the 750 ms of EMV Book A all the same.
void CardTest::lightsStayAfterReading() {
    WindowFixture f;
    present(f);
    f.terminal().send(recorded::tapped(at("intended", "keep_card", 2)));
    QTRY_COMPARE(f.sale().lights(), 2);
    f.terminal().send(recorded::tapped(at("card_read", "card_read", 4)));
    QElapsedTimer since;
    since.start();
    int lightsWithTheResult = 0;
    QObject::connect(&f.sale(), &Sale::changed, f.window(), [&] {
        if (f.sale().screen() == Sale::Declined && lightsWithTheResult == 0)
            lightsWithTheResult = f.sale().lights();
    });
    f.terminal().send(recorded::tapped(at("declined", "done", 0)));
    QTRY_COMPARE(f.sale().screen(), Sale::Declined);  // the truth does not wait
    QCOMPARE(lightsWithTheResult, 4);
    QTRY_COMPARE(f.sale().lights(), 0);
    QVERIFY2(since.elapsed() >= 740, qPrintable(QString::number(since.elapsed())));
}

void CardTest::tornTapKeepsNoLights() {
    WindowFixture f;
    present(f);
    f.terminal().send(recorded::tapped(at("intended", "keep_card", 2)));
    QTRY_COMPARE(f.sale().lights(), 2);
    f.terminal().send(recorded::tapped(at("intended", "tap_again", 1)));
    QTRY_COMPARE(f.sale().screen(), Sale::TapAgain);
    QCOMPARE(f.sale().lights(), 1);
}

void CardTest::endsOfAPaymentByTheCard_data() {
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("help");
    const auto row = [](const char* state, const char* sentence, const char* help) {
        QTest::addRow("%s", state)
            << QString::fromLatin1(state) << QString::fromUtf8(sentence) << QString::fromUtf8(help);
    };
    row("advice_pending", "Paid from card balance", "The bank will be told automatically.");
    row("approved", "Paid from card balance", "The bank has been told.");
    row("advice_refused", "Paid by the card, refused by the bank", "Ask the bank");
    row("card_in_doubt", "Not known whether the card has paid", "it does not pay twice");
    row("undo_refused", "Charged. The undo came too late", "as a refund");
    row("abandoned", "Given up. Not counted as paid", "may have taken the amount");
}

void CardTest::endsOfAPaymentByTheCard() {
    QFETCH(const QString, state);
    QFETCH(const QString, sentence);
    QFETCH(const QString, help);
    WindowFixture f;
    present(f);
    f.terminal().send(
        recorded::paidByCard(recorded::transaction(state, QStringLiteral("done"), 4)));
    QTRY_VERIFY2(f.stageShows(sentence), qPrintable(all(f)));
    QVERIFY2(all(f).contains(help), qPrintable(all(f)));
    // What the card decided alone is never called approved.
    QVERIFY(!f.stageShows(QStringLiteral("Approved")));
    const bool paid = sentence.startsWith(QLatin1String("Paid from"));
    QCOMPARE(f.stageShows(QStringLiteral("Balance left on the card: ¥71.40")), paid);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void CardTest::paidByCardCanBeLeft() {
    WindowFixture f;
    present(f);
    f.terminal().send(recorded::paidByCard(at("advice_pending", "done", 4)));
    QTRY_COMPARE(f.sale().screen(), Sale::PaidByCard);
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.sale().screen(), Sale::Amount);
    // It was paid before; that the bank has booked it is no news.
    f.terminal().send(recorded::paidByCard(at("approved", "done", 4)));
    f.drain();
    QVERIFY(!f.sale().news().valid());
}

void CardTest::bankRefusingLaterIsTold() {
    WindowFixture f;
    present(f);
    f.terminal().send(recorded::paidByCard(at("advice_pending", "done", 4)));
    QTRY_COMPARE(f.sale().screen(), Sale::PaidByCard);
    f.sale().leave();
    f.terminal().send(recorded::paidByCard(at("advice_refused", "done", 4)));
    QTRY_VERIFY2(all(f).contains(QLatin1String("but the bank refused it")), qPrintable(all(f)));
}

void CardTest::cardInDoubtIsTappedAgain() {
    WindowFixture f;
    present(f);
    f.terminal().send(recorded::tapped(at("card_in_doubt", "checking", 0)));
    QTRY_COMPARE(f.sale().screen(), Sale::CardInDoubt);
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("sale.resume")).size(), 1);
    f.terminal().send(recorded::tapped(at("card_in_doubt", "tap_again", 1)));
    QTRY_VERIFY(f.stageShows(QStringLiteral("Card moved. Tap the same card again")));
    QVERIFY(f.named(QStringLiteral("Customer has left")));
}

// After a restart of the application the card can't be asked: the screen does not offer it.
void CardTest::cardThatCantBeAsked() {
    WindowFixture f;
    present(f);
    QJsonObject t = recorded::tapped(at("card_in_doubt", "checking", 0));
    t.insert(QStringLiteral("canResume"), false);
    f.terminal().send(t);
    QTRY_VERIFY(f.named(QStringLiteral("Give the payment up")));
    QVERIFY(!f.named(QStringLiteral("Tap the same card again")));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.shows(QStringLiteral("Give the payment up?")));
    QVERIFY(f.terminal().callsOf(QStringLiteral("sale.resume")).isEmpty());
}

void CardTest::givingUpIsAskedOnceMore() {
    WindowFixture f;
    present(f);
    f.terminal().send(recorded::tapped(at("card_in_doubt", "checking", 0)));
    QTRY_COMPARE(f.sale().screen(), Sale::CardInDoubt);
    f.press(Qt::Key_L);
    QTRY_VERIFY(f.shows(QStringLiteral("Has the customer left?")));
    QVERIFY(f.terminal().callsOf(QStringLiteral("sale.giveup")).isEmpty());
    f.settle();
    f.press(Qt::Key_Enter);  // the safe way has the keyboard
    QTRY_VERIFY(!f.shows(QStringLiteral("Has the customer left?")));
    f.drain();
    QVERIFY(f.terminal().callsOf(QStringLiteral("sale.giveup")).isEmpty());
    f.press(Qt::Key_L);
    QTRY_VERIFY(f.shows(QStringLiteral("Has the customer left?")));
    QTest::keyClick(f.window(), Qt::Key_Tab);
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("sale.giveup")).size(), 1);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

// Nothing can be cancelled while the card may have paid: Esc leads to what is possible.
void CardTest::escapeInDoubtAsksFirst() {
    WindowFixture f;
    present(f);
    f.terminal().send(recorded::tapped(at("card_in_doubt", "tap_again", 1)));
    QTRY_COMPARE(f.sale().screen(), Sale::TapAgain);
    QVERIFY(!f.named(QStringLiteral("Cancel")));
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(f.shows(QStringLiteral("Has the customer left?")));
    f.drain();
    QVERIFY(f.terminal().callsOf(QStringLiteral("sale.cancel")).isEmpty());
    QVERIFY(f.terminal().callsOf(QStringLiteral("sale.giveup")).isEmpty());
}

void CardTest::applicationNotAcceptedIsSaid() {
    WindowFixture f;
    present(f);
    QJsonObject t = at("intended", "choose_application", 2);
    t.insert(QStringLiteral("applications"),
             QJsonArray{QStringLiteral("Debit"), QStringLiteral("Credit")});
    t.insert(QStringLiteral("applicationRefused"), true);
    f.terminal().send(t);
    const QString refused =
        QStringLiteral("The card does not accept that one. Choose another one.");
    QTRY_VERIFY2(f.stageShows(refused), qPrintable(all(f)));
    f.press(Qt::Key_Enter);  // of two nobody is taken by Enter
    t.insert(QStringLiteral("applications"), QJsonArray{QStringLiteral("Credit")});
    f.terminal().send(t);
    QTRY_VERIFY2(f.stageShows(QStringLiteral("Pay with this account?")), qPrintable(all(f)));
    f.drain();
    QVERIFY(f.terminal().callsOf(QStringLiteral("application.choose")).isEmpty());
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("application.choose")).size(), 1);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void CardTest::paidByCardCountsForTheDay() {
    WindowFixture f;
    present(f);
    QVERIFY(all(f).contains(QStringLiteral("¥814.50 taken")));
    for (const char* taken : {"advice_pending", "approved", "undo_refused"}) {
        f.terminal().send(recorded::paidByCard(at(taken, "done", 4)));
        QTRY_VERIFY2(all(f).contains(QStringLiteral("¥943.10 taken")), taken);
    }
    f.terminal().send(recorded::paidByCard(at("advice_refused", "done", 4)));
    QTRY_VERIFY(all(f).contains(QStringLiteral("¥814.50 taken")));
}

void CardTest::lastSecondsAreCounted() {
    WindowFixture f;
    present(f);
    QJsonObject t = at("intended", "see_phone", 1);
    const auto in = [](int seconds) {
        return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODateWithMs);
    };
    t.insert(QStringLiteral("deadline"), in(40));
    f.terminal().send(t);
    QTRY_VERIFY(f.stageShows(QStringLiteral("See phone")));
    QVERIFY(!all(f).contains(QLatin1String("ends by itself")));
    t.insert(QStringLiteral("deadline"), in(14));
    f.terminal().send(t);
    QTRY_VERIFY2(all(f).contains(QLatin1String("This payment ends by itself in")),
                 qPrintable(all(f)));
    // What to do stays, and the payment need not end then.
    t.insert(QStringLiteral("stage"), QStringLiteral("tap_again"));
    t.insert(QStringLiteral("deadline"), in(10));
    f.terminal().send(t);
    QTRY_VERIFY2(all(f).contains(QLatin1String("Still waiting for the same card: 10 s")),
                 qPrintable(all(f)));
    QVERIFY(all(f).contains(QLatin1String("Hold it still until all four lights are on.")));
    QVERIFY(!all(f).contains(QLatin1String("ends by itself")));
}

void CardTest::idleLightRestsWithReducedMotion() {
    WindowFixture f;
    f.open();
    const auto lights = f.window()->findChildren<QQuickItem*>();
    QQuickItem* idle = nullptr;
    for (QQuickItem* item : lights)
        if (item->property("idle").toBool()) idle = item;
    QVERIFY(idle);
    QVERIFY(idle->property("blinking").toBool());
    f.shop().till().preferences()->setReducedMotion(true);
    QVERIFY(!idle->property("blinking").toBool());
    f.shop().till().preferences()->setReducedMotion(false);
    f.window()->hide();
    QVERIFY(!idle->property("blinking").toBool());
}

}  // namespace tappay::ui
