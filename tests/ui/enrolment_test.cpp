#include "ui/enrolment_test.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

#include "ui/window_fixture.h"

namespace tappay::ui {

namespace {

const QString kChip = QStringLiteral("A virtual chip will hold the keys");
const QString kCode = QStringLiteral("Enter the enrolment code");
const QString kProgress = QStringLiteral("This computer becomes a terminal");
const QString kTap = QStringLiteral("Tap or insert any card");
const QString kReady = QStringLiteral("Ready to take payments");

QJsonObject failureOf(const char* name) {
    return recorded::withFailure({}, name).value(QLatin1String("failure")).toObject();
}

// A window over a machine that is no terminal yet.
struct Machine : WindowFixture {
    explicit Machine(const QJsonObject& security = recorded::machine()) {
        terminal().setStatus(recorded::statusOfMachine());
        terminal().setSecurity(security);
    }
    Enrolment& enrolment() { return *shop().till().enrolment(); }

    void openAtCode() {
        open(kChip);
        settle();
        press(Qt::Key_Enter);
        QTRY_VERIFY(stageShows(kCode));
        settle();
    }
    void submitCode() {
        openAtCode();
        write("K7QM2XW94THD");
        press(Qt::Key_Enter);
        QTRY_COMPARE(terminal().callsOf(QStringLiteral("terminal.enrol")).size(), 1);
        QTRY_VERIFY(stageShows(kProgress));
        settle();
    }
    void finishSteps() {
        terminal().setStatus(recorded::status());
        terminal().setSecurity(recorded::security());
        QTRY_VERIFY(stageShows(kTap));
        settle();
    }
    [[nodiscard]] bool says(const char* words) const {
        return texts().join(QLatin1Char(' ')).contains(QString::fromUtf8(words));
    }
};

}  // namespace

void EnrolmentTest::fromTheCodeToSell() {
    Machine f;
    f.submitCode();
    const QJsonObject sent =
        f.terminal().callsOf(QStringLiteral("terminal.enrol")).first().toObject();
    QCOMPARE(sent, (QJsonObject{{QStringLiteral("code"), QStringLiteral("K7QM-2XW9-4THD")}}));
    for (const auto& [step, done] : {std::pair("fetching_key", 1), std::pair("signing_on", 2),
                                     std::pair("fetching_parameters", 3)}) {
        f.terminal().setSecurity(recorded::enrolling(step, done));
        QTRY_COMPARE(f.enrolment().done(), done);
        QVERIFY(f.stageShows(kProgress));
        QVERIFY(f.enrolment().code().isEmpty());  // used up: not kept
    }
    f.finishSteps();
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("card.read")).size(), 1);
    f.terminal().setCard(recorded::cardFacts());
    QTRY_VERIFY(f.stageShows(QStringLiteral("The card was read")));
    QVERIFY(f.shows(QStringLiteral("622848 •••• 8901")));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(kReady));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(QStringLiteral("Charge")));
    f.type("1234");
    QCOMPARE(f.sale().entry()->figures(), QStringLiteral("12.34"));
    QVERIFY(f.terminal().callsOf(QStringLiteral("sale.start")).isEmpty());
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void EnrolmentTest::chipIsExplained_data() {
    QTest::addColumn<QString>("form");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("means");
    QTest::newRow("tpm") << "tpm" << "This computer has a security chip" << "can't leave it";
    QTest::newRow("virtual") << "virtual" << kChip << "That is weaker";
    QTest::newRow("software") << "software" << "There is no security chip" << "for trials";
}

void EnrolmentTest::chipIsExplained() {
    QFETCH(const QString, form);
    QFETCH(const QString, sentence);
    QFETCH(const QString, means);
    Machine f(recorded::machine(form.toLatin1().constData()));
    f.open(sentence);
    QVERIFY(f.says(means.toUtf8().constData()));
    QVERIFY(f.named(QStringLiteral("Go on")));
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void EnrolmentTest::aMissingChipIsLookedForAgain() {
    Machine f(recorded::withoutChip(recorded::machine("tpm")));
    f.open(QStringLiteral("The security chip can't be used"));
    QVERIFY(f.says("The security chip does not answer."));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("security.get")).size(), 1);
    f.terminal().setSecurity(recorded::machine("tpm"));
    QTRY_VERIFY(f.stageShows(QStringLiteral("This computer has a security chip")));
}

