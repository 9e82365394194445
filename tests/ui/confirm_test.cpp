#include "ui/confirm_test.h"

#include "ui/confirmer.h"

// From the wish to its end.
namespace tappay::ui {

void ConfirmTest::anOrderIsConfirmedWithOneOfTheCards() {
    Confirmer f;
    f.consent();
    const QQuickItem* card = f.named(QStringLiteral("Pay with my card"));
    const QQuickItem* phone = f.named(QStringLiteral("Confirm on my phone"));
    QVERIFY(card && phone);
    QCOMPARE(card->size(), phone->size());
    f.press(Qt::Key_P);
    QTRY_VERIFY(f.shows(QStringLiteral("Pay with which card?")));
    f.press(Qt::Key_Enter);  // none of them is preset
    f.drain();
    QCOMPARE(f.starts().size(), 0);
    f.click(QString::fromUtf8("UnionPay Credit · 621700 •••• 3305"));
    QTRY_VERIFY(f.stageShows(QString::fromUtf8("Being sent…")));
    QTRY_COMPARE(f.starts().size(), 1);
    QJsonObject asked = f.starts().first().toObject();
    QCOMPARE(asked.take(QLatin1String("id")).toString(), f.current().id);
    QCOMPARE(asked, (QJsonObject{{QStringLiteral("wish"), QStringLiteral("order")},
                                 {QStringLiteral("order"), kOrder},
                                 {QStringLiteral("card"), QStringLiteral("card-2")}}));
    QVERIFY(f.count("checkout.accept") == 0);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void ConfirmTest::oneCardIsNoChoice() {
    Confirmer f;
    QJsonObject account = recorded::cardholder();
    QJsonObject inner = account[QLatin1String("account")].toObject();
    inner.insert(QStringLiteral("cards"),
                 QJsonArray{inner[QLatin1String("cards")].toArray().first()});
    account.insert(QStringLiteral("account"), inner);
    f.terminal().setCardholder(account);
    f.consent();
    f.press(Qt::Key_P);
    f.press(Qt::Key_P);
    QTRY_VERIFY(f.stageShows(QString::fromUtf8("Being sent…")));
    f.drain();
    QCOMPARE(f.starts().size(), 1);
    QCOMPARE(f.starts().first()[QLatin1String("card")], QStringLiteral("card-1"));
}

void ConfirmTest::withoutAPhoneThereIsNoSuchWay() {
    Confirmer f;
    f.terminal().setPhones(recorded::noPhones());
    f.consent();
    QVERIFY(!f.named(QStringLiteral("Confirm on my phone")));
    f.press(Qt::Key_P);
    f.drain();
    QVERIFY(f.stageShows(QStringLiteral("Pay Tea House")));
    QCOMPARE(f.starts().size(), 0);
}

void ConfirmTest::eachStateSaysItsWords_data() {
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* state, const char* words) {
        QTest::newRow(state) << QByteArray(state) << QString::fromUtf8(words);
    };
    row("sent", "On its way to My phone");
    row("delivered", "Waiting until it is opened on the phone");
    row("opened", "Waiting for your answer on the phone");
    row("waiting_for_device", "Waiting for the security device");
    row("signed", "Signed, being paid…");
}

void ConfirmTest::eachStateSaysItsWords() {
    QFETCH(const QByteArray, state);
    QFETCH(const QString, words);
    Confirmer f;
    f.order();
    f.become(recorded::confirmation(state.constData()), words);
    QVERIFY(f.stageShows(QStringLiteral("Confirm on your phone")));
    QVERIFY(f.texts().join(QString()).contains(QLatin1String("41 87")));
    // Paid is what is told to be paid.
    for (const char* paid : {"Paid", "Transferred", "Refunded"})
        QVERIFY2(!f.shows(QString::fromLatin1(paid)), paid);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void ConfirmTest::eachEndSaysWhyAndWhatToDo_data() {
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("help");
    const auto row = [](const char* state, const char* reason, const char* words,
                        const char* help) {
        QTest::addRow("%s %s", state, reason)
            << QByteArray(state) << QByteArray(reason) << QString::fromUtf8(words)
            << QString::fromUtf8(help);
    };
    row("paid", "", "Transferred", "Confirmed on My phone");
    row("refused", "person", "Refused on the phone", "begin again");
    row("refused", "code_differs", "The codes were not the same", "compare the four digits");
    row("refused", "reported", "Reported from the phone", "are blocked until");
    row("expired", "not_delivered", "The phone did not get it in time", "Switch the phone on");
    row("expired", "not_opened", "It was not opened in time", "Open Tap & Pay on the phone");
    row("expired", "not_signed", "It was not signed in time", "Have the security device at hand");
    row("invalid", "signature", "The signature is not valid", "did not sign what was shown");
    row("invalid", "other_request", "Something else was signed", "belongs to another request");
    row("invalid", "other_device", "Signed by another security device", "that the phone asks for");
    row("invalid", "device_unknown", "The security device is not registered",
        "Add it on the phone");
    row("invalid", "device_revoked", "The security device was removed",
        "another registered device");
    row("withdrawn", "computer", "Withdrawn", "does not show it any more");
    row("withdrawn", "phone", "The phone was removed", "Pair a phone");
    row("failed", "device_lacks_feature", "The security device can't sign this", "Use another");
    row("failed", "device_refused", "Refused on the security device", "begin again");
    row("failed", "device_blocked", "The security device is blocked", "its unblocking code");
    row("failed", "device_lost", "The security device went away", "Leave it at the phone");
    row("failed", "declined", "Your bank declined the payment", "Ask your bank");
    row("failed", "not_payable", "It can't be paid any more", "Ask the shop");
    row("failed", "undone", "Taken back. Nothing is charged", "You can pay again");
    row("failed", "another_word", "It could not be done", "Begin again.");
    row("refused", "another_word", "Refused on the phone", "begin again");
}

void ConfirmTest::eachEndSaysWhyAndWhatToDo() {
    QFETCH(const QByteArray, state);
    QFETCH(const QByteArray, reason);
    QFETCH(const QString, words);
    QFETCH(const QString, help);
    Confirmer f;
    f.transfer();
    f.become(recorded::transfer(state.constData(), reason.constData()), words);
    QVERIFY2(f.says(help), qPrintable(f.texts().join(QLatin1Char('\n'))));
    QCOMPARE(f.says(QStringLiteral("Nothing was transferred.")), state != "paid");
    QVERIFY(!f.named(QStringLiteral("Withdraw")));
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(!f.onStage());
    QTRY_VERIFY(f.shows(QStringLiteral("Last confirmations")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void ConfirmTest::whatIsShownIsOfTheRequest() {
    Confirmer f;
    f.order();
    // Before the back end has answered nothing is read from a request, so nothing is shown of one.
    QVERIFY(!f.says(QStringLiteral("128.60")));
    QVERIFY(f.stageShows(QStringLiteral("The code to compare comes in a moment.")));
    f.become(recorded::transfer("opened"), QString::fromUtf8("To 李明 · account 6217003810027723"));
    QVERIFY(f.stageShows(QString::fromUtf8("Rent for December · from 622848 •••• 8901")));
    QVERIFY(!f.says(QStringLiteral("different alphabets")));
    f.become(recorded::withMixedScripts(recorded::transfer("opened")),
             QString::fromUtf8("To T\u0435a House · account 6217003810027723"));
    QVERIFY(f.says(QStringLiteral("Letters of different alphabets are mixed")));
    f.terminal().sendConfirmation(
        f.mine(recorded::refused(recorded::transfer("failed"), "phone.missing")));
    QTRY_VERIFY(f.says(QStringLiteral("No phone is paired that could confirm this.")));
}

void ConfirmTest::escapeWithdrawsOnce() {
    Confirmer f;
    f.order();
    f.become(recorded::confirmation("delivered"),
             QStringLiteral("Waiting until it is opened on the phone"));
    f.press(Qt::Key_Escape);
    f.press(Qt::Key_Escape);
    QTRY_COMPARE(f.count("confirm.withdraw"), 1);
    QTRY_VERIFY(f.named(QString::fromUtf8("Withdrawing…")));
    f.press(Qt::Key_Escape);
    f.drain();
    QCOMPARE(f.count("confirm.withdraw"), 1);
    QCOMPARE(f.count("sale.cancel"), 0);
    f.become(recorded::confirmation("withdrawn", "computer"), QStringLiteral("Withdrawn"));
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(f.stageShows(QStringLiteral("Pay Tea House")));
    QCOMPARE(f.count("sale.cancel"), 0);
}

void ConfirmTest::enterDecidesNothingBeforeTheEnd() {
    Confirmer f;
    f.order();
    f.become(recorded::confirmation("opened"),
             QStringLiteral("Waiting for your answer on the phone"));
    f.press(Qt::Key_Enter);
    f.settle();
    f.press(Qt::Key_Enter);
    f.terminal().sendConfirmation(f.mine(recorded::confirmation("refused", "person")));
    QTRY_VERIFY(f.stageShows(QStringLiteral("Refused on the phone")));
    f.press(Qt::Key_Enter);  // meant for what was there before
    f.drain();
    QVERIFY(f.stageShows(QStringLiteral("Refused on the phone")));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(QStringLiteral("Pay Tea House")));
    f.press(Qt::Key_Enter);  // the second of two: no consent
    f.drain();
    QCOMPARE(f.count("checkout.accept"), 0);
    QCOMPARE(f.count("confirm.withdraw"), 0);
    QCOMPARE(f.starts().size(), 1);
}

void ConfirmTest::signedCannotBeWithdrawn() {
    Confirmer f;
    f.order();
    f.become(recorded::confirmation("signed"), QString::fromUtf8("Signed, being paid…"));
    f.press(Qt::Key_Escape);
    f.drain();
    QCOMPARE(f.count("confirm.withdraw"), 0);
    QVERIFY(!f.named(QStringLiteral("Can't be withdrawn any more"))->isEnabled());
}

void ConfirmTest::anotherOneIsNotShown() {
    Confirmer f;
    f.order();
    f.become(recorded::confirmation("opened"),
             QStringLiteral("Waiting for your answer on the phone"));
    f.terminal().sendConfirmation(recorded::transfer("paid"));  // of another program
    f.drain();
    QVERIFY(f.stageShows(QStringLiteral("Waiting for your answer on the phone")));
    QVERIFY(!f.says(QStringLiteral("6,000.00")));
    QVERIFY(!f.says(QString::fromUtf8("李明")));
}

void ConfirmTest::nothingComesBackFromAnEnd() {
    Confirmer f;
    f.order();
    const QJsonObject late = f.mine(recorded::confirmation("opened"));
    f.become(recorded::confirmation("refused", "person"), QStringLiteral("Refused on the phone"));
    f.terminal().sendConfirmation(late);
    f.drain();
    QVERIFY(f.stageShows(QStringLiteral("Refused on the phone")));
}

}  // namespace tappay::ui
