#include <fcntl.h>
#include <pty.h>
#include <sys/resource.h>
#include <unistd.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QProcess>
#include <csignal>

#include "agent/json.h"
#include "agent/peer.h"
#include "agent/scenario.h"

// The real program as a process, against a server with a fake terminal.
namespace tappay::agent::test {

namespace {

struct Ended {
    int status = -1;
    QByteArray out, err;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

const QString kKnown = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";

}  // namespace

class TappayctlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
        bench->terminal.put(exampleTransaction());
    }

    void saleExitStatuses_data() {
        QTest::addColumn<QString>("story");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("state");
        QTest::newRow("approved") << "approve" << 0 << "approved";
        QTest::newRow("declined") << "decline" << 1 << "declined";
        QTest::newRow("failed") << "fail" << 4 << "failed";
        QTest::newRow("undone") << "undo" << 4 << "undone";
        QTest::newRow("choice without a terminal") << "choose" << 0 << "approved";
    }
    void saleExitStatuses() {
        QFETCH(QString, story);
        QFETCH(int, status);
        QFETCH(QString, state);
        QVERIFY(play(story.toStdString(), bench->terminal));
        const Ended ended = run({"sale", "--amount", "12.34", "--note", "Table 4", "--json"});
        QCOMPARE(ended.status, status);
        QCOMPARE(ended.json()["state"].toString(), state);
        QCOMPARE(ended.json().keys(), toJson(exampleTransaction()).keys());
        QCOMPARE(ended.json()["amount"].toString(), "12.34");
        QCOMPARE(ended.json()["note"].toString(), "Table 4");
        QCOMPARE(bench->terminal.sales(), 1);
    }

    void unknownResultIsStatusThree() {
        QVERIFY(play("unknown", bench->terminal));
        const Ended ended = run({"--json", "sale", "--amount", "1"});
        QCOMPARE(ended.status, 3);
        QCOMPARE(ended.json()["state"].toString(), "unknown");
        QVERIFY(ended.err.contains("Do not charge again"));
    }