void EnrolmentTest::codesAreTakenInAnyShape_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("complete");
    const auto row = [](const char* typed, const char* code, bool complete) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromLatin1(code) << complete;
    };
    row("k7qm2xw94thd", "K7QM-2XW9-4THD", true);
    row(" K7QM 2XW9 4THD\n", "K7QM-2XW9-4THD", true);
    row("K7QM-2XW9-4THD-EXTRA", "K7QM-2XW9-4THD", true);
    row("oOiIlL", "0011-11", false);
    row("K7QM", "K7QM", false);
    row("K7QM-", "K7QM", false);
    row("u7é.#中", "7", false);
    row("", "", false);
}

void EnrolmentTest::codesAreTakenInAnyShape() {
    QFETCH(const QString, typed);
    QFETCH(const QString, code);
    QFETCH(const bool, complete);
    Machine f;
    f.openAtCode();
    f.enrolment().setCode(typed);
    QCOMPARE(f.enrolment().code(), code);
    QCOMPARE(f.enrolment().codeComplete(), complete);
}

void EnrolmentTest::pastedCodesAreTaken() {
    Machine f;
    f.openAtCode();
    QGuiApplication::clipboard()->setText(QStringLiteral("k7qm 2xw9 4thd"));
    QTest::keyClick(f.window(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(f.enrolment().code(), QStringLiteral("K7QM-2XW9-4THD"));
    QTRY_VERIFY(f.named(QStringLiteral("Enrol")) && f.named(QStringLiteral("Enrol"))->isEnabled());
    // One that was typed wrong is corrected in its middle.
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(f.window(), Qt::Key_Left);
    QTest::keyClick(f.window(), Qt::Key_Backspace);
    QTest::keyClick(f.window(), 'z');
    QCOMPARE(f.enrolment().code(), QStringLiteral("K7QM-2XZ9-4THD"));
}

void EnrolmentTest::halfACodeIsNotSent() {
    Machine f;
    f.openAtCode();
    f.write("K7QM2");
    f.press(Qt::Key_Enter);
    f.drain();
    QVERIFY(f.terminal().callsOf(QStringLiteral("terminal.enrol")).isEmpty());
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(f.stageShows(kChip));
}

void EnrolmentTest::aRefusedCodeStays() {
    Machine f;
    f.openAtCode();
    f.terminal().refuse(QStringLiteral("terminal.enrol"), failureOf("enrolment.code"));
    f.write("K7QM2XW94THD");
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.says("This enrolment code is unknown, used up or expired."));
    QVERIFY(f.stageShows(kCode));
    QCOMPARE(f.enrolment().code(), QStringLiteral("K7QM-2XW9-4THD"));
    f.press(Qt::Key_Backspace);  // another one is being typed
    QTRY_VERIFY(!f.says("This enrolment code is unknown"));
}

void EnrolmentTest::aFailureLeadsBackToTheCode() {
    Machine f;
    f.submitCode();
    f.terminal().setSecurity(recorded::stopped(recorded::machine(), "enrolment.code"));
    QTRY_VERIFY(f.stageShows(QStringLiteral("It can't go on yet")));
    QVERIFY(f.says("Ask the operator for a new code."));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(kCode));
    QCOMPARE(f.enrolment().code(), QStringLiteral("K7QM-2XW9-4THD"));  // may have a slip in it
    QCOMPARE(WindowFixture::takeWarnings(), QStringList());
}

