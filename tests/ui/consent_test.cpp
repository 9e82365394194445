#include "ui/consent_test.h"

#include <QTest>

#include "ui/window_fixture.h"
#include "walkthrough/recorded_orders.h"

namespace tappay::ui {

namespace {

const QString kAccept = QStringLiteral("checkout.accept");
const QString kOpen = QStringLiteral("checkout.open");
const QString kOrder = QStringLiteral("01936b2e-6000-7abc-8def-0123456789ab");
const QString kAsked = QStringLiteral("Pay Tea House");

QJsonObject consent() {
    return recorded::purchase("intended", "consent", 0);
}

struct Buyer : WindowFixture {
    void ask(const QJsonObject& purchase = consent(), const QString& title = kAsked) {
        open();
        terminal().send(purchase);
        QTRY_VERIFY(stageShows(title));
        settle();
    }
    [[nodiscard]] bool says(const QString& words) const {
        return texts().join(QLatin1Char(' ')).contains(words);
    }
    // Of the articles: above the answers, not only somewhere in the page.
    [[nodiscard]] bool inView(const QString& text, const QRectF& answers) const {
        const QRectF box = boxOf(text);
        return box.isValid() && box.top() >= 0 && box.bottom() <= answers.top();
    }
    [[nodiscard]] QRectF place(const QString& button) const {
        const QQuickItem* item = named(button);
        return item ? item->mapRectToScene(item->boundingRect()) : QRectF();
    }
};

QJsonObject failureOf(const char* name) {
    return recorded::withFailure({}, name).value(QLatin1String("failure")).toObject();
}

}  // namespace

void ConsentTest::comesToTheFrontAndShowsTheOrder() {
    Buyer f;
    f.open();
    f.press(Qt::Key_F11);
    f.window()->showMinimized();
    QTRY_COMPARE(f.window()->windowState(), Qt::WindowMinimized);
    f.terminal().send(consent());
    QTRY_VERIFY(f.stageShows(kAsked));
    QTRY_VERIFY(f.window()->windowState() != Qt::WindowMinimized);
    for (const char* text :
         {"tea.example", "Address verified by the browser", "Order A-1001", "3 articles",
          "Oolong, spring harvest", "× 2", "¥59.20", "茉莉花茶 250 g", "Delivery", "¥15.00"})
        QVERIFY2(f.stageShows(QString::fromUtf8(text)), text);
    QVERIFY(!f.shows(QStringLiteral("Today")) || !f.says(QStringLiteral("taken")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void ConsentTest::enterAgreesOnceAndGuarded() {
    Buyer f;
    f.open();
    f.type("1");
    f.terminal().send(consent());
    QTRY_VERIFY(f.stageShows(kAsked));
    f.press(Qt::Key_Enter);  // meant for what was there before
    f.drain();
    QVERIFY(f.terminal().callsOf(kAccept).isEmpty());
    f.settle();
    f.press(Qt::Key_Enter);
    f.settle();
    f.press(Qt::Key_Enter);
    f.drain();
    QCOMPARE(f.terminal().callsOf(kAccept).size(), 1);
    QCOMPARE(f.terminal().callsOf(kAccept).first().toObject(),
             (QJsonObject{{QStringLiteral("id"), f.sale().transaction().id}}));
    f.terminal().send(recorded::purchase("intended", "present_card", 1));
    QTRY_VERIFY(f.stageShows(QStringLiteral("Tap or insert your card")));
}

void ConsentTest::escapeRefuses() {
    Buyer f;
    f.ask();
    f.press(Qt::Key_Escape);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("sale.cancel")).size(), 1);
    QVERIFY(f.terminal().callsOf(kAccept).isEmpty());
    f.terminal().send(
        recorded::withFailure(recorded::purchase("cancelled", "done", 0), "cancelled"));
    QTRY_VERIFY(f.stageShows(QStringLiteral("You have not paid")));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.sale().screen(), Sale::Amount);
}

void ConsentTest::bothAnswersAreEqual() {
    Buyer f;
    f.ask();
    const QRectF yes = f.place(QStringLiteral("Pay with my card"));
    const QRectF no = f.place(QStringLiteral("Don't pay"));
    QVERIFY(yes.width() > 100);
    QCOMPARE(yes.size(), no.size());
    QCOMPARE(yes.top(), no.top());
    // By the keyboard alone, each by itself.
    for (int i = 0; i < 20 && f.window()->activeFocusItem() != f.named(QStringLiteral("Don't pay"));
         ++i)
        QTest::keyClick(f.window(), Qt::Key_Tab);
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("sale.cancel")).size(), 1);
    QVERIFY(f.terminal().callsOf(kAccept).isEmpty());
}

