#include <QtNetwork/QLocalServer>

#include "agent/ctl_process.h"
#include "agent/json.h"
#include "agent/scenario.h"

// Sales from the command line over connections that break.

namespace tappay::agent::test {

class TappayctlConnectionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<CtlBench>();
        QVERIFY(bench->listening);
        bench->terminal.put(exampleTransaction());
    }

    void lostConnectionIsMadeAgainAndNothingIsChargedTwice() {
        QVERIFY(play("send", bench->terminal));
        Running sale(*bench, {"sale", "--amount", "1", "--json"});
        sale.waitForErr("Contacting bank");
        bench->server.reset();
        sale.waitForErr("Connection lost");
        auto it = bench->terminal.transactions(1)->front();
        it.state = terminal::State::Approved;
        bench->terminal.put(it);
        bench->start();
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.json()["id"].toString().toStdString(), it.id);
        QCOMPARE(bench->terminal.sales(), 1);
    }

    void saleThatNeverArrivedIsToldAsSuch() {
        // The connection breaks while the request is being taken.
        bench->terminal.failNext(FailureCode::Internal);
        QLocalServer deaf;
        const QString path = bench->directory.filePath("deaf.sock");
        QVERIFY(deaf.listen(path));
        Running sale(*bench, {"sale", "--amount", "1", "--json"}, path);
        QTRY_VERIFY(deaf.hasPendingConnections());
        QLocalSocket* const peer = deaf.nextPendingConnection();
        QTRY_VERIFY(peer->canReadLine());
        peer->readLine();
        peer->write(R"({"jsonrpc":"2.0","id":1,"result":{"status":{},"transactions":[]}})"
                    "\n");
        QTRY_VERIFY(peer->canReadLine());
        QVERIFY(peer->readLine().contains("sale.start"));
        deaf.close();
        delete peer;
        QVERIFY(bench->server->listen(path, Scope::Operator));
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 4);
        QCOMPARE(ended.json()["error"].toObject()["code"].toString(), "not_found");
        QCOMPARE(bench->terminal.sales(), 0);
    }

    void saleThatWasTakenAndNotHeardOfAgainIsLookedUp() {
        QLocalServer dying;
        const QString path = bench->directory.filePath("dying.sock");
        QVERIFY(dying.listen(path));
        Running sale(*bench, {"sale", "--amount", "1", "--json"}, path);
        QTRY_VERIFY(dying.hasPendingConnections());
        QLocalSocket* const peer = dying.nextPendingConnection();
        QTRY_VERIFY(peer->canReadLine());
        peer->readLine();
        peer->write(R"({"jsonrpc":"2.0","id":1,"result":{"status":{},"transactions":[]}})"
                    "\n");
        QTRY_VERIFY(peer->canReadLine());
        const QJsonObject asked = QJsonDocument::fromJson(peer->readLine()).object();
        auto it = exampleTransaction();
        it.id = asked["params"].toObject()["id"].toString().toStdString();
        it.state = terminal::State::CardRead;
        it.stage = terminal::Stage::KeepCard;
        // The answer comes, and not one notification after it.
        const QJsonObject taken{{"jsonrpc", "2.0"}, {"id", asked["id"]}, {"result", toJson(it)}};
        peer->write(QJsonDocument(taken).toJson(QJsonDocument::Compact) + '\n');
        sale.waitForErr("Keep card still");
        dying.close();
        delete peer;
        it.state = terminal::State::Failed;
        it.stage = terminal::Stage::Done;
        bench->terminal.put(it);
        QVERIFY(bench->server->listen(path, Scope::Operator));
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 4);
        QCOMPARE(ended.json()["state"].toString(), "failed");
    }

private:
    std::unique_ptr<CtlBench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::TappayctlConnectionTest)
#include "tappayctl_connection_test.moc"
