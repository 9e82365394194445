#include <QQuickWindow>

#include "qr/qr_code.h"
#include "ui/phone_holder.h"
#include "ui/phone_test.h"

// From the code that is scanned to the phone that is paired.
namespace tappay::ui {

namespace {

const QString kQuestion = QStringLiteral("Does your phone show the same code?");
const QString kAccept = QStringLiteral("Yes, the same: accept");

}  // namespace

void PhoneTest::theCodeCanBeScanned_data() {
    QTest::addColumn<int>("theme");
    QTest::addColumn<int>("percent");
    QTest::newRow("light") << 1 << 100;
    QTest::newRow("dark") << 2 << 100;
    QTest::newRow("high contrast") << 3 << 100;
    QTest::newRow("large") << 2 << 200;
}

void PhoneTest::theCodeCanBeScanned() {
    QFETCH(const int, theme);
    QFETCH(const int, percent);
    PhoneHolder f;
    f.begin();
    f.shop().till().preferences()->setTheme(theme);
    f.shop().till().preferences()->setTextPercent(percent);
    const QJsonObject phones = recorded::pairing(recorded::noPhones(), "offered");
    f.become(phones, QStringLiteral("Scan this code with the phone"));
    const QString invitation =
        phones[QLatin1String("pairing")][QLatin1String("invitation")].toString();
    f.window()->resize(1280, 1400);
    QTRY_COMPARE(f.window()->height(), 1400);
    QTRY_COMPARE(readQr(f.window()->grabWindow()).value_or(QString()), invitation);
}

void PhoneTest::theCodeAsTextAndItsTime() {
    PhoneHolder f;
    f.begin();
    const QJsonObject phones = recorded::pairing(recorded::noPhones(), "offered");
    f.become(recorded::pairingFor(phones, 150), QStringLiteral("Scan this code with the phone"));
    QVERIFY(f.says(QStringLiteral("Good for another 2 min ")));
    f.click(QStringLiteral("No camera? Show it as text"));
    bool found = false;
    f.visit([&](QQuickItem* item) {
        found |= item->inherits("QQuickTextEdit") &&
                 item->property("text").toString().startsWith(QLatin1String("tappay:pair?"));
    });
    QVERIFY(found);
    f.become(recorded::pairingFor(phones, 0), QStringLiteral("The time of this code is over."));
}

void PhoneTest::pairingShowsItsSteps() {
    PhoneHolder f;
    f.pairing("offering", QString::fromUtf8("Preparing the code…"));
    const QJsonObject none = recorded::noPhones();
    f.become(recorded::pairing(none, "offered"), QStringLiteral("Waiting for the phone"));
    f.become(recorded::pairing(none, "answered"), kQuestion);
    QVERIFY(f.says(QString::fromUtf8("“My phone” has answered.")));
    QVERIFY(f.texts().join(QString()).contains(QLatin1String("483 920")));
    QCOMPARE(f.named(kAccept)->width(), f.named(QStringLiteral("No, refuse"))->width());
    f.become(recorded::pairing(none, "accepting"), QString::fromUtf8("Pairing My phone…"));
    QVERIFY(!f.named(kAccept));
    f.become(recorded::pairing(none, "accepted"), QStringLiteral("My phone is paired"));
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.calls("phone.close"), 1);
    QTRY_VERIFY(f.shows(QStringLiteral("No phone is paired yet")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void PhoneTest::enterAcceptsNothingByAccident() {
    PhoneHolder f;
    f.pairing("answered", kQuestion);
    for (int i = 0; i < 3; ++i) {
        f.press(Qt::Key_Enter);
        f.press(Qt::Key_Space);
        f.settle();
    }
    f.drain();
    QCOMPARE(f.calls("phone.accept"), 0);
    QCOMPARE(f.calls("phone.refuse"), 0);
}

void PhoneTest::acceptingIsAskedForOnce() {
    PhoneHolder f;
    f.pairing("answered", kQuestion);
    f.focus(kAccept);
    f.press(Qt::Key_Enter);
    f.press(Qt::Key_Enter);
    f.settle();
    f.press(Qt::Key_Enter);
    f.drain();
    QCOMPARE(f.calls("phone.accept"), 1);
    QVERIFY(f.shows(QString::fromUtf8("Pairing My phone…")));
}

void PhoneTest::everyStateHasAWayOut_data() {
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("method");
    const auto row = [](const char* state, const char* words, const char* method) {
        QTest::newRow(state) << QByteArray(state) << QString::fromUtf8(words) << QByteArray(method);
    };
    row("offering", "Preparing the code…", "phone.refuse");
    row("offered", "Scan this code with the phone", "phone.refuse");
    row("answered", "Does your phone show the same code?", "phone.refuse");
    row("accepting", "Pairing My phone…", "");
    row("accepted", "My phone is paired", "phone.close");
    row("refused", "Not paired", "phone.close");
    row("expired", "The time of the code is over", "phone.close");
}

void PhoneTest::everyStateHasAWayOut() {
    QFETCH(const QByteArray, state);
    QFETCH(const QString, words);
    QFETCH(const QByteArray, method);
    PhoneHolder f;
    f.pairing(state.constData(), words);
    if (state == "refused" || state == "expired") {
        f.click(QStringLiteral("Show a new code"));
        QTRY_VERIFY(f.shows(QString::fromUtf8("Preparing the code…")));
        QCOMPARE(f.calls("phone.pair"), 1);
        f.become(recorded::pairing(recorded::noPhones(), state.constData()), words);
    }
    f.press(Qt::Key_Escape);
    f.drain();
    for (const char* each : {"phone.refuse", "phone.close", "phone.accept"})
        QCOMPARE(f.calls(each), method == each ? 1 : 0);
    if (method.isEmpty())
        QTRY_VERIFY(f.shows(QStringLiteral("My cards")));
    else
        QTRY_VERIFY(f.shows(QStringLiteral("No phone is paired yet")));
    // The same where the payment service was away.
    f.at(Qt::Key_4, QStringLiteral("Phone"));
    f.become(recorded::failedPairing(recorded::pairing(recorded::noPhones(), "offered"),
                                     "bank.unreachable"),
             QStringLiteral("The phone could not be paired"));
    f.click(QStringLiteral("Show a new code"));
    QTRY_VERIFY(f.calls("phone.pair") > 0);
}

void PhoneTest::aButtonOfBeforeIsNotPressed() {
    PhoneHolder f;
    f.pairing("expired", QStringLiteral("The time of the code is over"));
    f.focus(QStringLiteral("Show a new code"));
    QTest::keyPress(f.window(), Qt::Key_Enter);
    f.become(recorded::pairing(recorded::noPhones(), "answered"), kQuestion);
    QTest::keyRelease(f.window(), Qt::Key_Enter);
    f.settle();
    f.press(Qt::Key_Enter);
    f.drain();
    QCOMPARE(f.calls("phone.accept"), 0);
    QCOMPARE(f.calls("phone.pair"), 0);
}

}  // namespace tappay::ui
