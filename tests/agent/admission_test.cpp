#include <grp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtCore/QFile>

#include "agent/peer.h"

// Who may use a socket. Most of it needs root, to become somebody else.
namespace tappay::agent::test {

namespace {

constexpr uid_t kStranger = 65534;
constexpr gid_t kNoGroup = 65534;

// A process of that user asks for the status.
struct Visitor {
    uid_t user = kStranger;
    gid_t group = kNoGroup;
    std::vector<gid_t> furtherGroups = {};
};

enum class Visit : std::uint8_t { Served, Closed, NoEntry, Broken };

Visit visit(const QString& path, const Visitor& visitor) {
    const QByteArray native = QFile::encodeName(path);
    const pid_t child = fork();
    if (child == 0) {
        const char ask[] = "{\"jsonrpc\":\"2.0\",\"method\":\"app.status\",\"id\":1}\n";
        sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
        qstrncpy(address.sun_path, native.constData(), sizeof address.sun_path);
        const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
        if (setgroups(visitor.furtherGroups.size(), visitor.furtherGroups.data()) != 0 ||
            setgid(visitor.group) != 0 || setuid(visitor.user) != 0)
            _exit(static_cast<int>(Visit::Broken));
        if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            _exit(static_cast<int>(Visit::NoEntry));
        (void)!send(fd, ask, sizeof ask - 1, MSG_NOSIGNAL);
        char octet = 0;
        const bool answered = recv(fd, &octet, 1, 0) == 1;
        _exit(static_cast<int>(answered ? Visit::Served : Visit::Closed));
    }
    int status = -1;
    (void)QTest::qWaitFor([&] { return waitpid(child, &status, WNOHANG) == child; });
    return WIFEXITED(status) ? static_cast<Visit>(WEXITSTATUS(status)) : Visit::Broken;
}

mode_t modeOf(const QString& path) {
    struct stat info{};
    if (stat(QFile::encodeName(path).constData(), &info) != 0) return 0;
    return info.st_mode & 07777U;
}

gid_t groupOf(const QString& path) {
    struct stat info{};
    return stat(QFile::encodeName(path).constData(), &info) == 0 ? info.st_gid : kNoGroup;
}

// Lets a socket be reached whatever its mode, so that only the check of the peer is left.
void open(const QString& path, mode_t mode) {
    QCOMPARE(chmod(QFile::encodeName(path).constData(), mode), 0);
}

}  // namespace

class AdmissionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        bench = std::make_unique<Bench>();
        QVERIFY(bench->listening);
        directory = bench->directory.filePath("run");
        path = directory + "/app.sock";
        setgrent();
        own = getegid();
        other = 0;
        for (const group* it = getgrent(); it != nullptr; it = getgrent()) {
            if (it->gr_gid == own) ownName = it->gr_name;
            if (it->gr_gid != own && it->gr_gid != 0 && it->gr_gid != kNoGroup && other == 0) {
                other = it->gr_gid;
                otherName = it->gr_name;
            }
        }
        endgrent();
    }

    void groupSocketIsOpenToTheGroupAlone() {
        if (ownName.empty()) QSKIP("the own group has no name");
        const auto listening = bench->server->listen(path, Scope::Operator, ownName);
        QVERIFY2(listening, listening ? "" : listening.error().detail.c_str());
        QCOMPARE(modeOf(path), 0660U);
        QCOMPARE(groupOf(path), own);
        QCOMPARE(modeOf(directory), 0710U);
        QCOMPARE(groupOf(directory), own);
        Peer peer(path);
        QVERIFY(peer.call("app.status").contains("result"));
    }

    void unknownGroup() {
        const auto listening = bench->server->listen(path, Scope::Operator, "no such group");
        QVERIFY(!listening);
        QCOMPARE(listening.error().code, FailureCode::NotConfigured);
        QVERIFY(!QFile::exists(directory));
    }

    void directoryTheGroupCannotPassIsReported() {
        if (ownName.empty()) QSKIP("the own group has no name");
        open(bench->directory.path(), 0700);
        const QString inside = bench->directory.filePath("group.sock");
        QVERIFY(!bench->server->listen(inside, Scope::Till, ownName));
        QCOMPARE(modeOf(bench->directory.path()), 0700U);
        open(bench->directory.path(), 0711);
        QVERIFY(bench->server->listen(inside, Scope::Till, ownName));
    }

    void membersAreServed() {
        becomeAble();
        QVERIFY(bench->server->listen(path, Scope::Operator, otherName));
        QCOMPARE(visit(path, {.group = other}), Visit::Served);
        QCOMPARE(visit(path, {.furtherGroups = {other}}), Visit::Served);
        std::vector<gid_t> many;
        for (gid_t id = 70'000; id < 70'100; ++id)
            many.push_back(id);
        many.push_back(other);
        QCOMPARE(visit(path, {.furtherGroups = many}), Visit::Served);
    }

    void othersAreKeptOutTwice() {
        becomeAble();
        QVERIFY(bench->server->listen(path, Scope::Operator, otherName));
        QCOMPARE(visit(path, {}), Visit::NoEntry);
        open(directory, 0755);
        QCOMPARE(visit(path, {}), Visit::NoEntry);
        open(path, 0666);  // as if the file's mode had failed to protect
        QCOMPARE(visit(path, {}), Visit::Closed);
        QCOMPARE(visit(path, {.furtherGroups = {other + 1}}), Visit::Closed);
        QCOMPARE(visit(path, {.user = 0}), Visit::Served);
    }

    void withoutAGroupNobodyElseIsServed() {
        becomeAble();
        QVERIFY(bench->server->listen(path, Scope::Operator));
        open(directory, 0755);
        open(path, 0666);
        QCOMPARE(visit(path, {}), Visit::Closed);
        QCOMPARE(visit(path, {.group = other, .furtherGroups = {own}}), Visit::Closed);
        QCOMPARE(visit(path, {.user = 0}), Visit::Served);
    }

private:
    void becomeAble() {
        if (geteuid() != 0) QSKIP("needs root to become another user");
        if (other == 0) QSKIP("needs a second group");
        open(bench->directory.path(), 0711);
    }

    std::unique_ptr<Bench> bench;
    QString directory, path;
    gid_t own = 0, other = 0;
    std::string ownName, otherName;
};

}  // namespace tappay::agent::test

QTEST_GUILESS_MAIN(tappay::agent::test::AdmissionTest)
#include "admission_test.moc"
