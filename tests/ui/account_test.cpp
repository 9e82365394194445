#include "ui/account_test.h"

#include <QAccessible>

#include "ui/holder.h"
#include "walkthrough/recorded_orders.h"

namespace tappay::ui {

namespace {

QString method(const char* name) {
    return QLatin1String("cardholder.") + QLatin1String(name);
}

QJsonObject failureOf(const char* name) {
    return recorded::withFailure({}, name).value(QLatin1String("failure")).toObject();
}

}  // namespace

void AccountTest::aCardIsAddedWithItsStages() {
    Holder f(recorded::noAccount());
    f.start(QStringLiteral("No card added yet"));
    f.press(Qt::Key_A);
    QTRY_VERIFY(f.shows(QStringLiteral("Tap or insert the card to add")));
    f.press(Qt::Key_A);
    f.drain();
    QCOMPARE(f.count("addCard"), 1);
    for (const auto& [stage, words] : {std::pair("keep_card", "Keep the card still"),
                                       std::pair("authorising", "Asking the card's bank…"),
                                       std::pair("remove_card", "Remove your card")}) {
        f.terminal().setCardholder(recorded::adding(recorded::noAccount(), stage));
        QTRY_VERIFY2(f.shows(QString::fromUtf8(words)), stage);
    }
    f.terminal().setCardholder(recorded::cardholder());
    QTRY_VERIFY(f.says(QStringLiteral("The card was added.")));
    QVERIFY(f.shows(QString::fromUtf8("622848 •••• 8901")));
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(!f.says(QStringLiteral("The card was added.")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void AccountTest::addingCanBeCancelled() {
    Holder f(recorded::noAccount());
    f.start(QStringLiteral("No card added yet"));
    f.press(Qt::Key_A);
    QTRY_VERIFY(f.named(QStringLiteral("Cancel")));
    f.press(Qt::Key_Escape);
    QTRY_COMPARE(f.count("cancel"), 1);
    QTRY_VERIFY(f.shows(QStringLiteral("No card added yet")));
}

void AccountTest::aRefusalSaysWhy() {
    Holder f(recorded::failed(recorded::noAccount(), "card.not_proven"));
    f.start();
    QTRY_VERIFY(f.says(QStringLiteral("The card's bank did not confirm this card.")));
    f.click(QStringLiteral("Try again"));
    QTRY_COMPARE(f.count("refresh"), 1);
    f.terminal().setCardholder(recorded::noAccount());
    QTRY_VERIFY(!f.says(QStringLiteral("did not confirm")));
    QTRY_VERIFY(!f.shop().till().cardholder()->facts().busy());
    // Of a card that could not be added: the next one is waited for.
    f.press(Qt::Key_A);
    QTRY_COMPARE(f.count("addCard"), 1);
    QTRY_VERIFY(f.shop().till().cardholder()->facts().adding());
    f.terminal().setCardholder(recorded::failed(recorded::noAccount(), "card.not_proven"));
    QTRY_VERIFY(f.named(QStringLiteral("Try again")));
    f.click(QStringLiteral("Try again"));
    QTRY_COMPARE(f.count("addCard"), 2);
    QTRY_VERIFY(f.shop().till().cardholder()->facts().adding());
    f.terminal().setCardholder(recorded::noAccount());
    QTRY_VERIFY(!f.shop().till().cardholder()->facts().busy());
    f.terminal().refuse(method("addCard"), failureOf("busy"));
    f.press(Qt::Key_A);
    QTRY_VERIFY(f.says(QStringLiteral("Another payment is running.")));
}

void AccountTest::cardsAndEarlierOnes() {
    Holder f;
    f.start();
    QTRY_VERIFY(f.shows(QStringLiteral("Earlier cards")));
    QVERIFY(f.shows(QString::fromUtf8("621700 •••• 3305")));
    QVERIFY(f.says(QStringLiteral("UnionPay Debit · removed")));
    QVERIFY(!f.says(QLatin1String("*")));
}

void AccountTest::removingIsAskedFirst() {
    Holder f;
    f.start();
    f.click(QStringLiteral("Remove"));
    QTRY_VERIFY(f.shows(QString::fromUtf8("Remove card 622848 •••• 8901?")));
    QCOMPARE(f.count("unbind"), 0);
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(!f.shows(QString::fromUtf8("Remove card 622848 •••• 8901?")));
    f.click(QStringLiteral("Remove"));
    QTRY_VERIFY(f.named(QStringLiteral("Keep it")));
    QQuickItem* keep = f.named(QStringLiteral("Keep it"));
    QTRY_VERIFY(keep->hasActiveFocus());
    QTest::keyClick(f.window(), Qt::Key_Tab);
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.count("unbind"), 1);
    QCOMPARE(f.terminal().callsOf(method("unbind")).first().toObject(),
             (QJsonObject{{QStringLiteral("card"), QStringLiteral("card-1")}}));
}

void AccountTest::whatIsOnACard() {
    Holder f;
    f.start();
    f.press(Qt::Key_W);
    QTRY_VERIFY(f.shows(QStringLiteral("Tap or insert the card to look at")));
    f.terminal().setCard(recorded::cardFacts());
    QTRY_VERIFY(f.shows(QStringLiteral("What is on this card")));
    for (const char* fact : {"622848 •••• 8901", "2030-12", "UnionPay Debit"})
        QVERIFY2(f.shows(QString::fromUtf8(fact)), fact);
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(!f.shows(QStringLiteral("What is on this card")));
}

void AccountTest::limitsAreTyped_data() {
    QTest::addColumn<QByteArray>("payment");
    QTest::addColumn<QByteArray>("day");
    QTest::addColumn<QJsonObject>("sent");
    const QString one = QStringLiteral("payment"), all = QStringLiteral("day");
    QTest::newRow("one") << QByteArray("12345") << QByteArray()
                         << QJsonObject{{one, QStringLiteral("123.45")}};
    QTest::newRow("both") << QByteArray("10") << QByteArray("999999999")
                          << QJsonObject{{one, QStringLiteral("0.10")},
                                         {all, QStringLiteral("9999999.99")}};
    QTest::newRow("none") << QByteArray() << QByteArray() << QJsonObject();
}

void AccountTest::limitsAreTyped() {
    QFETCH(const QByteArray, payment);
    QFETCH(const QByteArray, day);
    QFETCH(const QJsonObject, sent);
    Holder f;
    f.start();
    f.at(Qt::Key_3, QStringLiteral("My account"));
    QVERIFY(f.shows(QString::fromUtf8("¥500.00")));
    f.press(Qt::Key_L);
    QTRY_VERIFY(f.shows(QStringLiteral("Limits for my cards")));
    QCOMPARE(f.shop().till().cardholder()->paymentLimit()->figures(), QStringLiteral("500.00"));
    f.press(Qt::Key_Delete);
    f.type(payment.constData());
    QTest::keyClick(f.window(), Qt::Key_Tab);
    f.type(day.constData());
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.count("limits"), 1);
    QCOMPARE(f.terminal().callsOf(method("limits")).first().toObject(), sent);
}

void AccountTest::computersAndNotices() {
    Holder f;
    f.start();
    f.at(Qt::Key_3, QStringLiteral("My account"));
    for (const char* text : {"This computer", "Computer 10000002", "Account begun",
                             "Payment: CNY 128.60, Tea House", "Card 621700 •••• 3305 added"})
        QVERIFY2(f.shows(QString::fromUtf8(text)), text);
    f.click(QStringLiteral("Remove"));
    QTRY_VERIFY(f.shows(QStringLiteral("Remove this computer?")));
    QTest::keyClick(f.window(), Qt::Key_Tab);
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.count("removeDevice"), 1);
}

void AccountTest::dataIsSavedForItsOwnerAlone() {
    Holder f;
    f.start();
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("mine/data.json"));
    Cardholder& account = *f.shop().till().cardholder();
    account.exportTo(file);
    QTRY_COMPARE(account.exported(), Cardholder::Exported);
    QFile saved(file);
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QVERIFY(saved.readAll().contains("622848*********8901"));
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    QVERIFY(!(saved.permissions() & others));
}

