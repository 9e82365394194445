#include <fcntl.h>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

#include "agent/ctl_process.h"
#include "agent/json.h"
#include "agent/scenario.h"

// Sales from the command line, with people and connections that do what they do.

namespace tappay::agent::test {

class TappayctlSaleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<CtlBench>();
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
        const Ended ended =
            bench->run({"sale", "--amount", "12.34", "--note", "Table 4", "--json"});
        QCOMPARE(ended.status, status);
        QCOMPARE(ended.json()["state"].toString(), state);
        QCOMPARE(ended.json().keys(), toJson(exampleTransaction()).keys());
        QCOMPARE(ended.json()["amount"].toString(), "12.34");
        QCOMPARE(ended.json()["note"].toString(), "Table 4");
        QCOMPARE(bench->terminal.sales(), 1);
    }

    void unknownResultIsStatusThree() {
        QVERIFY(play("unknown", bench->terminal));
        const Ended ended = bench->run({"--json", "sale", "--amount", "1"});
        QCOMPARE(ended.status, 3);
        QCOMPARE(ended.json()["state"].toString(), "unknown");
        QVERIFY(ended.err.contains("Do not charge again"));
    }

    void progressIsOnStandardErrorAndResultOnStandardOutput() {
        QVERIFY(play("send", bench->terminal));
        Running sale(*bench, {"sale", "--amount", "1"});
        sale.waitForErr("Contacting bank");
        auto it = bench->terminal.transactions(1)->front();
        it.state = terminal::State::Approved;
        it.stage = terminal::Stage::Done;
        bench->terminal.put(it);
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.startsWith("Approved  CNY 1.00\n"));
        QVERIFY(!ended.out.contains("Contacting"));
    }

    void saysWhatTheCardholderHasToDo() {
        QVERIFY(play("wait", bench->terminal));
        Running sale(*bench, {"sale", "--amount", "1"});
        sale.waitForErr("Present card");
        auto it = bench->terminal.transactions(1)->front();
        const auto says = [&](const char* words) {
            bench->terminal.put(it);
            sale.waitForErr(words);
        };
        it.acceptsInsert = true;
        says("\nInsert card");
        it.acceptsTap = true;
        it.acceptsInsert = false;
        says("\nTap card");
        using terminal::Stage;
        const std::pair<Stage, const char*> stages[] = {
            {Stage::OneCardOnly, "One card only, please"},
            {Stage::TapAgain, "Card moved. Tap the same card again"},
            {Stage::SeePhone, "See phone"},
            {Stage::CardRead, "Card read. Remove card"}};
        for (const auto& [stage, words] : stages) {
            it.stage = stage;
            says(words);
        }
        // Nothing is read here: the keys are the reader's.
        it.stage = Stage::EnterPin;
        it.pin = terminal::PinPrompt{.onReader = true, .triesLeft = 3};
        says("\nEnter PIN on the reader");
        it.pin = terminal::PinPrompt{.onReader = true, .wrongBefore = true, .triesLeft = 2};
        says("Incorrect PIN. 2 tries left. Enter PIN on the reader");
        it.pin = terminal::PinPrompt{.onReader = true, .wrongBefore = true, .triesLeft = 1};
        says("Incorrect PIN. Last try. Enter PIN on the reader");
        it.pin.reset();
        it.state = terminal::State::Approved;
        it.stage = Stage::Done;
        it.interface = "contactless";
        it.cardBalance = Money{7140, it.amount.currency};
        bench->terminal.put(it);
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 0);
        QVERIFY(ended.out.contains("tapped"));
        QVERIFY(ended.out.contains("CNY 71.40"));
    }

    void whatIsLeftIsChosenNext() {
        QVERIFY(play("wait", bench->terminal));
        Running sale(*bench, {"sale", "--amount", "1", "--json"});
        sale.waitForErr("Present card");
        auto it = bench->terminal.transactions(1)->front();
        it.stage = terminal::Stage::ChooseApplication;
        it.applications = {"Debit", "Credit"};
        bench->terminal.put(it);
        sale.waitForErr("Choose application\nTaking Debit");
        it.applications = {"Credit"};
        it.applicationRefused = true;
        bench->terminal.put(it);
        sale.waitForErr("Not accepted, try again\nTaking Credit");
        it.applications.clear();
        it.applicationRefused = false;
        it.state = terminal::State::Approved;
        it.stage = terminal::Stage::Done;
        bench->terminal.put(it);
        QCOMPARE(sale.end().status, 0);
    }

    void cardInDoubtIsLeftToAPerson() {
        QVERIFY(play("wait", bench->terminal));
        Running sale(*bench, {"sale", "--amount", "1", "--json"});
        sale.waitForErr("Present card");
        auto it = bench->terminal.transactions(1)->front();
        it.state = terminal::State::CardInDoubt;
        it.stage = terminal::Stage::TapAgain;
        bench->terminal.put(it);
        sale.waitForErr("Tap the same card again");
        it.stage = terminal::Stage::Done;
        it.canResume = true;
        bench->terminal.put(it);
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 3);
        QVERIFY(ended.err.contains("Do not charge again"));
        QVERIFY(ended.err.contains("tappayctl resume " + QByteArray::fromStdString(it.id)));

        bench->terminal.onResume = [&](const std::string&) {
            it.stage = terminal::Stage::TapAgain;
            bench->terminal.put(it);
            it.state = terminal::State::Approved;
            it.stage = terminal::Stage::Done;
            bench->terminal.put(it);
        };
        const QString id = QString::fromStdString(it.id);
        QCOMPARE(bench->run({"resume", id, "--json"}).status, 0);
    }

    void customerLeft() {
        auto it = exampleTransaction();
        it.state = terminal::State::CardInDoubt;
        bench->terminal.put(it);
        bench->terminal.onGiveUp = [&](const std::string&) {
            it.state = terminal::State::Abandoned;
            bench->terminal.put(it);
        };
        const QString id = QString::fromStdString(it.id);
        const Ended ended = bench->run({"giveup", id, "--json"});
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.json()["state"].toString(), "abandoned");
        bench->terminal.failNext(FailureCode::TooLate);
        QCOMPARE(bench->run({"resume", id}).status, 4);
    }

    void waitsForTheCardAfterTheResult() {
        QVERIFY(play("decline slowly", bench->terminal));
        Running sale(*bench, {"sale", "--amount", "1", "--json"});
        sale.waitForErr("Keep card still");
        auto it = bench->terminal.transactions(1)->front();
        it.cryptogram = "0123456789ABCDEF";
        it.stage = terminal::Stage::RemoveCard;
        bench->terminal.put(it);
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.json()["emv"].toObject()["cryptogram"].toString(), "0123456789ABCDEF");
    }

    void waitsForTheCardOnlySoLong() {
        QVERIFY(play("decline slowly", bench->terminal));
        const Ended ended = bench->run({"sale", "--amount", "1", "--json"});
        QCOMPARE(ended.status, 1);
        QCOMPARE(ended.json()["state"].toString(), "declined");
    }

    void refusedSales() {
        const auto failure = [](const Ended& ended) {
            return ended.json()["error"].toObject()["code"].toString();
        };
        Ended ended = bench->run({"sale", "--amount", "0", "--json"});
        QCOMPARE(ended.status, 2);
        QCOMPARE(failure(ended), "input.amount");
        ended = bench->run({"sale", "--amount", "1", "--currency", "XXX", "--json"});
        QCOMPARE(ended.status, 2);
        QCOMPARE(failure(ended), "input.currency");
        bench->terminal.failNext(FailureCode::Busy);
        ended = bench->run({"sale", "--amount", "1", "--json"});
        QCOMPARE(ended.status, 4);
        QCOMPARE(failure(ended), "busy");
        bench->server.reset();
        ended = bench->run({"sale", "--amount", "1", "--json"});
        QCOMPARE(ended.status, 4);
        QCOMPARE(failure(ended), "app.unreachable");
    }

    void pinFromStandardInput() {
        QVERIFY(play("pin", bench->terminal));
        const Ended ended = bench->run({"sale", "--amount", "1", "--pin-stdin"}, "4321\n1234");
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
        const Ended ended = bench->run(QStringList{"sale", "--amount", "1", "--json"} + more);
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
        process.start(CtlBench::program(), bench->arguments({"sale", "--amount", "1"}));
        QByteArray err;
        QTRY_VERIFY2((err += process.readAllStandardError(), err.contains("Enter PIN")), "asks");
        termios modes{};
        QCOMPARE(tcgetattr(slave, &modes), 0);
        QCOMPARE(modes.c_lflag & static_cast<tcflag_t>(ECHO), tcflag_t(0));
        // One digit too many, taken back.
        QCOMPARE(write(master, "12345\x7f\n", 7), 7);
        QTRY_COMPARE(process.state(), QProcess::NotRunning);
        fcntl(master, F_SETFL, O_NONBLOCK);
        char echoed[16];
        QCOMPARE(read(master, echoed, sizeof echoed), -1);
        QCOMPARE(tcgetattr(slave, &modes), 0);
        QVERIFY((modes.c_lflag & static_cast<tcflag_t>(ECHO)) != 0);
        close(master);
        close(slave);
        QCOMPARE(bench->terminal.calls()[6].substr(0, 6), "key 11");
        QVERIFY(!process.readAllStandardOutput().contains("1234"));
    }

    void interruptCancelsBeforeTheRequestIsSent() {
        QVERIFY(play("wait", bench->terminal));
        Running sale(*bench, {"sale", "--amount", "1", "--json"});
        sale.waitForErr("Present card");
        sale.interrupt();
        const Ended ended = sale.end();
        QCOMPARE(ended.status, 4);
        QCOMPARE(ended.json()["state"].toString(), "cancelled");
    }

    void interruptAfterwardsSaysThatItGoesOn() {
        QVERIFY(play("send", bench->terminal));
        Running sale(*bench, {"sale", "--amount", "1", "--json"});
        sale.waitForErr("Contacting bank");
        sale.interrupt();
        sale.waitForErr("goes on");
        sale.interrupt();
        QCOMPARE(sale.end().status, 3);
        const auto calls = bench->terminal.calls();
        QVERIFY(std::ranges::none_of(
            calls, [](const std::string& call) { return call.starts_with("cancel"); }));
    }

private:
    std::unique_ptr<CtlBench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::TappayctlSaleTest)
#include "tappayctl_sale_test.moc"
