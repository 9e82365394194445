#include <QtCore/QJsonArray>
#include <thread>

#include "agent/json.h"
#include "agent/peer.h"
#include "agent/security_json.h"

// What the local API says of the terminal's keys and its standing, over real sockets.
namespace tappay::agent::test {

namespace {

const QString kCode = "k7qm-2xw9-4thd";

QJsonObject resultOf(const QJsonObject& answer) {
    return answer.value("result").toObject();
}

QJsonObject json(const Bench& bench, const terminal::SecurityStatus& status,
                 const std::optional<Failure>& standing = {}) {
    return toJson(status, standing, bench.clock.now());
}

QString gradeOf(const QJsonObject& security, const char* name) {
    for (const auto& it : security["protections"].toArray())
        if (it.toObject()["name"].toString() == QLatin1String(name))
            return it.toObject()["grade"].toString();
    return {};
}

}  // namespace

class SecurityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
    }

    void everyKeyIsThereBeforeEnrolment() {
        const auto full = json(*bench, exampleSecurity());
        bench->security.put(notEnrolled());
        Peer desk(bench->operatorPath());
        const QJsonObject empty = resultOf(desk.call("security.get"));
        QCOMPARE(empty.keys(), full.keys());
        QCOMPARE(empty["keys"].toObject().keys(), full["keys"].toObject().keys());
        for (const char* none : {"enrolment", "signOn", "parameters", "failure", "nextAttempt"})
            QVERIFY2(empty[QLatin1String(none)].isNull(), none);
        for (const auto& key : empty["keys"].toObject())
            QVERIFY(key.isNull());
        QVERIFY(empty["changes"].toArray().isEmpty());
        QCOMPARE(gradeOf(empty, "keys"), "missing");
        QCOMPARE(gradeOf(empty, "chip"), "weaker");
    }

    void intentsReachTheTerminalAndAnswerAtOnce() {
        Peer desk(bench->operatorPath());
        QCOMPARE(resultOf(desk.call("terminal.enrol", {{"code", kCode}}))["step"], "enrolling");
        QCOMPARE(resultOf(desk.call("terminal.signOn"))["step"], "signing_on");
        QCOMPARE(resultOf(desk.call("keys.renew"))["step"], "fetching_key");
        const std::vector<std::string> expected{"enrol " + kCode.toStdString(), "sign on", "renew"};
        QCOMPARE(bench->security.calls(), expected);
    }

    void stepsFailuresAndTimesHaveNames() {
        auto it = exampleSecurity();
        it.step = terminal::SecurityStep::FetchingParameters;
        it.failure = Failure{FailureCode::HostUnreachable, "not for eyes"};
        it.nextAttempt = it.signOn->at + std::chrono::milliseconds(7);
        it.chip.trouble = Failure{FailureCode::ChipUnavailable, {}};
        using What = terminal::SecurityChange::What;
        it.changes = {{What::Enrolled, it.signOn->at, "10000001"},
                      {What::MasterKey, it.signOn->at, "1"}};
        const QJsonObject shown = json(*bench, it);
        QCOMPARE(shown["step"], "fetching_parameters");
        QCOMPARE(shown["failure"].toObject().keys(), (QStringList{"code", "happened", "remedy"}));
        QCOMPARE(shown["nextAttempt"], "2026-11-22T08:01:01.007Z");
        QCOMPARE(shown["chip"].toObject()["failure"].toObject()["code"], "chip.unavailable");
        QCOMPARE(shown["changes"].toArray()[0].toObject()["what"], "enrolled");
        QCOMPARE(shown["changes"].toArray()[1].toObject()["what"], "master_key");
        QCOMPARE(gradeOf(shown, "chip"), "missing");
    }

    void refusalsCarryTheirFailure() {
        Peer desk(bench->operatorPath());
        bench->security.failNext(FailureCode::EnrolmentCodeInvalid);
        QCOMPARE(failureCode(desk.call("terminal.enrol", {{"code", kCode}})), "enrolment.code");
        bench->security.failNext(FailureCode::Busy);
        QCOMPARE(failureCode(desk.call("terminal.signOn")), "busy");
    }

    void withoutSecurityNothingIsEnrolled() {
        bench = std::make_unique<Bench>();
        bench->withSecurity = false;
        bench->start();
        QVERIFY(bench->listening);
        Peer desk(bench->operatorPath());
        for (const char* method : {"security.get", "terminal.signOn", "keys.renew"})
            QCOMPARE(failureCode(desk.call(method)), "terminal.not_enrolled");
        QCOMPARE(failureCode(desk.call("terminal.enrol", {{"code", kCode}})),
                 "terminal.not_enrolled");
        const QJsonObject first = resultOf(desk.call("app.subscribe"));
        QVERIFY(first.contains("security") && first["security"].isNull());
    }

    void subscribersOfTheOperatorAreTold() {
        Peer desk(bench->operatorPath()), till(bench->tillPath());
        const QJsonObject first = resultOf(desk.call("app.subscribe"));
        QCOMPARE(first["security"].toObject(), json(*bench, exampleSecurity()));
        QVERIFY(!resultOf(till.call("app.subscribe")).contains("security"));
        auto it = exampleSecurity();
        it.step = terminal::SecurityStep::SigningOn;
        std::jthread([&] { bench->security.put(it); }).join();
        const QJsonObject told = desk.next();
        QCOMPARE(told["method"], "security.changed");
        QCOMPARE(told["params"].toObject(), json(*bench, it));
        QVERIFY(till.next(50).isEmpty());
    }

    void anotherStandingIsAlsoTold() {
        Peer desk(bench->operatorPath());
        QVERIFY(desk.call("app.subscribe").contains("result"));
        auto status = exampleStatus();
        status.standing = Failure{FailureCode::TerminalSuspended, {}};
        bench->terminal.setStatus(status);
        const QJsonObject first = desk.next()["params"].toObject();
        QCOMPARE(first["standing"].toObject()["code"], "terminal.suspended");
        const QJsonObject second = desk.next();
        QCOMPARE(second["method"], "security.changed");
        QCOMPARE(gradeOf(second["params"].toObject(), "keys"), "missing");
        status.pendingCount = 1;  // the standing stays: nothing new about security
        bench->terminal.setStatus(status);
        QCOMPARE(desk.next()["method"], "status.changed");
        QVERIFY(desk.next(50).isEmpty());
    }

    // Not that the amount is wrong.
    void aSaleBeforeEnrolmentSaysWhatIsMissing() {
        auto status = exampleStatus();
        status.currency = {};
        status.standing = Failure{FailureCode::NotEnrolled, {}};
        bench->terminal.setStatus(status);
        Peer till(bench->tillPath());
        QCOMPARE(failureCode(till.call("sale.start", {{"amount", "1.00"}})),
                 "terminal.not_enrolled");
    }

    // Good once, but a secret until then.
    void codesAreInNoLogLine() {
        Peer desk(bench->operatorPath());
        QVERIFY(desk.call("terminal.enrol", {{"code", kCode}}).contains("result"));
        bench->security.failNext(FailureCode::EnrolmentCodeInvalid);
        const QJsonObject refused = desk.call("terminal.enrol", {{"code", kCode}});
        QVERIFY(!QJsonDocument(refused).toJson().contains(kCode.toUtf8()));
        const QJsonObject wrong = desk.call("terminal.enrol", {{"code", kCode + kCode}});
        QVERIFY(!QJsonDocument(wrong).toJson().contains(kCode.toUtf8()));
        QVERIFY(desk.call("terminal.enrol", {{"kode", kCode}}).contains("error"));
        for (const std::string& line : bench->tail.newest(LogTail::kLines))
            QVERIFY(line.find(kCode.toStdString()) == std::string::npos);
    }

    void cardReadingCanBeEnded() {
        bench->terminal.holdCard();
        Peer desk(bench->operatorPath()), reading(bench->operatorPath());
        QVERIFY(desk.call("card.cancel").contains("result"));  // nothing to end
        reading.write(R"({"jsonrpc":"2.0","id":"r","method":"card.read"})"
                      "\n");
        QTRY_COMPARE(bench->terminal.calls().size(), 1U);
        QVERIFY(desk.call("card.cancel").contains("result"));
        QCOMPARE(failureCode(reading.next()), "cancelled");
    }

private:
    std::unique_ptr<Bench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::SecurityTest)
#include "security_test.moc"