void AccountTest::aFileIsNotOverwritten() {
    Holder f;
    f.start();
    f.at(Qt::Key_3, QStringLiteral("My account"));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("there.json"));
    QFile there(path);
    QVERIFY(there.open(QIODevice::WriteOnly));
    there.write("precious");
    there.close();
    f.click(QString::fromUtf8("Save my data…"));
    QTRY_VERIFY(f.shows(QStringLiteral("Save my data")));
    f.shop().till().cardholder()->exportTo(path);
    QTRY_VERIFY(f.says(QStringLiteral("There is a file of this name already.")));
    QVERIFY(there.open(QIODevice::ReadOnly));
    QCOMPARE(there.readAll(), QByteArray("precious"));
    QCOMPARE(f.count("export"), 0);
}

void AccountTest::deletingIsAskedFirst() {
    Holder f;
    f.start();
    f.at(Qt::Key_3, QStringLiteral("My account"));
    f.click(QString::fromUtf8("Delete my data…"));
    QTRY_VERIFY(f.shows(QStringLiteral("Delete my data?")));
    QVERIFY(f.says(QStringLiteral("because the law demands it")));
    const QQuickItem* keep = f.named(QStringLiteral("Keep my data"));
    const QQuickItem* go = f.named(QStringLiteral("Delete my data"));
    QVERIFY(keep && go);
    QCOMPARE(keep->width(), go->width());
    f.press(Qt::Key_Enter);  // the keyboard is at "keep"
    QTRY_VERIFY(!f.shows(QStringLiteral("Delete my data?")));
    QCOMPARE(f.count("delete"), 0);
    f.click(QString::fromUtf8("Delete my data…"));
    f.click(QStringLiteral("Delete my data"));
    QTRY_COMPARE(f.count("delete"), 1);
    f.terminal().setCardholder(recorded::noAccount());
    QTRY_VERIFY(f.shows(QStringLiteral("No account yet")));
}

