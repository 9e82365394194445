#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtCore/QDir>
#include <QtCore/QJsonArray>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>

#include "agent/peer.h"
#include "agent/tappayd_home.h"
#include "tappayd/hardening.h"

// The real application as a process: no back end, no smart-card service, nobody to help.
namespace tappay::agent::test {

namespace {

// What a shop's computer has to spare; checks for memory faults need about half as much again.
#if defined(__SANITIZE_ADDRESS__)
constexpr int kMostKilobytes = 64 * 1024;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr int kMostKilobytes = 64 * 1024;
#else
constexpr int kMostKilobytes = 40 * 1024;
#endif
#else
constexpr int kMostKilobytes = 40 * 1024;
#endif

QString field(qint64 process, const char* file, const char* pattern) {
    QFile proc(QString("/proc/%1/%2").arg(process).arg(file));
    if (!proc.open(QIODevice::ReadOnly)) return {};
    return QRegularExpression(pattern).match(QString::fromUtf8(proc.readAll())).captured(1);
}

}  // namespace

class TappaydTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { home = std::make_unique<TappaydHome>(); }

    void servesWithoutBackEndAndReaders() {
        QProcess tappayd;
        start(tappayd);
        Peer till(home->path("till.sock"));
        const QJsonObject status = till.call("app.status").value("result").toObject();
        QCOMPARE(status["standing"].toObject()["code"].toString(), "terminal.not_enrolled");
        QCOMPARE(status["chip"].toObject()["form"].toString(), "software");
        QCOMPARE(status["backEnd"].toObject()["reachable"].toBool(true), false);
        QCOMPARE(status["reader"].toObject()["serviceRunning"].toBool(true), false);
        QVERIFY(status["trouble"].isNull());
        Peer desk(home->path("app.sock"));
        const QJsonObject log = desk.call("log.tail").value("result").toObject();
        QVERIFY(!log["lines"].toArray().isEmpty());
        for (const char* name : {"app.sock", "till.sock"}) {
            struct stat info{};
            QCOMPARE(stat(QFile::encodeName(home->path(name)).constData(), &info), 0);
            QCOMPARE(info.st_mode & 07777U, 0600U);
        }
        stop(tappayd);
        QVERIFY(!QFile::exists(home->path("app.sock")));
        QVERIFY(!QFile::exists(home->path("till.sock")));
    }

    void withoutItsChipItRunsAndSaysSo() {
        QVERIFY(QDir(home->path("chip")).removeRecursively());
        QProcess tappayd;
        start(tappayd);
        Peer desk(home->path("app.sock"));
        const QJsonObject security = desk.call("security.get").value("result").toObject();
        QCOMPARE(security["chip"].toObject()["failure"].toObject()["code"].toString(),
                 "chip.unavailable");
        const QJsonObject sale =
            desk.call("sale.start", {{"amount", "12.34"}, {"currency", "CNY"}});
        QCOMPARE(sale["error"].toObject()["data"].toObject()["code"].toString(),
                 "chip.unavailable");
        stop(tappayd);
    }

    void staysSmallAndQuiet() {
        QProcess tappayd;
        start(tappayd);
        const qint64 pid = tappayd.processId();
        Peer desk(home->path("app.sock"));
        QVERIFY(desk.call("app.status").contains("result"));
        const int kilobytes = field(pid, "status", "VmRSS:\\s+(\\d+)").toInt();
        QVERIFY2(kilobytes > 0 && kilobytes <= kMostKilobytes,
                 qPrintable(QString::number(kilobytes)));
        QCOMPARE(field(pid, "limits", "Max core file size\\s+(\\d+)"), "0");
        stop(tappayd);
    }

    void oneInstanceForADirectory() {
        QProcess first, second;
        start(first);
        launch(second);
        QVERIFY(second.waitForFinished());
        QCOMPARE(second.exitCode(), 1);
        QVERIFY(second.readAllStandardError().contains("already_running"));
        Peer desk(home->path("app.sock"));
        QVERIFY(desk.call("app.status").contains("result"));
        stop(first);
        start(second);  // the place is free again
        stop(second);
    }

    void comesBackAfterItWasKilled() {
        QProcess tappayd;
        start(tappayd);
        tappayd.kill();
        QVERIFY(tappayd.waitForFinished());
        start(tappayd);
        stop(tappayd);
    }

    void wrongSettingsStopItWithTheirName_data() {
        QTest::addColumn<QByteArray>("config");
        QTest::addColumn<QByteArray>("word");
        QByteArray unknown = TappaydHome::documented(0);
        unknown.replace("\"log\"", "\"allowDump\": true, \"log\"");
        QTest::newRow("unknown") << unknown << QByteArray("allowDump");
        QTest::newRow("missing") << QByteArray("{}") << QByteArray("directory");
        QTest::newRow("no JSON") << QByteArray("dump") << QByteArray("not_configured");
    }
    void wrongSettingsStopItWithTheirName() {
        QFETCH(QByteArray, config);
        QFETCH(QByteArray, word);
        home->write("config.json", config);
        QProcess tappayd;
        launch(tappayd);
        QVERIFY(tappayd.waitForFinished());
        QCOMPARE(tappayd.exitCode(), 2);
        const QByteArray said = tappayd.readAllStandardError();
        QVERIFY2(said.contains(word), said.constData());
    }

    void usage() {
        QProcess tappayd;
        tappayd.start(program(), {});
        QVERIFY(tappayd.waitForFinished());
        QCOMPARE(tappayd.exitCode(), 2);
        tappayd.start(program(), {"--version"});
        QVERIFY(tappayd.waitForFinished());
        QCOMPARE(tappayd.exitCode(), 0);
        QVERIFY(tappayd.readAllStandardOutput().startsWith("tappayd "));
    }

    void memoryIsClosedToOthers() {
        const pid_t child = fork();
        if (child == 0) {
            const bool hardened = daemon::hardenProcess();
            rlimit core{};
            getrlimit(RLIMIT_CORE, &core);
            _exit(hardened && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 && core.rlim_max == 0 &&
                          umask(0) == 077
                      ? 0
                      : 1);
        }
        int status = -1;
        QCOMPARE(waitpid(child, &status, 0), child);
        QCOMPARE(status, 0);
    }

private:
    static QString program() { return QStringLiteral(TAPPAY_BIN_DIR "/tappayd"); }

    void launch(QProcess& process) const {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("PCSCLITE_CSOCK_NAME", home->path("no-pcscd"));
        process.setProcessEnvironment(environment);
        process.start(program(), {"--config", home->path("config.json")});
    }
    void start(QProcess& process) const {
        launch(process);
        QByteArray said;
        QTRY_VERIFY2((said += process.readAllStandardError(), said.contains("ready")),
                     said.constData());
    }
    static void stop(QProcess& process) {
        process.terminate();
        QVERIFY(process.waitForFinished(10000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
    }

    std::unique_ptr<TappaydHome> home;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::TappaydTest)
#include "tappayd_test.moc"
