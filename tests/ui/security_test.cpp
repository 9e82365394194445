#include "ui/security_test.h"

#include <QTest>

#include "ui/window_fixture.h"

namespace tappay::ui {

namespace {

const QString kRenew = QStringLiteral("keys.renew");
const QString kSignOn = QStringLiteral("terminal.signOn");

struct Page : WindowFixture {
    explicit Page(const QJsonObject& security = recorded::security(),
                  const char* standing = nullptr) {
        terminal().setSecurity(security);
        if (standing != nullptr)
            terminal().setStatus(recorded::withStanding(recorded::status(), standing));
    }
    void openPage(const QString& behind = QStringLiteral("Charge")) {
        open(behind);
        press(Qt::Key_F12);
        QTRY_VERIFY(shows(QStringLiteral("Security of this computer")));
        settle();
    }
    [[nodiscard]] bool says(const char* words) const {
        return texts().join(QLatin1Char(' ')).contains(QString::fromUtf8(words));
    }
};

}  // namespace

void SecurityTest::showsEveryProtection() {
    Page f;
    f.openPage();
    for (const char* text :
         {"Security chip", "Keys", "PIN entry", "Parameters", "IBM SW TPM 8215.1561", "10000001",
          "today 08:01 · check value 4A\u00A009\u00A01C",
          "today 08:01 · check value 7F\u00A022\u00A090", "until tomorrow 08:01", "7H3KQ2M9XW4T",
          "Screen", "3 protections are weaker", "What this means", "Last changes", "Signed on",
          "new keys, batch 000127"})
        QVERIFY2(f.shows(QString::fromUtf8(text)), text);
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void SecurityTest::gradesAreSummedUp_data() {
    QTest::addColumn<QJsonObject>("security");
    QTest::addColumn<QString>("sum");
    const QJsonObject tpm = recorded::security("tpm");
    QTest::newRow("one weaker") << tpm << "One protection is weaker";
    QTest::newRow("two weaker") << recorded::graded(tpm, "keys", "weaker")
                                << "2 protections are weaker";
    QTest::newRow("missing") << recorded::graded(tpm, "keys", "missing") << "Payments are locked";
    QTest::newRow("all") << recorded::graded(tpm, "pin_entry", "active")
                         << "All protections are active";
}

void SecurityTest::gradesAreSummedUp() {
    QFETCH(const QJsonObject, security);
    QFETCH(const QString, sum);
    Page f(security);
    f.openPage();
    QVERIFY2(f.shows(sum), qPrintable(f.texts().join(QLatin1String(" | "))));
}

void SecurityTest::changesAreShownLive() {
    Page f;
    f.openPage();
    QJsonObject it = recorded::security();
    it.insert(QStringLiteral("step"), QStringLiteral("signing_on"));
    f.terminal().setSecurity(it);
    QTRY_VERIFY(f.says("Signing on… 0 s"));
    QVERIFY(!f.named(QStringLiteral("Renew keys"))->isEnabled());
    f.terminal().setSecurity(recorded::security("tpm"));
    QTRY_VERIFY(f.shows(QStringLiteral("TPM 2.0, built in")));
    QVERIFY(f.named(QStringLiteral("Renew keys"))->isEnabled());
}

void SecurityTest::renewsAfterAQuestion() {
    Page f;
    f.openPage();
    f.press(Qt::Key_K);
    QTRY_VERIFY(f.shows(QStringLiteral("Renew the keys?")));
    f.settle();
    f.press(Qt::Key_Enter);  // what has the keyboard at first keeps the keys
    QTRY_VERIFY(!f.shows(QStringLiteral("Renew the keys?")));
    f.drain();
    QVERIFY(f.terminal().callsOf(kRenew).isEmpty());
    f.settle();
    f.press(Qt::Key_K);
    QTRY_VERIFY(f.shows(QStringLiteral("Renew the keys?")));
    f.settle();
    f.press(Qt::Key_Tab);
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(kRenew).size(), 1);
    QTRY_VERIFY(f.says("Receiving the master key…"));
    f.terminal().setSecurity(recorded::security());
    QTRY_VERIFY(!f.says("Receiving the master key…"));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void SecurityTest::signsOnByOneKey() {
    Page f;
    f.openPage();
    f.press(Qt::Key_S);
    QTRY_COMPARE(f.terminal().callsOf(kSignOn).size(), 1);
    QTRY_VERIFY(f.says("Signing on…"));
    f.press(Qt::Key_S);  // it goes on already
    f.drain();
    QCOMPARE(f.terminal().callsOf(kSignOn).size(), 1);
}

void SecurityTest::refusalIsShown() {
    Page f;
    f.openPage();
    f.terminal().refuse(
        kSignOn, recorded::withFailure({}, "busy").value(QLatin1String("failure")).toObject());
    f.press(Qt::Key_S);
    QTRY_VERIFY(f.named(QStringLiteral("Understood")));
    QVERIFY(f.says("Finish or cancel that one first."));
    f.press(Qt::Key_S);
    QTRY_COMPARE(f.terminal().callsOf(kSignOn).size(), 2);
}

void SecurityTest::failureSaysWhenItIsTriedAgain() {
    Page f(recorded::stopped(recorded::security(), "bank.unreachable", 3600));
    f.openPage();
    QVERIFY(f.says("Check the network connection, then try again. Tried again by itself in 3"));
}

void SecurityTest::aMachineIsSetUp() {
    Page f(recorded::machine(), "terminal.not_enrolled");
    f.openPage(QStringLiteral("A virtual chip will hold the keys"));
    QVERIFY(f.says("This terminal is not enrolled yet."));
    auto* set = f.named(QStringLiteral("Set up this terminal"));
    QVERIFY(set);
    set->forceActiveFocus();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(QStringLiteral("A virtual chip will hold the keys")));
}

void SecurityTest::aLostTerminalIsEnrolledAnew() {
    Page f(recorded::graded(recorded::security(), "keys", "missing"), "terminal.revoked");
    f.openPage(QStringLiteral("No payments at the moment"));
    QVERIFY(!f.named(QStringLiteral("Renew keys")));
    auto* anew = f.named(QStringLiteral("Enrol anew"));
    QVERIFY(anew);
    anew->forceActiveFocus();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(QStringLiteral("Enrol this terminal anew")));
    f.settle();
    f.press(Qt::Key_Escape);  // not after all
    QTRY_VERIFY(f.stageShows(QStringLiteral("No payments at the moment")));
}

void SecurityTest::withoutSecurityItSaysSo() {
    Page f({});
    f.openPage();
    QVERIFY(f.says("says nothing about a chip and keys of its own"));
    QVERIFY(!f.named(QStringLiteral("Renew keys")));
}

void SecurityTest::largeTextIsScrolledByKeys() {
    Page f;
    f.openPage();
    f.shop().till().preferences()->setTextPercent(200);
    auto* cards = f.window()->findChild<QQuickItem*>(QStringLiteral("securityCards"));
    QVERIFY(cards);
    QTRY_VERIFY(cards->property("end").toReal() > 0);
    f.press(Qt::Key_Down);
    QTRY_VERIFY(cards->property("contentY").toReal() > 0);
    f.press(Qt::Key_Up);
    QTRY_COMPARE(cards->property("contentY").toReal(), 0.0);
}

}  // namespace tappay::ui