void AccountTest::emptyPlacesHaveAWayOut() {
    Holder f(recorded::noAccount());
    f.terminal().setTransactions({});
    f.start(QStringLiteral("No card added yet"));
    QVERIFY(f.named(QStringLiteral("Add a card")));
    f.at(Qt::Key_2, QStringLiteral("Nothing paid yet"));
    f.at(Qt::Key_3, QStringLiteral("No account yet"));
    f.click(QStringLiteral("To my cards"));
    QTRY_VERIFY(f.shows(QStringLiteral("No card added yet")));
    QJsonObject status = recorded::status();
    status.insert(QStringLiteral("reader"), QJsonObject{{QStringLiteral("serviceRunning"), true}});
    f.terminal().setStatus(status);
    QTRY_VERIFY(f.says(QStringLiteral("No card reader is connected.")));
    f.terminal().stop();
    QTRY_VERIFY(f.named(QStringLiteral("Try now")));
}

void AccountTest::paymentsAreFoundAndShown() {
    Holder f;
    f.terminal().setTransactions(recorded::purchases());
    f.start();
    f.at(Qt::Key_2, QStringLiteral("My payments"));
    QTRY_VERIFY(f.says(QStringLiteral("Bike Shop")));
    f.write("bike");
    QTRY_VERIFY(!f.says(QStringLiteral("Tea House")));
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.shows(QStringLiteral("A-1001")));
    QVERIFY(f.shows(QStringLiteral("tea.example")));
    f.click(QStringLiteral("Receipt"));
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("receipt.get")).size(), 1);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void AccountTest::everythingHasNamesAndFits_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("percent");
    for (const char* language : {"en", "zh_CN"})
        for (const int percent : {100, 200})
            QTest::addRow("%s/%d", language, percent) << QString::fromLatin1(language) << percent;
}

void AccountTest::everythingHasNamesAndFits() {
    QFETCH(const QString, language);
    QFETCH(const int, percent);
    Holder f(recorded::cardholder(), "both");
    f.terminal().setTransactions(recorded::purchases());
    f.start(QStringLiteral("Charge"));
    f.shop().till().preferences()->setLanguage(language);
    f.shop().till().preferences()->setTextPercent(percent);
    for (const Qt::Key page : {Qt::Key_1, Qt::Key_2, Qt::Key_3}) {
        QTest::keyClick(f.window(), page, Qt::ControlModifier);
        f.drain();
        int seen = 0;
        f.visit([&](QQuickItem* item) {
            const QByteArray text = item->property("text").toString().toUtf8();
            if (item->inherits("QQuickText") && !text.trimmed().isEmpty()) {
                const QRectF box = item->mapRectToScene(QRectF(0, 0, item->width(), 1));
                QVERIFY2(box.left() >= -1 && box.right() <= f.window()->width() + 1,
                         text.constData());
            }
            if (!item->inherits("QQuickAbstractButton")) return;
            QAccessibleInterface* access = QAccessible::queryAccessibleInterface(item);
            QVERIFY2(access && !access->text(QAccessible::Name).isEmpty(), text.constData());
            ++seen;
        });
        QVERIFY(seen > 8);
    }
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

}  // namespace tappay::ui
