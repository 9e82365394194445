#include "ui/standing_test.h"

#include <QTest>

#include "ui/window_fixture.h"

namespace tappay::ui {

namespace {

const QString kStopped = QStringLiteral("No payments at the moment");

struct Terminal : WindowFixture {
    explicit Terminal(const char* standing) {
        terminal().setStatus(recorded::withStanding(recorded::status(), standing));
        terminal().setSecurity(recorded::stopped(recorded::security(), standing));
    }
    [[nodiscard]] bool says(const QString& words) const {
        return texts().join(QLatin1Char(' ')).contains(words);
    }
};

}  // namespace

void StandingTest::everyStandingSaysWhatToDo_data() {
    QTest::addColumn<QString>("happened");
    QTest::addColumn<QString>("action");
    const auto row = [](const char* code, const char* happened, const char* action) {
        QTest::newRow(code) << QString::fromLatin1(happened) << QString::fromLatin1(action);
    };
    row("terminal.suspended", "The operator has suspended this terminal.", "Try now");
    row("terminal.not_signed_on", "The terminal is not signed on to the network.", "Try now");
    row("terminal.revoked", "The certificate of this terminal was revoked.", "Enrol anew");
    row("terminal.expired", "The certificate of this terminal has expired.", "Enrol anew");
    row("terminal.cloned", "The state of the security chip was copied or put back.", "Enrol anew");
    row("terminal.unknown", "The back end does not know this terminal.", "Enrol anew");
}

void StandingTest::everyStandingSaysWhatToDo() {
    QFETCH(const QString, happened);
    QFETCH(const QString, action);
    Terminal f(QTest::currentDataTag());
    f.open(kStopped);
    QVERIFY2(f.says(happened), qPrintable(f.texts().join(QLatin1String(" | "))));
    QVERIFY(f.named(action));
    QVERIFY(f.named(QStringLiteral("Show security")));
    f.press(Qt::Key_F12);
    QTRY_VERIFY(f.shows(QStringLiteral("Security of this computer")));
    QVERIFY(f.says(happened));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void StandingTest::aSuspendedTerminalIsTriedAgain() {
    Terminal f("terminal.suspended");
    f.open(kStopped);
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("terminal.signOn")).size(), 1);
    QTRY_VERIFY(f.says(QStringLiteral("Signing on · 0 s")));
    f.terminal().setSecurity(recorded::security());
    f.terminal().setStatus(recorded::status());
    QTRY_VERIFY(f.stageShows(QStringLiteral("Charge")));
}

void StandingTest::aLostTerminalIsEnrolledAnew() {
    Terminal f("terminal.cloned");
    f.open(kStopped);
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(QStringLiteral("Enrol this terminal anew")));
    f.settle();
    f.write("K7QM2XW94THD");
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("terminal.enrol")).size(), 1);
    QTRY_VERIFY(f.stageShows(QStringLiteral("This computer becomes a terminal")));
    f.terminal().setStatus(recorded::status());
    f.terminal().setSecurity(recorded::security());
    QTRY_VERIFY(f.stageShows(QStringLiteral("Tap or insert any card")));
}

// At each start for a moment, and nobody has to do anything.
void StandingTest::signingOnDoesNotTakeTheTillAway() {
    Terminal f("terminal.not_signed_on");
    QJsonObject signing = recorded::security();
    signing.insert(QStringLiteral("step"), QStringLiteral("signing_on"));
    f.terminal().setSecurity(signing);
    f.open();
    QVERIFY(f.says(QStringLiteral("The terminal is not signed on to the network.")));
    f.type("5");
    QCOMPARE(f.sale().entry()->figures(), QStringLiteral("0.05"));
}

void StandingTest::aPaymentUnderWayStays() {
    WindowFixture f;
    f.open();
    f.sale().show(Transaction::fromJson(
        recorded::transaction(QStringLiteral("unknown"), QStringLiteral("checking"), 0)));
    QTRY_VERIFY(f.stageShows(QStringLiteral("Result not known yet")));
    f.terminal().setStatus(recorded::withStanding(recorded::status(), "terminal.revoked"));
    f.drain();
    QVERIFY(f.stageShows(QStringLiteral("Result not known yet")));
    f.sale().leave();
    QTRY_VERIFY(f.stageShows(kStopped));
}

void StandingTest::comesAndGoesByItself() {
    WindowFixture f;
    f.open();
    QJsonObject status = recorded::withStanding(recorded::status(), "terminal.suspended");
    status.insert(QStringLiteral("trouble"), status.value(QLatin1String("standing")));
    f.terminal().setStatus(status);
    QTRY_VERIFY(f.stageShows(kStopped));
    f.terminal().setStatus(recorded::status());
    QTRY_VERIFY(f.stageShows(QStringLiteral("Charge")));
}

}  // namespace tappay::ui
