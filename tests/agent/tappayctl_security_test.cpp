#include <QtCore/QJsonArray>

#include "agent/ctl_process.h"
#include "agent/json.h"
#include "agent/security_json.h"

// What the real program says of the terminal's keys, and how it follows what is done about them.
namespace tappay::agent::test {

namespace {

using terminal::SecurityStatus;
using terminal::SecurityStep;

SecurityStatus going(SecurityStatus status, SecurityStep step) {
    status.step = step;
    return status;
}

SecurityStatus failed(SecurityStatus status, FailureCode code) {
    status.step = SecurityStep::Idle;
    status.failure = Failure{code, {}};
    return status;
}

}  // namespace

class TappayctlSecurityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<CtlBench>();
        QVERIFY(bench->listening);
    }

    void machineOutputIsTheApis() {
        const QJsonObject whole = toJson(exampleSecurity(), {}, bench->clock.now());
        QCOMPARE(bench->run({"security", "--json"}).json(), whole);
        QCOMPARE(bench->run({"chip", "--json"}).json(), whole["chip"].toObject());
        QCOMPARE(bench->run({"keys", "--json"}).json(), whole["keys"].toObject());
    }

    void peopleGetAlignedWords() {
        const QString text = bench->run({"security"}).out;
        QVERIFY2(text.startsWith("Chip        weaker\nKeys        active\n"), qPrintable(text));
        QVERIFY2(text.contains("\nPIN entry   weaker\n\nChip          virtual, a program"),
                 qPrintable(text));
        QVERIFY2(text.contains("\nParameters    version 3, test profile, 5 applications, 4 "),
                 qPrintable(text));
        QVERIFY2(text.contains("\nLast changes\n2026-11-22 "), qPrintable(text));
        QVERIFY2(text.endsWith("  signed on, batch 000127\n"), qPrintable(text));
        QCOMPARE(bench->run({"chip"}).out,
                 "Chip     virtual, a program of this computer (weaker than a chip)\n"
                 "Made by  IBM SW TPM 8215.1561\n");
        const QString keys = bench->run({"keys"}).out;
        QVERIFY2(keys.startsWith("Terminal      10000001\nMerchant      Corner Shop 8983"),
                 qPrintable(keys));
        QVERIFY2(keys.contains("check value 4A091C, version 1\n"), qPrintable(keys));
        QVERIFY2(keys.contains("\nChip counter  17\n"), qPrintable(keys));
    }

    void whatIsNotThereIsSaid() {
        auto it = failed(notEnrolled(), FailureCode::HostUnreachable);
        it.chip.trouble = Failure{FailureCode::ChipUnavailable, {}};
        bench->security.put(it);
        const QString text = bench->run({"security"}).out;
        for (const char* line :
             {"\nChip trouble  The security chip does not answer. Restart",
              "\nTerminal      not enrolled\n", "\nMaster key    none\n", "\nSigned on     no\n",
              "\nParameters    none\n", "\nLast failure  The bank could not be reached"})
            QVERIFY2(text.contains(line), qPrintable(text));
        QVERIFY(!text.contains("Last changes"));
        auto status = exampleStatus();
        status.standing = Failure{FailureCode::NotEnrolled, {}};
        bench->terminal.setStatus(status);
        QVERIFY(bench->run({"status"}).out.contains("Standing      This terminal is not enrolled"));
    }

    void enrolmentIsFollowedStepByStep() {
        bench->security.put(notEnrolled());
        Running ctl(*bench, {"enrol", "k7qm-2xw9-4thd", "--json"});
        ctl.waitForErr("Enrolling…");
        auto it = notEnrolled();
        it.enrolment = exampleSecurity().enrolment;
        bench->security.put(going(it, SecurityStep::FetchingKey));
        ctl.waitForErr("Fetching the master key…");
        it.masterKey = exampleSecurity().masterKey;
        bench->security.put(going(it, SecurityStep::SigningOn));
        ctl.waitForErr("Signing on…");
        it.signOn = exampleSecurity().signOn;
        bench->security.put(going(it, SecurityStep::FetchingParameters));
        ctl.waitForErr("Fetching the parameters…");
        bench->security.put(exampleSecurity());
        const Ended ended = ctl.end();
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.json(), toJson(exampleSecurity(), {}, bench->clock.now()));
        QCOMPARE(bench->security.calls(), std::vector<std::string>{"enrol k7qm-2xw9-4thd"});
    }

    void groupsMayStandApart() {
        bench->security.onBegin = [this](const std::string&) {
            bench->security.put(exampleSecurity());
        };
        const Ended ended = bench->run({"enrol", "K7QM", "2XW9", "4THD"});
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.startsWith("Terminal      10000001\n"));
        QCOMPARE(bench->security.calls(), std::vector<std::string>{"enrol K7QM-2XW9-4THD"});
    }

    void endingsHaveTheirStatus_data() {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<bool>("begun");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("again");
        QTest::addColumn<int>("status");
        const auto row = [](const char* name, const QStringList& words, bool begun,
                            FailureCode code, bool again, int status) {
            QTest::newRow(name) << words << begun << static_cast<int>(code) << again << status;
        };
        const QStringList enrol{"enrol", "K7QM-2XW9-4THD"}, renew{"keys", "renew"};
        row("refused", enrol, false, FailureCode::EnrolmentCodeInvalid, false, 4);
        row("busy", enrol, false, FailureCode::Busy, false, 4);
        row("code used up", enrol, true, FailureCode::EnrolmentCodeInvalid, false, 4);
        row("no chip", enrol, true, FailureCode::ChipUnavailable, false, 4);
        row("later", enrol, true, FailureCode::HostUnreachable, true, 3);
        row("revoked", {"signon"}, true, FailureCode::TerminalRevoked, false, 4);
        row("signs on later", {"signon"}, true, FailureCode::HostUnreachable, true, 3);
        row("key refused", renew, true, FailureCode::KeyRejected, false, 4);
        row("not enrolled", renew, false, FailureCode::NotEnrolled, false, 4);
    }
    void endingsHaveTheirStatus() {
        QFETCH(const QStringList, words);
        QFETCH(const bool, begun);
        QFETCH(const int, code);
        QFETCH(const bool, again);
        QFETCH(const int, status);
        auto end = failed(exampleSecurity(), static_cast<FailureCode>(code));
        if (again) end.nextAttempt = end.signOn->at + std::chrono::minutes(5);
        if (begun)
            bench->security.onBegin = [this, end](const std::string&) { bench->security.put(end); };
        else
            bench->security.failNext(static_cast<FailureCode>(code));
        const Ended ended = bench->run(words + QStringList{"--json"});
        QCOMPARE(ended.status, status);
        const auto& text = describe(static_cast<FailureCode>(code));
        QVERIFY2(ended.err.contains(QByteArray::fromStdString(std::string(text.happened))),
                 ended.err.constData());
        QCOMPARE(ended.err.contains("tried again by itself at 2026-11-22 "), again);
        QCOMPARE(ended.json().contains("error"), !again);
    }

    void aLostConnectionIsGoneOnWith() {
        Running ctl(*bench, {"signon"});
        ctl.waitForErr("Signing on…");
        bench->server.reset();
        ctl.waitForErr("Connection lost. Connecting again…");
        bench->security.put(exampleSecurity());  // it was done meanwhile
        bench->start();
        QVERIFY(bench->listening);
        const Ended ended = ctl.end();
        QCOMPARE(ended.status, 0);
        QCOMPARE(bench->security.calls(), std::vector<std::string>{"sign on"});
    }

private:
    std::unique_ptr<CtlBench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::TappayctlSecurityTest)
#include "tappayctl_security_test.moc"