void ConsentTest::aLinkIsNotVerified() {
    Buyer f;
    f.ask(recorded::byLink(consent()));
    QVERIFY(
        f.stageShows(QStringLiteral("Came by a link: no browser has verified the shop's address")));
    QVERIFY(!f.stageShows(QStringLiteral("Address verified by the browser")));
    QVERIFY(!f.says(QStringLiteral("tea.example")));
}

void ConsentTest::aLongOrderScrollsAndKeepsItsButtons_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("percent");
    QTest::addColumn<QSize>("size");
    for (const char* language : {"en", "zh_CN"})
        for (const int percent : {100, 200})
            for (const QSize size : {QSize(1280, 800), QSize(1000, 700)})
                QTest::addRow("%s/%d/%d", language, percent, size.width())
                    << QString::fromLatin1(language) << percent << size;
}

void ConsentTest::aLongOrderScrollsAndKeepsItsButtons() {
    QFETCH(const QString, language);
    QFETCH(const int, percent);
    QFETCH(const QSize, size);
    Buyer f;
    f.open();
    f.shop().till().preferences()->setLanguage(language);
    f.shop().till().preferences()->setTextPercent(percent);
    f.window()->resize(size);
    f.terminal().send(recorded::longOrder(consent()));
    QTRY_COMPARE(f.sale().screen(), Sale::Consent);
    const bool chinese = language == QLatin1String("zh_CN");
    const QString yes =
        chinese ? QString::fromUtf8("用我的卡付款") : QStringLiteral("Pay with my card");
    const QString no = chinese ? QString::fromUtf8("不付款") : QStringLiteral("Don't pay");
    QTRY_VERIFY(f.named(yes));
    auto* stage = f.window()->findChild<QQuickItem*>(QStringLiteral("stage"));
    const QRectF room = stage->mapRectToScene(stage->boundingRect());
    QTRY_VERIFY2(room.contains(f.place(yes)), qPrintable(f.sale().transaction().order.shop));
    QVERIFY(room.contains(f.place(no)));
    const QString last = QStringLiteral("× 50");
    QVERIFY(!f.inView(last, f.place(yes)));
    f.press(Qt::Key_End);
    QTRY_VERIFY(f.inView(last, f.place(yes)));
    QVERIFY(room.contains(f.place(yes)));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void ConsentTest::saysWhenTimeRunsOut() {
    Buyer f;
    f.ask(recorded::withTimeLeft(consent(), 300));
    QVERIFY(f.stageShows(QStringLiteral("Nothing is charged before your card is read.")));
    f.terminal().send(recorded::withTimeLeft(consent(), 42));
    QTRY_VERIFY(f.says(QStringLiteral("This order can be paid for another 4")));
}

void ConsentTest::everyStateHasItsWords_data() {
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QString>("failure");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* state, const char* stage, const char* failure,
                        const char* text) {
        QTest::addRow("%s/%s/%s", state, stage, failure)
            << QString::fromLatin1(state) << QString::fromLatin1(stage)
            << QString::fromLatin1(failure) << QString::fromUtf8(text);
    };
    row("sent", "authorising", "", "Contacting bank…");
    row("capturing", "completing", "", "Paid by the card, telling the shop…");
    row("capturing", "remove_card", "", "Paid by the card, telling the shop…");
    row("approved", "done", "", "Paid");
    row("approved", "remove_card", "", "Paid");
    row("declined", "done", "bank.declined", "Your bank declined the payment");
    row("declined", "done", "card.declined", "Your card declined the payment");
    row("declined", "done", "limit.exceeded", "Not within your limit");
    row("cancelled", "done", "cancelled", "You have not paid");
    row("cancelled", "done", "order.expired", "You have not paid");
    row("undone", "done", "order.expired", "Taken back. Nothing is charged");
    row("failed", "done", "card.timeout", "Not paid. Nothing is charged");
    row("unknown", "checking", "bank.timeout", "Result not known yet");
    row("undoing", "checking", "bank.timeout", "Result not known yet");
}

