#include <sys/resource.h>

#include <QtCore/QJsonArray>

#include "agent/ctl_process.h"
#include "agent/json.h"
#include "agent/scenario.h"

// The real program as a process, against a server with a fake terminal.

namespace tappay::agent::test {

namespace {
const QString kKnown = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";
}

class TappayctlTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<CtlBench>();
        QVERIFY(bench->listening);
        bench->terminal.put(exampleTransaction());
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
                                                {"trace"},
                                                {"trace", kKnown, "more"},
                                                {"transactions", "--limit", "many"},
                                                {"transactions", "--limit", "501"},
                                                {"card"},
                                                {"card", "write"},
                                                {"decode", "tlv"},
                                                {"decode", "tlv", "0"},
                                                {"decode", "tlv", "9F"},
                                                {"decode", "music", "00"},
                                                {"enrol"},
                                                {"enrol", "A", "--now"},
                                                {"signon", "now"},
                                                {"security", "now"},
                                                {"chip", "now"},
                                                {"keys", "old"},
                                                {"keys", "renew", "now"},
                                                {"status", "now"}})
            QTest::newRow(qPrintable(words.join(' '))) << words;
    }
    void usageMistakes() {
        QFETCH(QStringList, words);
        const Ended ended = bench->run(words);
        QCOMPARE(ended.status, 2);
        QVERIFY(ended.out.isEmpty());
        QVERIFY(!ended.err.isEmpty());
        QCOMPARE(bench->terminal.sales(), 0);
    }

    void machineOutputIsTheApis() {
        QCOMPARE(bench->run({"status", "--json"}).json(), toJson(exampleStatus()));
        QCOMPARE(bench->run({"--json", "show", kKnown}).json(), toJson(exampleTransaction()));
        const QJsonObject list = bench->run({"transactions", "--json", "--limit", "5"}).json();
        QCOMPARE(list["transactions"].toArray().size(), 1);
        const QJsonObject receipt =
            bench->run({"receipt", kKnown, "--copy", "merchant", "--json"}).json();
        QCOMPARE(receipt,
                 toJson(*bench->terminal.receipt(kKnown.toStdString(), terminal::Copy::Merchant)));
        QCOMPARE(bench->run({"card", "read", "--json"}).json().keys(), QStringList{"facts"});
        QCOMPARE(bench->run({"log", "--lines", "1", "--json"}).json()["lines"].toArray().size(), 1);
        const Ended missing =
            bench->run({"show", "01936b2e-5f00-7a31-8c11-00000000000a", "--json"});
        QCOMPARE(missing.status, 4);
        QCOMPARE(missing.json()["error"].toObject()["code"].toString(), "not_found");
    }

    void peopleGetAlignedWords() {
        QVERIFY(bench->run({"status"}).out.contains("Merchant      Corner Shop 898310054110001\n"));
        QVERIFY(bench->run({"transactions"}).out.contains("CNY 12.34  approved"));
        QVERIFY(bench->run({"show", kKnown}).out.contains("Authorisation  203817\n"));
        QVERIFY(bench->run({"receipt", kKnown}).out.contains("Amount  CNY 12.34\n"));
        QCOMPARE(bench->run({"card", "read"}).out, "Application  UnionPay Debit\n");
        QVERIFY(bench->run({"log"}).out.contains("api: ready\n"));
    }

    void traceForPeopleAndAsItIsKept() {
        const QString text = bench->run({"trace", kKnown}).out;
        QVERIFY2(text.startsWith("Card inserted, CNY 12.34\nREAD RECORD\n  > 00B2010C00\n  < 70"),
                 qPrintable(text));
        QVERIFY2(text.contains("9000 success\n    70 "), qPrintable(text));
        QVERIFY2(text.contains("      5A "), qPrintable(text));
        QVERIFY2(text.contains("\n* the issuer is asked (Book 3, 10.7)\n"), qPrintable(text));
        QVERIFY2(text.contains("\nCardholder: PIN for the issuer: none entered\n"),
                 qPrintable(text));
        QVERIFY2(text.contains("\nHost: Approved, response code 00\n"), qPrintable(text));
        QVERIFY2(text.contains("\nEnd: ended "), qPrintable(text));
        QVERIFY(!text.contains("random"));
        QCOMPARE(bench->run({"trace", kKnown, "--raw"}).out.toStdString(),
                 *bench->terminal.trace(kKnown.toStdString()));
    }

    // The program beside it draws; here a script that only notes what it was asked.
    void pdfIsDrawnByTheWindowProgram() {
        const QString ctl = bench->directory.filePath("tappayctl");
        QVERIFY(QFile::copy(CtlBench::program(), ctl));
        const QString pdf = bench->directory.filePath("slip.pdf");
        const auto receipt = [&] {
            QProcess process;
            process.start(ctl, bench->arguments({"receipt", kKnown, "--pdf", pdf, "--json"}));
            if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 30000))
                process.kill();
            return Ended{process.exitCode(), process.readAllStandardOutput(), {}};
        };
        QCOMPARE(receipt().status, 4);  // there is no such program
        QFile script(bench->directory.filePath("tappay"));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\necho \"$TAPPAY_SOCKET $*\" > \"$6\"\n");
        script.close();
        script.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        const Ended ended = receipt();
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.json()["pdf"].toString(), pdf);
        QFile drawn(pdf);
        QVERIFY(drawn.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(drawn.readAll()).trimmed(),
                 QString("%1 --receipt %2 --copy cardholder --pdf %3")
                     .arg(bench->operatorPath(), kKnown, pdf));
    }

    void undoWaitsForTheConfirmation() {
        QVERIFY(play("approve", bench->terminal));
        const Ended ended = bench->run({"undo", kKnown, "--json"});
        QCOMPARE(ended.status, 0);
        QCOMPARE(ended.json()["state"].toString(), "undone");
        bench->terminal.failNext(FailureCode::TooLate);
        QCOMPARE(bench->run({"undo", kKnown}).status, 4);
    }

    void decodesWithoutTheApplication() {
        bench->server.reset();
        const Ended ended = bench->run({"decode", "--json", "tlv", "6F 07 84 01 A0 5A 03 622848"});
        QCOMPARE(ended.status, 2);  // 5A stands outside the length the template gives
        const Ended good = bench->run({"decode", "--json", "tlv", "6F088401A05A03622848"});
        QCOMPARE(good.status, 0);
        const auto below = good.json()["items"].toArray()[0].toObject()["items"].toArray();
        QCOMPARE(below[0].toObject()["value"].toString(), "A0");
        QVERIFY(!good.out.contains("\"622848\""));  // a card number stays hidden
        QVERIFY(bench->run({"decode", "dol", "9F3704"}).out.contains("Unpredictable"));
        QCOMPARE(
            bench->run({"decode", "tvr", "0000008000", "--json"}).json()["bits"].toArray().size(),
            1);
        const std::initializer_list<std::pair<const char*, const char*>> values{
            {"tsi", "E800"},     {"aip", "7C00"},
            {"auc", "FF00"},     {"cvm", "000000000000000042031E031F00"},
            {"cvr", "03A4A802"}, {"ttq", "36004000"},
            {"ctq", "8000"},     {"iad", "07010103A0A802010A"}};
        for (const auto& [kind, value] : values) {
            const Ended one = bench->run({"decode", kind, value});
            QVERIFY2(one.status == 0 && !one.out.isEmpty(), kind);
        }
    }

    // In processor time, so that a busy machine does not fail it.
    void startsQuickly() {
#ifdef __has_feature
#if __has_feature(address_sanitizer)
        QSKIP("sanitizers have their own price");
#endif
#endif
        const auto spent = [] {
            rusage usage{};
            getrusage(RUSAGE_CHILDREN, &usage);
            return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
                   (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
        };
        long best = 10000;
        for (int i = 0; i < 5; ++i) {
            const long before = spent();
            QCOMPARE(bench->run({"status", "--json"}).status, 0);
            best = std::min(best, spent() - before);
        }
        QVERIFY2(best < 60, qPrintable(QString::number(best)));
    }

private:
    std::unique_ptr<CtlBench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::TappayctlTest)
#include "tappayctl_test.moc"
