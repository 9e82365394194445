#include "agent/peer.h"

// Management commands that a page has brought, over real sockets.
namespace tappay::agent::test {

namespace {
const QJsonObject kCommand{{"command", "a.b.c"}};
}

class ManagementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
    }

    void isAnsweredWhenItHasEnded() {
        bench->security.onBegin = [this](const std::string&) {
            bench->security.put(exampleSecurity());
        };
        Peer browser(bench->browserPath());
        const auto result = browser.call("management.run", kCommand).value("result").toObject();
        QCOMPARE(result, (QJsonObject{{"task", "sign_on"}, {"state", "done"}}));
        QCOMPARE(bench->security.calls(), std::vector<std::string>{"manage a.b.c"});
    }

    void itsFailureIsTheAnswer() {
        bench->security.onBegin = [this](const std::string&) {
            auto failed = exampleSecurity();
            failed.failure = Failure{FailureCode::HostUnreachable, "no line"};
            bench->security.put(failed);
        };
        Peer browser(bench->browserPath());
        QCOMPARE(failureCode(browser.call("management.run", kCommand)), "bank.unreachable");
    }

    void whatIsRefusedIsSaidAtOnce() {
        bench->security.failNext(FailureCode::PermissionDenied);
        Peer browser(bench->browserPath());
        QCOMPARE(failureCode(browser.call("management.run", kCommand)), "permission.denied");
        QCOMPARE(failureCode(browser.call("management.run")), "input.malformed");
    }

    void oneAtATime() {
        Peer first(bench->browserPath()), second(bench->browserPath());
        first.write(
            R"({"jsonrpc":"2.0","id":1,"method":"management.run","params":{"command":"a.b.c"}})"
            "\n");
        QTRY_COMPARE(bench->security.calls().size(), 1U);
        QCOMPARE(failureCode(second.call("management.run", kCommand)), "busy");
        bench->security.put(exampleSecurity());
        QCOMPARE(first.next().value("result").toObject().value("state"), "done");
    }

    void whoeverAskedMayBeGone() {
        {
            Peer page(bench->browserPath());
            page.write(
                R"({"jsonrpc":"2.0","id":1,"method":"management.run","params":{"command":"a.b.c"}})"
                "\n");
            QTRY_COMPARE(bench->security.calls().size(), 1U);
        }
        bench->security.put(exampleSecurity());
        Peer next(bench->browserPath());
        bench->security.onBegin = [this](const std::string&) {
            bench->security.put(exampleSecurity());
        };
        QTRY_COMPARE(next.call("management.run", kCommand).value("result").toObject()["state"],
                     "done");
    }

private:
    std::unique_ptr<Bench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::ManagementTest)
#include "management_test.moc"