void ConsentTest::everyStateHasItsWords() {
    QFETCH(const QString, state);
    QFETCH(const QString, stage);
    QFETCH(const QString, failure);
    QFETCH(const QString, sentence);
    Buyer f;
    f.ask();
    QJsonObject t =
        recorded::purchase(state.toLatin1().constData(), stage.toLatin1().constData(), 3);
    if (!failure.isEmpty()) t = recorded::withFailure(t, failure.toLatin1().constData());
    f.terminal().send(t);
    QTRY_VERIFY2(f.stageShows(sentence), qPrintable(f.texts().join(QLatin1String(" | "))));
    if (state != QLatin1String("approved")) {
        QVERIFY(!f.says(QStringLiteral("Approved")));
        QVERIFY(!f.stageShows(QStringLiteral("Paid")));
    }
    for (const char* till : {"Next payment", "charge again", "Charge", "Customer", "cardholder"})
        QVERIFY2(!f.says(QString::fromLatin1(till)), till);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void ConsentTest::theShopIsNamedOnEveryScreen() {
    Buyer f;
    f.ask();
    for (const auto& [state, stage] :
         {std::pair("intended", "present_card"), std::pair("card_read", "choose_application"),
          std::pair("card_read", "enter_pin"), std::pair("sent", "authorising"),
          std::pair("capturing", "completing"), std::pair("unknown", "checking")}) {
        f.terminal().send(recorded::purchase(state, stage, 2));
        QTRY_COMPARE(f.sale().transaction().stage, QLatin1String(stage));
        QTRY_VERIFY2(f.stageShows(QString::fromUtf8("To Tea House · tea.example")), stage);
        QVERIFY2(!f.stageShows(QStringLiteral("Corner Shop")), stage);
    }
}

void ConsentTest::aTypedAmountIsKept() {
    Buyer f;
    f.open();
    f.type("1234");
    f.terminal().send(consent());
    QTRY_VERIFY(f.stageShows(kAsked));
    f.terminal().send(recorded::purchase("cancelled", "done", 0));
    QTRY_VERIFY(f.stageShows(QStringLiteral("You have not paid")));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(QStringLiteral("Go on with ¥12.34")));
}

void ConsentTest::aRunningSaleIsNotReplaced() {
    Buyer f;
    f.open();
    f.sale().show(Transaction::fromJson(
        recorded::transaction(QStringLiteral("intended"), QStringLiteral("present_card"), 1)));
    f.terminal().send(consent());
    f.drain();
    QVERIFY(f.stageShows(QStringLiteral("Tap or insert card")));
}

void ConsentTest::aLeftPurchaseIsTold() {
    Buyer f;
    f.ask();
    f.terminal().send(recorded::purchase("capturing", "completing", 3));
    QTRY_COMPARE(f.sale().screen(), Sale::Capturing);
    f.press(Qt::Key_Escape);
    QTRY_COMPARE(f.sale().screen(), Sale::Amount);
    QVERIFY(!f.sale().news().valid());
    f.terminal().send(recorded::purchase("approved", "done", 4));
    QTRY_VERIFY(f.says(QStringLiteral("¥128.60 to Tea House is paid.")));
}

void ConsentTest::takingsAndPurchasesAreKeptApart() {
    Buyer f;
    f.open();
    const QString total = f.shop().till().today()->total();
    const int count = f.shop().till().today()->count();
    f.terminal().send(recorded::purchase("approved", "done", 4));
    f.drain();
    QCOMPARE(f.shop().till().today()->total(), total);
    QCOMPARE(f.shop().till().today()->count(), count);
    QCOMPARE(f.shop().till().purchases()->count(), 1);
}

void ConsentTest::aLinkIsFetched() {
    Buyer f;
    f.terminal().setOrderAnswer(recorded::byLink(consent()));
    f.open();
    f.sale().openOrder(kOrder);
    QTRY_VERIFY(f.stageShows(kAsked));
    QCOMPARE(f.terminal().callsOf(kOpen).first().toObject(),
             (QJsonObject{{QStringLiteral("order"), kOrder}}));
}

void ConsentTest::aLinkThatCantBeFetchedSaysWhy() {
    Buyer f;
    f.terminal().refuse(kOpen, failureOf("order.paid"));
    f.open();
    f.sale().openOrder(kOrder);
    QTRY_VERIFY(f.stageShows(QStringLiteral("This order can't be paid now")));
    QVERIFY(f.says(QStringLiteral("This order is paid already.")));
    f.terminal().setOrderAnswer(consent());
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(kAsked));
}

void ConsentTest::aLinkWaitsForTheConnection() {
    Buyer f;
    f.terminal().setOrderAnswer(consent());
    f.open();
    f.terminal().disconnectAll();
    f.sale().openOrder(kOrder);
    QTRY_VERIFY(f.stageShows(kAsked));
    QCOMPARE(f.terminal().callsOf(kOpen).size(), 1);
}

void ConsentTest::aLinkDuringASaleWaits() {
    Buyer f;
    f.open();
    f.sale().show(Transaction::fromJson(
        recorded::transaction(QStringLiteral("intended"), QStringLiteral("present_card"), 1)));
    f.terminal().refuse(kOpen, failureOf("busy"));
    f.sale().openOrder(kOrder);
    QTRY_VERIFY(f.says(QStringLiteral("Another payment is running.")));
    QVERIFY(f.stageShows(QStringLiteral("Tap or insert card")));
    f.terminal().setOrderAnswer(consent());
    f.terminal().send(recorded::withFailure(
        recorded::transaction(QStringLiteral("cancelled"), QStringLiteral("done"), 0),
        "cancelled"));
    QTRY_COMPARE(f.sale().screen(), Sale::Cancelled);
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(kAsked));
}

}  // namespace tappay::ui
