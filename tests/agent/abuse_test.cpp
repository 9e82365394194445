#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <QtCore/QFile>

#include "agent/peer.h"

// What a broken or hostile local program can send.
namespace tappay::agent::test {

class AbuseTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
    }
    // Whatever happened, the server still serves.
    void cleanup() {
        Peer peer(bench->operatorPath());
        QVERIFY(peer.call("app.status").contains("result"));
        QCOMPARE(bench->terminal.sales(), 0);
    }

    void badLines_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const QByteArray& line, int code) {
            QTest::newRow(name) << line << code;
        };
        row("empty", "", -32700);
        row("words", "hello", -32700);
        row("cut", QByteArray("{\"jsonrpc\":\"2.0\",\"id\":1"), -32700);
        row("NaN", R"({"jsonrpc":"2.0","id":1,"method":"sale.start","params":{"amount":NaN}})",
            -32700);
        row("not UTF-8", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\xff\xfe\"}", -32700);
        row("nul", QByteArray("{\"jsonrpc\":\0}", 13), -32700);
        row("30,000 deep", QByteArray(30000, '[') + QByteArray(30000, ']'), -32700);
        row("1,000 deep",
            R"({"jsonrpc":"2.0","id":1,"method":"app.status","params":{"a":)" +
                QByteArray(1000, '[') + QByteArray(1000, ']') + "}}",
            -32602);
        row("batch", R"([{"jsonrpc":"2.0","id":1,"method":"app.status"}])", -32600);
        row("number", "1", -32700);
        row("no id", R"({"jsonrpc":"2.0","method":"sale.start","params":{"amount":"1"}})", -32600);
        row("null id", R"({"jsonrpc":"2.0","id":null,"method":"app.status"})", -32600);
        row("fraction id", R"({"jsonrpc":"2.0","id":1.5,"method":"app.status"})", -32600);
        row("huge id", R"({"jsonrpc":"2.0","id":1e300,"method":"app.status"})", -32600);
        row("long id",
            R"({"jsonrpc":"2.0","id":")" + QByteArray(65, 'i') + R"(","method":"app.status"})",
            -32600);
        row("no version", R"({"id":1,"method":"app.status"})", -32600);
        row("wrong version", R"({"jsonrpc":"1.0","id":1,"method":"app.status"})", -32600);
        row("no method", R"({"jsonrpc":"2.0","id":1})", -32600);
        row("method number", R"({"jsonrpc":"2.0","id":1,"method":7})", -32600);
        row("unknown method", R"({"jsonrpc":"2.0","id":1,"method":"rpc.discover"})", -32601);
        row("by position", R"({"jsonrpc":"2.0","id":1,"method":"app.status","params":[]})", -32602);
        row("null params", R"({"jsonrpc":"2.0","id":1,"method":"app.status","params":null})",
            -32602);
    }
    void badLines() {
        QFETCH(QByteArray, line);
        QFETCH(int, code);
        Peer peer(bench->operatorPath());
        const QJsonObject answer = peer.ask(line);
        QCOMPARE(rpcCode(answer), code);
        QCOMPARE(answer["jsonrpc"].toString(), "2.0");
        QVERIFY(answer.contains("id"));
        const QJsonObject data = answer["error"].toObject()["data"].toObject();
        QCOMPARE(data.keys(), (QStringList{"code", "detail", "happened", "remedy"}));
        // The connection goes on.
        QVERIFY(peer.call("app.status").contains("result"));
    }

    void idsComeBackAsTheyWere() {
        Peer peer(bench->operatorPath());
        for (const char* id : {"0", "-7", "9007199254740991", "\"\"", "\"a\\u0000b\""}) {
            const QByteArray line =
                QByteArray(R"({"jsonrpc":"2.0","method":"app.status","id":)") + id + "}";
            const QJsonValue sent = QJsonDocument::fromJson(line).object()["id"];
            QCOMPARE(peer.ask(line).value("id"), sent);
        }
    }

    void longestLineIsTaken() {
        Peer peer(bench->operatorPath());
        QByteArray line = R"({"jsonrpc":"2.0","id":1,"method":"app.status"})";
        line += QByteArray(kMaxRequest - 1 - line.size(), ' ');
        QVERIFY(peer.ask(line).contains("result"));
    }

    void tooLongLineEndsTheConnection_data() {
        QTest::addColumn<qsizetype>("octets");
        QTest::newRow("one more") << kMaxRequest;
        QTest::newRow("10 MiB") << qsizetype(10 * 1024 * 1024);
    }
    void tooLongLineEndsTheConnection() {
        QFETCH(qsizetype, octets);
        Peer peer(bench->operatorPath());
        QByteArray line = R"({"jsonrpc":"2.0","id":1,"method":"app.status"})";
        line += QByteArray(octets - line.size(), ' ') + '\n';
        peer.write(line);
        QVERIFY(peer.closedByServer());
    }

    void thousandQuickRequests() {
        Peer peer(bench->operatorPath());
        QByteArray all;
        for (int i = 0; i < 1000; ++i)
            all +=
                R"({"jsonrpc":"2.0","method":"app.status","id":)" + QByteArray::number(i) + "}\n";
        peer.write(all);
        for (int i = 0; i < 1000; ++i) {
            const QJsonObject answer = peer.next();
            QCOMPARE(answer["id"].toInt(-1), i);
            QVERIFY(answer.contains("result"));
        }
    }

    void clientLeavesInTheMiddleOfACall() {
        bench->terminal.holdCard();
        {
            Peer peer(bench->operatorPath());
            peer.write(R"({"jsonrpc":"2.0","id":1,"method":"card.read"})"
                       "\n");
            QTRY_COMPARE(bench->terminal.calls().size(), 1U);
            peer.write("{\"jsonrpc\":");  // and half a request
            peer.socket().flush();
        }
        bench->server.reset();
        bench->start();
        QVERIFY(bench->listening);
    }

    void slowReaderGetsTheNewestAndNoQueue() {
        Peer slow(bench->operatorPath());
        QVERIFY(slow.call("app.subscribe").contains("result"));
        slow.socket().setReadBufferSize(1);  // the system's buffers fill, then the server's
        auto it = exampleTransaction();
        constexpr int kChanges = 3000;
        for (int i = 1; i <= kChanges; ++i) {
            it.undoAttempts = i;
            bench->terminal.put(it);
            QCoreApplication::processEvents();
        }
        slow.socket().setReadBufferSize(0);
        (void)slow.socket().read(1);  // wakes the reading
        slow.socket().ungetChar('{');
        int lines = 0, newest = 0;
        while (newest != kChanges) {
            const QJsonObject change = slow.next();
            QVERIFY(!change.isEmpty());
            newest = change["params"].toObject()["undoAttempts"].toInt();
            ++lines;
        }
        QVERIFY2(lines < kChanges / 2, qPrintable(QString::number(lines)));
    }

    void clientThatOnlyWritesIsNotReadFrom() {
        Peer flood(bench->operatorPath());
        flood.socket().setReadBufferSize(1);
        QByteArray ask;
        for (int i = 0; i < 1000; ++i)
            ask += "{\"jsonrpc\":\"2.0\",\"method\":\"app.status\",\"id\":1}\n";
        for (int i = 0; i < 100; ++i)
            flood.write(ask);
        // The server takes requests until its own output stands, then leaves the rest with us.
        qint64 before = -1;
        while (flood.socket().bytesToWrite() != before) {
            before = flood.socket().bytesToWrite();
            Peer other(bench->operatorPath());
            QVERIFY(other.call("app.status").contains("result"));
        }
        QVERIFY(before > 1000000);
    }

    void connectionsAreBounded() {
        std::vector<std::unique_ptr<Peer>> many;
        for (int i = 0; i < Server::kConnections; ++i) {
            many.push_back(std::make_unique<Peer>(bench->operatorPath()));
            QVERIFY(many.back()->call("app.status").contains("result"));
        }
        Peer oneMore(bench->operatorPath());
        QVERIFY(oneMore.closedByServer());
        Peer till(bench->tillPath());
        QVERIFY(till.call("app.status").contains("result"));
        many.clear();
        QTRY_VERIFY(Peer(bench->operatorPath()).call("app.status").contains("result"));
    }

    void socketsArePrivate() {
        for (const QString& path : {bench->operatorPath(), bench->tillPath()}) {
            struct stat info{};
            QCOMPARE(stat(QFile::encodeName(path).constData(), &info), 0);
            QCOMPARE(info.st_mode & 07777U, 0600U);
        }
        const QString deep = bench->directory.filePath("run/tappay/app.sock");
        QVERIFY(bench->server->listen(deep, Scope::Operator));
        struct stat info{};
        QCOMPARE(
            stat(QFile::encodeName(bench->directory.filePath("run/tappay")).constData(), &info), 0);
        QCOMPARE(info.st_mode & 07777U, 0700U);
    }

    void deadSocketFileIsReplacedAndALivingOneIsNot() {
        Server second(bench->terminal, nullptr, nullptr, bench->tail, bench->clock, bench->log);
        const auto taken = second.listen(bench->operatorPath(), Scope::Operator);
        QVERIFY(!taken);
        QCOMPARE(taken.error().code, FailureCode::AlreadyRunning);

        const QString dead = bench->directory.filePath("dead.sock");
        sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
        qstrncpy(address.sun_path, QFile::encodeName(dead).constData(), sizeof address.sun_path);
        const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        close(fd);
        QVERIFY(bench->server->listen(dead, Scope::Till));

        QFile file(bench->directory.filePath("precious"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto refused = bench->server->listen(file.fileName(), Scope::Till);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, FailureCode::NotConfigured);
        QVERIFY(file.exists());
    }

private:
    std::unique_ptr<Bench> bench;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::AbuseTest)
#include "abuse_test.moc"
