#include "agent/client.h"

#include <QtTest/QSignalSpy>

#include "agent/json.h"
#include "agent/peer.h"

namespace tappay::agent::test {

class ClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
        bench->terminal.put(exampleTransaction());
    }

    void callsGetTheirAnswers() {
        Client client(bench->operatorPath());
        QSignalSpy connected(&client, &Client::connectedChanged);
        client.open();
        QTRY_COMPARE(connected.size(), 1);
        std::optional<Reply> good, bad;
        client.call("app.status", {}, [&](const Reply& reply) { good = reply; });
        client.call("transaction.get", {{"id", "01936b2e-5f00-7a31-8c11-000000000000"}},
                    [&](const Reply& reply) { bad = reply; });
        QVERIFY(!good);
        QTRY_VERIFY(good && bad);
        QVERIFY(good->ok());
        QCOMPARE(good->result, toJson(exampleStatus()));
        QVERIFY(!bad->ok());
        QCOMPARE(bad->problem->cause, Problem::Cause::Refused);
        QCOMPARE(bad->problem->code, "not_found");
        QCOMPARE(bad->problem->happened, "There is no such entry.");
    }

    void changesArriveAsSignals() {
        Client client(bench->operatorPath());
        QSignalSpy subscribed(&client, &Client::subscribed);
        QSignalSpy transactions(&client, &Client::transactionChanged);
        QSignalSpy statuses(&client, &Client::statusChanged);
        client.open();
        QVERIFY(subscribed.wait());
        QCOMPARE(subscribed[0][0].toJsonObject(), toJson(exampleStatus()));
        auto it = exampleTransaction();
        it.undoAttempts = 5;
        bench->terminal.put(it);
        QVERIFY(transactions.wait());
        QCOMPARE(transactions[0][0].toJsonObject(), toJson(it));
        bench->terminal.setStatus(exampleStatus());
        QVERIFY(statuses.wait());
    }

    void comesBackByItselfAndSubscribesAgain() {
        bench->server.reset();
        Client client(bench->operatorPath());
        QSignalSpy connected(&client, &Client::connectedChanged);
        QSignalSpy subscribed(&client, &Client::subscribed);
        client.open();
        QVERIFY(!client.connected());
        bench->start();
        QVERIFY(subscribed.wait());
        bench->server.reset();
        QTRY_COMPARE(connected.size(), 2);
        QCOMPARE(connected[1][0].toBool(), false);
        bench->start();
        QVERIFY(subscribed.wait());
        QCOMPARE(subscribed.size(), 2);
        client.close();
        QTRY_VERIFY(!client.connected());
    }

    void withoutAConnectionNothingIsSentLater() {
        bench->server.reset();
        Client client(bench->operatorPath());
        client.open();
        std::optional<Reply> reply;
        client.call("sale.start", {{"amount", "1"}}, [&](const Reply& it) { reply = it; });
        QVERIFY(!reply);
        QTRY_VERIFY(reply);
        QCOMPARE(reply->problem->cause, Problem::Cause::Unreachable);
        QCOMPARE(reply->problem->code, "app.unreachable");
        bench->start();
        QTRY_VERIFY(client.connected());
        std::optional<Reply> status;
        client.call("app.status", {}, [&](const Reply& it) { status = it; });
        QTRY_VERIFY(status);
        QCOMPARE(bench->terminal.sales(), 0);
    }

    void deadlineAndLostConnectionEndACall() {
        bench->terminal.holdCard();
        Client client(bench->operatorPath());
        QSignalSpy subscribed(&client, &Client::subscribed);
        client.open();
        QVERIFY(subscribed.wait());
        std::optional<Reply> late, lost;
        client.call(
            "card.read", {}, [&](const Reply& it) { late = it; }, std::chrono::milliseconds(20));
        QTRY_VERIFY(late);
        QCOMPARE(late->problem->cause, Problem::Cause::NoAnswer);
        client.call("app.status", {}, [&](const Reply& it) { lost = it; });
        bench->server.reset();
        QTRY_VERIFY(lost);
        QCOMPARE(lost->problem->cause, Problem::Cause::Lost);
    }

    void aServerOfAnotherKindIsLeft() {
        QLocalServer stranger;
        QVERIFY(stranger.listen(bench->directory.filePath("stranger.sock")));
        Client client(bench->directory.filePath("stranger.sock"));
        QSignalSpy connected(&client, &Client::connectedChanged);
        client.open();
        QTRY_VERIFY(stranger.hasPendingConnections());
        stranger.nextPendingConnection()->write("220 mail.example ESMTP\n");
        QTRY_COMPARE(connected.size(), 2);
    }

private:
    std::unique_ptr<Bench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::ClientTest)
#include "client_test.moc"