    void progressIsOnStandardErrorAndResultOnStandardOutput() {
        QVERIFY(play("send", bench->terminal));
        Running sale(*this, {"sale", "--amount", "1"});
        sale.waitForErr("Contacting bank");
        auto it = bench->terminal.transactions(1)->front();
        it.state = terminal::State::Approved;
        bench->terminal.put(it);
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.startsWith("Approved  CNY 1.00\n"));
        QVERIFY(!ended.out.contains("Contacting"));
    }

    void refusedSales() {
        const auto failure = [](const Ended& ended) {
            return ended.json()["error"].toObject()["code"].toString();
        };
        Ended ended = run({"sale", "--amount", "0", "--json"});
        QCOMPARE(ended.status, 2);
        QCOMPARE(failure(ended), "input.amount");
        ended = run({"sale", "--amount", "1", "--currency", "XXX", "--json"});
        QCOMPARE(ended.status, 2);
        QCOMPARE(failure(ended), "input.currency");
        bench->terminal.failNext(FailureCode::Busy);
        ended = run({"sale", "--amount", "1", "--json"});
        QCOMPARE(ended.status, 4);
        QCOMPARE(failure(ended), "busy");
        bench->server.reset();
        ended = run({"sale", "--amount", "1", "--json"});
        QCOMPARE(ended.status, 4);
        QCOMPARE(failure(ended), "app.unreachable");
    }

    void usageMistakes_data() {
        QTest::addColumn<QStringList>("words");
        for (const QStringList& words :
             std::initializer_list<QStringList>{{},
                                                {"pay"},
                                                {"sale"},
                                                {"sale", "--amount"},
                                                {"sale", "--amount", "1", "more"},
                                                {"sale", "--amonut", "1"},
                                                {"show"},
                                                {"show", "a", "b"},
                                                {"show", "no-uuid"},
                                                {"receipt"},
                                                {"receipt", kKnown, "--copy", "bank"},
                                                {"transactions", "--limit", "many"},
                                                {"transactions", "--limit", "501"},
                                                {"card"},
                                                {"card", "write"},
                                                {"decode", "tlv"},
                                                {"decode", "tlv", "0"},
                                                {"decode", "tlv", "9F"},
                                                {"decode", "music", "00"},
                                                {"status", "now"}})
            QTest::newRow(qPrintable(words.join(' '))) << words;
    }
    void usageMistakes() {
        QFETCH(QStringList, words);
        const Ended ended = run(words);
        QCOMPARE(ended.status, 2);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(!ended.err.isEmpty());
        QCOMPARE(bench->terminal.sales(), 0);
    }

    void machineOutputIsTheApis() {
        QCOMPARE(run({"status", "--json"}).json(), toJson(exampleStatus()));
        QCOMPARE(run({"--json", "show", kKnown}).json(), toJson(exampleTransaction()));
        const QJsonObject list = run({"transactions", "--json", "--limit", "5"}).json();
        QCOMPARE(list["transactions"].toArray().size(), 1);
        const QJsonObject receipt = run({"receipt", kKnown, "--copy", "merchant", "--json"}).json();
        QCOMPARE(receipt,
                 toJson(*bench->terminal.receipt(kKnown.toStdString(), terminal::Copy::Merchant)));
        QCOMPARE(run({"card", "read", "--json"}).json().keys(), QStringList{"facts"});
        QCOMPARE(run({"log", "--lines", "1", "--json"}).json()["lines"].toArray().size(), 1);
        const Ended missing = run({"show", "01936b2e-5f00-7a31-8c11-00000000000a", "--json"});
        QCOMPARE(missing.status, 4);
        QCOMPARE(missing.json()["error"].toObject()["code"].toString(), "not_found");
    }

    void peopleGetAlignedWords() {
        QVERIFY(run({"status"}).out.contains("Merchant      Corner Shop 898310054110001\n"));
        QVERIFY(run({"transactions"}).out.contains("CNY 12.34  approved"));
        QVERIFY(run({"show", kKnown}).out.contains("Authorisation  203817\n"));
        QVERIFY(run({"receipt", kKnown}).out.contains("Cardholder copy\n"));
        QCOMPARE(run({"card", "read"}).out, "Application  UnionPay Debit\n");
        QVERIFY(run({"log"}).out.contains("api: ready\n"));
    }

    void undoWaitsForTheConfirmation() {
        QVERIFY(play("approve", bench->terminal));
        const Ended ended = run({"undo", kKnown, "--json"});
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.json()["state"].toString(), "undone");
        bench->terminal.failNext(FailureCode::TooLate);
        QCOMPARE(run({"undo", kKnown}).status, 4);
    }

    void pinFromStandardInput() {
        QVERIFY(play("pin", bench->terminal));
        const Ended ended = run({"sale", "--amount", "1", "--pin-stdin"}, "4321\n1234");
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.err.contains("Incorrect PIN. 2 tries left"));
        QVERIFY(!ended.err.contains("1234") && !ended.out.contains("1234"));
    }

    void pinThatNobodyCanEnterCancels_data() {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("no terminal") << QStringList();
        QTest::newRow("no line left") << QStringList{"--pin-stdin"};
    }
    void pinThatNobodyCanEnterCancels() {
        QFETCH(QStringList, more);
        QVERIFY(play("pin", bench->terminal));
        const Ended ended = run(QStringList{"sale", "--amount", "1", "--json"} + more);
        QCOMPARE(ended.status, 4);
        QCOMPARE(ended.json()["state"].toString(), "cancelled");
        QCOMPARE(ended.json()["failure"].toObject()["code"].toString(), "pin.required");
    }

    void pinOnTheTerminalHasNoEcho() {
        QVERIFY(play("pin", bench->terminal));
        int master = -1, slave = -1;
        QCOMPARE(openpty(&master, &slave, nullptr, nullptr, nullptr), 0);
        QProcess process;
        process.setChildProcessModifier([slave] { dup2(slave, STDIN_FILENO); });
        process.start(program(), arguments({"sale", "--amount", "1"}));
        QByteArray err;
        QTRY_VERIFY2((err += process.readAllStandardError(), err.contains("Enter PIN")), "asks");
        // One digit too many, taken back.
        QCOMPARE(write(master, "12345\x7f\n", 7), 7);
        QTRY_COMPARE(process.state(), QProcess::NotRunning);
        fcntl(master, F_SETFL, O_NONBLOCK);
        char echoed[16];
        QCOMPARE(read(master, echoed, sizeof echoed), -1);
        close(master);
        close(slave);
        QCOMPARE(bench->terminal.calls()[6].substr(0, 6), "key 11");
        QVERIFY(!process.readAllStandardOutput().contains("1234"));
    }

    void interruptCancelsBeforeTheRequestIsSent() {
        QVERIFY(play("wait", bench->terminal));
        Running sale(*this, {"sale", "--amount", "1", "--json"});
        sale.waitForErr("Present card");
        sale.interrupt();
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 4);
        QCOMPARE(ended.json()["state"].toString(), "cancelled");
    }

    void interruptAfterwardsSaysThatItGoesOn() {
        QVERIFY(play("send", bench->terminal));
        Running sale(*this, {"sale", "--amount", "1", "--json"});
        sale.waitForErr("Contacting bank");
        sale.interrupt();
        sale.waitForErr("goes on");
        sale.interrupt();
        QCOMPARE(sale.end().status, 3);
        const auto calls = bench->terminal.calls();
        QVERIFY(std::ranges::none_of(
            calls, [](const std::string& call) { return call.starts_with("cancel"); }));
    }

    void lostConnectionIsMadeAgainAndNothingIsChargedTwice() {
        QVERIFY(play("send", bench->terminal));
        Running sale(*this, {"sale", "--amount", "1", "--json"});
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
        Running sale(*this, {"sale", "--amount", "1", "--json"}, path);
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

    void decodesWithoutTheApplication() {
        bench->server.reset();
        const Ended ended = run({"decode", "--json", "tlv", "6F 07 84 01 A0 5A 03 622848"});
        QCOMPARE(ended.status, 2);  // 5A stands outside the length the template gives
        const Ended good = run({"decode", "--json", "tlv", "6F088401A05A03622848"});
        QCOMPARE(good.status, 0);
        const auto below = good.json()["items"].toArray()[0].toObject()["items"].toArray();
        QCOMPARE(below[0].toObject()["value"].toString(), "A0");
        QVERIFY(!good.out.contains("\"622848\""));  // a card number stays hidden
        QVERIFY(run({"decode", "dol", "9F3704"}).out.contains("Unpredictable"));
    }

    // In processor time, so that a busy machine does not fail it.
    void startsQuickly() {
        const auto spent = [] {
            rusage usage{};
            getrusage(RUSAGE_CHILDREN, &usage);
            return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
                   (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
        };
        long best = 10000;
        for (int i = 0; i < 5; ++i) {
            const long before = spent();
            QCOMPARE(run({"status", "--json"}).status, 0);
            best = std::min(best, spent() - before);
        }
        QVERIFY2(best < 60, qPrintable(QString::number(best)));
    }

private:
    static QString program() { return QStringLiteral(TAPPAY_BIN_DIR "/tappayctl"); }
    [[nodiscard]] QStringList arguments(const QStringList& words, QString socket = {}) const {
        if (socket.isEmpty()) socket = bench->operatorPath();
        return QStringList{"--socket", socket} + words;
    }

    // A process beside this one; the server lives on this thread, so nothing may block.
    class Running {
    public:
        Running(const TappayctlTest& test, const QStringList& words, const QString& socket = {}) {
            m_process.setStandardInputFile(QProcess::nullDevice());
            m_process.start(program(), test.arguments(words, socket));
        }
        void waitForErr(const char* text) {
            QTRY_VERIFY2((m_err += m_process.readAllStandardError(), m_err.contains(text)), text);
        }
        void interrupt() { kill(static_cast<pid_t>(m_process.processId()), SIGINT); }
        Ended end() {
            if (!QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; },
                                 20000))
                m_process.kill();
            return {m_process.exitCode(), m_process.readAllStandardOutput(),
                    m_err + m_process.readAllStandardError()};
        }

    private:
        QProcess m_process;
        QByteArray m_err;
    };

    [[nodiscard]] Ended run(const QStringList& words, const QByteArray& input = {}) const {
        QProcess process;
        process.start(program(), arguments(words));
        process.write(input);
        process.closeWriteChannel();
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30000))
            process.kill();
        return {process.exitCode(), process.readAllStandardOutput(),
                process.readAllStandardError()};
    }

    std::unique_ptr<Bench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::TappayctlTest)
#include "tappayctl_test.moc"
