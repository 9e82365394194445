#include "ui/phone_test.h"

#include <QAccessible>

#include "ui/phone_holder.h"

namespace tappay::ui {

void PhoneTest::phonesAndDevicesAreListed() {
    PhoneHolder f;
    f.begin();
    for (const char* text :
         {"My phone", "Paired: it can confirm payments", "Removed: it confirms nothing any more",
          "Key on my ring · PIV key or card", "Key 9F2A 04C1 B7E6 D5C4 …",
          "Offered by the phone: compare its key, then accept it or remove it",
          "Removed: its signature does not count any more"})
        QVERIFY2(f.shows(QString::fromUtf8(text)), text);
    QVERIFY(f.says(QStringLiteral("Copied: its key is in use in two places")));
    QCOMPARE(f.calls("phone.refresh"), 1);
    QCOMPARE(f.calls("device.refresh"), 1);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void PhoneTest::emptyPlacesSayWhatToDo() {
    PhoneHolder f(recorded::noPhones());
    f.terminal().setDevices(recorded::noDevices());
    f.begin();
    QVERIFY(f.shows(QStringLiteral("No phone is paired yet")));
    f.become(recorded::busyPhones(recorded::noPhones()),
             QString::fromUtf8("Asking for your phones…"));
    f.become(recorded::phones(), QStringLiteral("Security devices"));
    QVERIFY(f.says(QStringLiteral("None yet. Add one on the phone")));
    PhoneHolder nobody{QJsonObject()};
    nobody.terminal().setDevices({});
    nobody.start();
    nobody.at(Qt::Key_4, QStringLiteral("No phone at this computer yet"));
    nobody.click(QStringLiteral("To my cards"));
    QTRY_VERIFY(nobody.shows(QStringLiteral("My cards")));
}

void PhoneTest::aFailureHasItsWayOut() {
    PhoneHolder f;
    f.begin();
    f.terminal().setPhones(recorded::withFailure(recorded::phones(), "bank.unreachable"));
    f.click(QStringLiteral("Try again"));
    QTRY_COMPARE(f.calls("phone.refresh"), 2);
    f.terminal().setPhones(recorded::phones());
    f.terminal().refuse(
        QStringLiteral("phone.pair"),
        recorded::withFailure({}, "busy").value(QLatin1String("failure")).toObject());
    f.press(Qt::Key_A);
    f.click(QStringLiteral("Understood"));
    QTRY_VERIFY(!f.named(QStringLiteral("Understood")));
}

void PhoneTest::itIsAskedFor_data() {
    QTest::addColumn<QByteArray>("role");
    QTest::addColumn<QString>("whose");
    QTest::newRow("cardholder") << QByteArray("cardholder") << "cardholder";
    QTest::newRow("shop") << QByteArray("merchant") << "shop";
}

void PhoneTest::itIsAskedFor() {
    QFETCH(const QByteArray, role);
    QFETCH(const QString, whose);
    PhoneHolder f(recorded::noPhones(qPrintable(whose)), role.constData());
    f.begin();
    f.press(Qt::Key_A);
    f.press(Qt::Key_A);
    QTRY_VERIFY(f.shows(QString::fromUtf8("Preparing the code…")));
    f.drain();
    QCOMPARE(f.terminal().callsOf(QStringLiteral("phone.pair")),
             (QJsonArray{QJsonObject{{QStringLiteral("for"), whose}}}));
}

void PhoneTest::renamingAndRemoving() {
    PhoneHolder f;
    f.begin();
    f.click(QStringLiteral("Rename"));
    QTRY_VERIFY(f.shows(QStringLiteral("Name of the phone")));
    f.press(Qt::Key_End);
    f.write("s");
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.calls("phone.rename"), 1);
    QCOMPARE(f.terminal().callsOf(QStringLiteral("phone.rename")).first().toObject(),
             (QJsonObject{{QStringLiteral("for"), QStringLiteral("cardholder")},
                          {QStringLiteral("phone"), QStringLiteral("phone-1")},
                          {QStringLiteral("name"), QStringLiteral("My phones")}}));
    f.terminal().setPhones(recorded::phones());
    QTRY_VERIFY(f.named(QStringLiteral("Remove")) &&
                f.named(QStringLiteral("Remove"))->isEnabled());
    f.click(QStringLiteral("Remove"));
    QTRY_VERIFY(f.shows(QStringLiteral("Remove My phone?")));
    f.settle();
    f.press(Qt::Key_Enter);  // the keyboard is at "keep"
    QTRY_VERIFY(!f.shows(QStringLiteral("Remove My phone?")));
    QCOMPARE(f.calls("phone.revoke"), 0);
    f.click(QStringLiteral("Remove"));
    QTRY_VERIFY(f.shows(QStringLiteral("Remove My phone?")));
    QTest::keyClick(f.window(), Qt::Key_Tab);
    f.press(Qt::Key_Enter);
    f.drain();
    QCOMPARE(f.calls("phone.revoke"), 0);  // too soon after the one before
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.calls("phone.revoke"), 1);
}

void PhoneTest::aDeviceIsComparedFirst() {
    PhoneHolder f;
    f.begin();
    f.click(QString::fromUtf8("Compare…"));
    QTRY_VERIFY(f.says(QStringLiteral("1B2C 3D4E 5F60 7182 93A4 B5C6 D7E8 F90A 1B2C")));
    f.settle();
    f.press(Qt::Key_Enter);  // the keyboard is at "later"
    QTRY_VERIFY(!f.named(QStringLiteral("The same: accept")));
    QCOMPARE(f.calls("device.accept"), 0);
    f.click(QString::fromUtf8("Compare…"));
    f.click(QStringLiteral("The same: accept"));
    QTRY_COMPARE(f.calls("device.accept"), 1);
    QCOMPARE(f.terminal().callsOf(QStringLiteral("device.accept")).first()[QLatin1String("device")],
             QStringLiteral("device-2"));
}

void PhoneTest::theFooterNamesThePhone() {
    PhoneHolder f(recorded::withoutCopies(recorded::phones()));
    f.start();
    QVERIFY(f.shows(QStringLiteral("My phone")));
    f.terminal().setPhones(recorded::phones());
    QTRY_VERIFY(f.shows(QString::fromUtf8("copied · confirms nothing")));
    f.terminal().setPhones(recorded::noPhones());
    QTRY_VERIFY(!f.shows(QString::fromUtf8("copied · confirms nothing")));
    QVERIFY(!f.shows(QStringLiteral("My phone")));
}

void PhoneTest::everythingHasNamesAndFits_data() {
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("percent");
    for (const char* language : {"en", "zh_CN"})
        for (const int percent : {100, 200})
            QTest::addRow("%s/%d", language, percent) << QString::fromLatin1(language) << percent;
}

void PhoneTest::everythingHasNamesAndFits() {
    QFETCH(const QString, language);
    QFETCH(const int, percent);
    PhoneHolder f(recorded::phones(), "both");
    f.begin();
    f.shop().till().preferences()->setLanguage(language);
    f.shop().till().preferences()->setTextPercent(percent);
    const QJsonObject none = recorded::noPhones();
    for (const QJsonObject& phones :
         {recorded::phones(), none, recorded::pairing(none, "offered"),
          recorded::pairing(none, "answered"), recorded::pairing(none, "refused")}) {
        f.terminal().setPhones(phones);
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