void EnrolmentTest::laterFailuresAreTriedAgain() {
    Machine f;
    f.submitCode();
    f.terminal().setSecurity(
        recorded::stopped(recorded::enrolling("idle", 1), "bank.unreachable", 3600));
    QTRY_VERIFY(f.says("Receive the master key · next try in 3"));
    f.settle();
    f.press(Qt::Key_Escape);  // the code is used up: no way back
    f.drain();
    QVERIFY(!f.stageShows(kCode));
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("keys.renew")).size(), 1);
    f.terminal().setSecurity(recorded::stopped(recorded::enrolling("idle", 3), "bank.unreachable"));
    QTRY_VERIFY(f.enrolment().done() == 3 && f.enrolment().failed());
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("terminal.signOn")).size(), 1);
}

void EnrolmentTest::startsWhereTheTerminalIs_data() {
    QTest::addColumn<QJsonObject>("security");
    QTest::addColumn<QString>("sentence");
    const QString stopped = QStringLiteral("It can't go on yet");
    QTest::newRow("new") << recorded::machine() << kChip;
    QTest::newRow("wrong code") << recorded::stopped(recorded::machine(), "enrolment.code")
                                << kCode;
    QTest::newRow("chip failed") << recorded::stopped(recorded::machine(), "chip.unavailable")
                                 << kChip;
    QTest::newRow("enrolling") << recorded::enrolling("enrolling", 0) << kProgress;
    QTest::newRow("no key") << recorded::stopped(recorded::enrolling("idle", 1), "bank.unreachable",
                                                 60)
                            << stopped;
    QTest::newRow("no parameters")
        << recorded::stopped(recorded::enrolling("idle", 3), "bank.unreachable", 60) << stopped;
    QTest::newRow("fetching") << recorded::enrolling("fetching_parameters", 3) << kProgress;
}

void EnrolmentTest::startsWhereTheTerminalIs() {
    QFETCH(const QJsonObject, security);
    QFETCH(const QString, sentence);
    Machine f(security);
    f.open(sentence);
    if (sentence == kProgress || sentence == kChip || sentence == kCode) return;
    QVERIFY(f.says("next try in"));
    QVERIFY(f.named(QStringLiteral("Try now")));
}

void EnrolmentTest::somebodyElseEnrolsIt() {
    Machine f;
    f.open(kChip);
    f.terminal().setSecurity(recorded::enrolling("enrolling", 0));
    QTRY_VERIFY(f.stageShows(kProgress));
    f.terminal().setStatus(recorded::status());
    f.terminal().setSecurity(recorded::security());
    QTRY_VERIFY(f.stageShows(QStringLiteral("Charge")));
    QVERIFY(f.terminal().callsOf(QStringLiteral("card.read")).isEmpty());
}

void EnrolmentTest::theTestTapCanBeSkipped() {
    Machine f;
    f.submitCode();
    f.finishSteps();
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("card.read")).size(), 1);
    f.press(Qt::Key_Escape);
    QTRY_VERIFY(f.stageShows(kReady));
    // The reader is free for payments.
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("card.cancel")).size(), 1);
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_VERIFY(f.stageShows(QStringLiteral("Charge")));
}

void EnrolmentTest::anUnreadCardIsTriedAgain() {
    Machine f;
    f.submitCode();
    f.terminal().refuse(QStringLiteral("card.read"), failureOf("card.unresponsive"));
    f.terminal().setStatus(recorded::status());
    f.terminal().setSecurity(recorded::security());
    QTRY_VERIFY(f.stageShows(QStringLiteral("No card was read")));
    QVERIFY(f.says("The card does not answer."));
    f.settle();
    f.press(Qt::Key_Enter);
    QTRY_COMPARE(f.terminal().callsOf(QStringLiteral("card.read")).size(), 2);
    QTRY_VERIFY(f.stageShows(kTap));
}

void EnrolmentTest::aLostApplicationIsGoneOnWith() {
    Machine f;
    f.submitCode();
    f.terminal().setSecurity(recorded::enrolling("signing_on", 2));
    QTRY_COMPARE(f.enrolment().done(), 2);
    f.terminal().disconnectAll();
    QTRY_VERIFY(!f.shop().till().session()->connected());
    QTRY_VERIFY(f.shop().till().session()->connected());
    QTRY_VERIFY(f.stageShows(kProgress));
    f.finishSteps();
}

}  // namespace tappay::ui
