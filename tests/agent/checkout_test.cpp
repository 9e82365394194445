#include <QtCore/QJsonArray>
#include <future>

#include "agent/peer.h"
#include "agent/plugin_version.h"

// What web pages may do with the application, over real sockets.
namespace tappay::agent::test {

namespace {

const QString kPayment = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e9";
const QJsonObject kStart{{"order", "signed"}, {"origin", "https://tea.example"}};

QJsonObject resultOf(const QJsonObject& answer) {
    return answer.value("result").toObject();
}

QStringList codesOf(const QJsonObject& ready) {
    QStringList codes;
    for (const auto& problem : ready.value("problems").toArray())
        codes.append(problem.toObject().value("code").toString());
    return codes;
}

}  // namespace

class CheckoutTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
    }

    void eachSocketHasItsOwnMethods() {
        Peer browser(bench->browserPath()), till(bench->tillPath());
        for (const Method& method : allMethods()) {
            const bool refused =
                failureCode(browser.call(method.name, {{"id", kPayment}})) == "permission.denied";
            QCOMPARE(refused, method.scope != Scope::Browser);
            if (method.scope == Scope::Browser)
                QCOMPARE(failureCode(till.call(method.name)), "permission.denied");
        }
    }

    void versionsOfThePlugin_data() {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("state");
        QTest::newRow("current") << QString(kCurrentPlugin.data()) << "current";
        QTest::newRow("newer") << "99.0" << "current";
        QTest::newRow("older") << "0.0.9" << "outdated";
        QTest::newRow("four parts") << "0.1.0.1" << "current";
        for (const char* malformed : {"", "1.", ".1", "1..2", "1.2.3.4.5", "-1", "1.a", " 1"})
            QTest::newRow(malformed) << malformed << "";
    }
    void versionsOfThePlugin() {
        QFETCH(QString, version);
        QFETCH(QString, state);
        Peer browser(bench->browserPath());
        const auto answer =
            browser.call("checkout.ready", {{"host", "0.1.0"}, {"plugin", version}});
        if (state.isEmpty()) {
            QCOMPARE(failureCode(answer), "input.malformed");
            return;
        }
        QCOMPARE(resultOf(answer).value("plugin").toString(), state);
        const bool outdated = state == "outdated";
        QCOMPARE(codesOf(resultOf(answer)).contains("plugin.outdated"), outdated);
        QCOMPARE(failureCode(browser.call("checkout.start", kStart)),
                 outdated ? QString("plugin.outdated") : QString());
    }

    void readyTellsWhatWouldKeepItFromWorking() {
        Peer browser(bench->browserPath());
        const QJsonObject versions{{"host", "0.1.0"}, {"plugin", "0.1.0"}};
        auto ready = resultOf(browser.call("checkout.ready", versions));
        QCOMPARE(ready, (QJsonObject{{"version", "0.1.0"},
                                     {"checkout", 1},
                                     {"plugin", "current"},
                                     {"window", false},
                                     {"problems", QJsonArray()}}));
        Peer window(bench->operatorPath());
        window.call("app.subscribe");
        QVERIFY(resultOf(browser.call("checkout.ready", versions)).value("window").toBool());

        auto status = exampleStatus();
        status.standing = Failure{FailureCode::TerminalSuspended, {}};
        status.trouble = Failure{FailureCode::StorageFull, {}};
        status.readers = {};
        status.backEnd = {};
        bench->terminal.setStatus(status);
        ready = resultOf(browser.call("checkout.ready", versions));
        QCOMPARE(codesOf(ready), (QStringList{"terminal.suspended", "storage.full",
                                              "reader.service_down", "bank.unreachable"}));
        status.readers.serviceRunning = true;
        bench->terminal.setStatus(status);
        QVERIFY(
            codesOf(resultOf(browser.call("checkout.ready", versions))).contains("reader.missing"));
    }

    void startBindsThePaymentToItsConnection() {
        Peer browser(bench->browserPath()), other(bench->browserPath());
        const QJsonObject checkout{{"id", kPayment},
                                   {"order", "01936b2e-5f00-7a31-8c11-5d0e2b7c9a10"},
                                   {"state", "waiting"},
                                   {"failure", QJsonValue::Null}};
        QCOMPARE(resultOf(browser.call("checkout.start", kStart)), checkout);
        QCOMPARE(bench->terminal.calls().front(), "checkout signed https://tea.example");
        QCOMPARE(failureCode(other.call("checkout.cancel", {{"id", kPayment}})), "not_found");
        QCOMPARE(failureCode(
                     other.call("checkout.answer",
                                {{"id", kPayment}, {"number", 1}, {"status", 200}, {"body", "x"}})),
                 "not_found");
        auto paying = examplePurchase();
        paying.state = terminal::State::Sent;
        bench->terminal.put(paying);
        const auto told = browser.next();
        QCOMPARE(told.value("method").toString(), "checkout.changed");
        QCOMPARE(told.value("params").toObject().value("state").toString(), "paying");
        QVERIFY(other.next(50).isEmpty());
        // What changes nothing for the page is not told.
        paying.state = terminal::State::HostApproved;
        bench->terminal.put(paying);
        paying.state = terminal::State::Approved;
        bench->terminal.put(paying);
        QCOMPARE(browser.next().value("params").toObject().value("state").toString(), "paid");
        QCOMPARE(failureCode(browser.call("checkout.cancel", {{"id", kPayment}})), "not_found");
    }

    void everyStateAsThePageSeesIt_data() {
        using terminal::State;
        QTest::addColumn<int>("state");
        QTest::addColumn<QString>("seen");
        const std::vector<std::pair<State, const char*>> states{
            {State::CardRead, "paying"},     {State::Sent, "paying"},
            {State::HostApproved, "paying"}, {State::Capturing, "paying"},
            {State::Approved, "paid"},       {State::Declined, "declined"},
            {State::Cancelled, "cancelled"}, {State::Failed, "failed"},
            {State::Undone, "failed"},       {State::Unknown, "unknown"},
            {State::Undoing, "unknown"},     {State::UndoRefused, "unknown"},
        };
        for (const auto& [state, seen] : states)
            QTest::newRow(terminal::nameOf(state).data()) << static_cast<int>(state) << seen;
    }
    void everyStateAsThePageSeesIt() {
        QFETCH(int, state);
        QFETCH(QString, seen);
        Peer browser(bench->browserPath());
        browser.call("checkout.start", kStart);
        auto payment = examplePurchase();
        payment.state = static_cast<terminal::State>(state);
        bench->terminal.put(payment);
        QCOMPARE(browser.next().value("params").toObject().value("state").toString(), seen);
    }

    void anOpenResultThatIsSoonClosedIsNotCalledUnknown() {
        Peer browser(bench->browserPath());
        browser.call("checkout.start", kStart);
        auto payment = examplePurchase();
        for (const auto state :
             {terminal::State::Unknown, terminal::State::Undoing, terminal::State::Undone}) {
            payment.state = state;
            payment.failure = Failure{FailureCode::OrderPaid, {}};
            bench->terminal.put(payment);
            QCoreApplication::processEvents();
        }
        const auto told = browser.next().value("params").toObject();
        QCOMPARE(told.value("state").toString(), "failed");
        QCOMPARE(told.value("failure").toObject().value("code").toString(), "order.paid");
    }

    void thePageCarriesSealedCalls() {
        Peer browser(bench->browserPath()), other(bench->browserPath());
        browser.call("checkout.start", kStart);
        const auto carry = [this](std::uint32_t number) {
            return std::async(std::launch::async, [carrier = bench->terminal.carrier, number] {
                return carrier->carry(
                    {kPayment.toStdString(), number, "https://localhost/v1/channel", "{}"},
                    Deadline::in(std::chrono::seconds(10)));
            });
        };
        const auto answer = [](int number, int status) {
            return QJsonObject{
                {"id", kPayment}, {"number", number}, {"status", status}, {"body", "record"}};
        };
        auto brought = carry(1);
        QCOMPARE(browser.next().value("params").toObject(),
                 (QJsonObject{{"id", kPayment},
                              {"number", 1},
                              {"url", "https://localhost/v1/channel"},
                              {"body", "{}"}}));
        QCOMPARE(failureCode(other.call("checkout.answer", answer(1, 200))), "not_found");
        QCOMPARE(failureCode(browser.call("checkout.answer", answer(2, 200))), "too_late");
        QCOMPARE(failureCode(browser.call("checkout.answer", answer(1, 200))), QString());
        QCOMPARE(brought.get(), std::optional<std::string>("record"));
        QCOMPARE(failureCode(browser.call("checkout.answer", answer(1, 200))), "too_late");

        for (const int status : {0, 500, 201}) {
            auto nothing = carry(2);
            browser.next();
            browser.call("checkout.answer", answer(2, status));
            QCOMPARE(nothing.get(), std::nullopt);
        }
        auto left = carry(3);
        browser.next();
        browser.socket().abort();
        QVERIFY(QTest::qWaitFor(
            [&] { return left.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
        QCOMPARE(left.get(), std::nullopt);
        QCOMPARE(carry(4).get(), std::nullopt);
    }

    void aConnectionThatEndsTakesItsPaymentAlong() {
        auto browser = std::make_unique<Peer>(bench->browserPath());
        browser->call("checkout.start", kStart);
        bool cancelled = false;
        bench->terminal.onCancel = [&](const std::string& id) {
            cancelled = id == kPayment.toStdString();
        };
        browser.reset();
        QVERIFY(QTest::qWaitFor([&] { return cancelled; }));
    }

    void aPageCanNotFlood() {
        Peer browser(bench->browserPath());
        for (std::size_t i = 0; i < CheckoutDesk::kStarts; ++i)
            QCOMPARE(failureCode(browser.call("checkout.start", kStart)), QString());
        QCOMPARE(failureCode(browser.call("checkout.start", kStart)), "busy");
        Peer another(bench->browserPath());
        QCOMPARE(failureCode(another.call("checkout.start", kStart)), "busy");
        QCOMPARE(bench->terminal.calls().size(), CheckoutDesk::kStarts);
    }

    void wrongParameters() {
        Peer browser(bench->browserPath());
        auto start = kStart;
        start["order"] = QString(24 * 1024 + 1, 'a');
        QCOMPARE(rpcCode(browser.call("checkout.start", start)), -32602);
        start = kStart;
        start["origin"] = QString(256, 'a');
        QCOMPARE(rpcCode(browser.call("checkout.start", start)), -32602);
        start = kStart;
        start["amount"] = "0.01";
        QCOMPARE(rpcCode(browser.call("checkout.start", start)), -32602);
        start = kStart;
        start.remove("origin");
        QCOMPARE(rpcCode(browser.call("checkout.start", start)), -32602);
        QVERIFY(bench->terminal.calls().empty());
    }

    void theOperatorOpensAndAgrees() {
        Peer window(bench->operatorPath());
        const QString order = "01936b2e-5f00-7a31-8c11-5d0e2b7c9a10";
        const auto opened = resultOf(window.call("checkout.open", {{"order", order.toUpper()}}));
        QCOMPARE(opened.value("stage").toString(), "consent");
        QCOMPARE(opened.value("order").toObject().value("origin").toString(), "");
        QCOMPARE(bench->terminal.calls().front(), "open " + order.toStdString());
        QCOMPARE(
            resultOf(window.call("checkout.accept", {{"id", kPayment}})).value("id").toString(),
            kPayment);
        QCOMPARE(bench->terminal.calls().back(), "accept " + kPayment.toStdString());
        bench->terminal.failNext(FailureCode::NotFound);
        QCOMPARE(failureCode(window.call("checkout.open", {{"order", order}})), "not_found");
    }

private:
    std::unique_ptr<Bench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::CheckoutTest)
#include "checkout_test.moc"
