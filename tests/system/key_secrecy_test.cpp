#include <gtest/gtest.h>

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <algorithm>
#include <optional>

#include "octet_search.h"
#include "running_sale.h"
#include "standing.h"
#include "world_keys.h"

// Keys and the enrolment code are where they belong, and nowhere else.
namespace tappay::system_test {

namespace {

constexpr int kPauseMs = 10;

class KeySecrecy : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        // What programs leave as temporary files is then found too.
        qputenv("TMPDIR", temporary.path().toUtf8());
        sandbox.emplace(QStringList{"--empty", "--new", "--dir", directory.filePath("s"), "--chip",
                                    GetParam()});
        ASSERT_TRUE(sandbox->ready());
    }
    void TearDown() override {
        sandbox.reset();
        qunsetenv("TMPDIR");
    }
    void keep(const Finished& finished) { said += finished.output + finished.errors; }
    // A terminal's day.
    void work() {
        const QString code = sandbox->summary().value("enrolmentCode").toString();
        keys += {"enrolment code", code.toUtf8(), {"sandbox.json"}};
        keys += {"enrolment code", QString(code).remove('-').toUtf8(), {}};
        keep(sandbox->ctl({"enrol", "4K7P-XQ2M-9TRA"}));
        keep(sandbox->ctl({"enrol", code}));
        ASSERT_EQ(waitForStanding(*sandbox, ""), "");
        keep(sandbox->sale("1000.00"));
        keys += keysOf(*sandbox);
        keep(sandbox->ctl({"keys", "renew"}));
        keep(sandbox->ctl({"signon"}));
        keep(sandbox->sale("1000.00"));
        keep(sandbox->ctl({"security"}));
        keep(sandbox->ctl({"log", "--lines", "1000"}));
        keep(operate(*sandbox, {"audit"}));
        // Others now; those before must be gone as well.
        keys += keysOf(*sandbox);
    }
    [[nodiscard]] bool isHome(const WorldKey& key, const QString& path) const {
        for (const QString& home : key.homes)
            if (path == sandbox->path(home)) return true;
        return false;
    }
    // All keys but those that stand in this file by right.
    [[nodiscard]] OctetSearch searchFor(const QString& path = {}) const {
        OctetSearch search;
        for (const WorldKey& key : keys)
            if (!isHome(key, path)) addTo(search, key);
        return search;
    }
    static void addTo(OctetSearch& search, const WorldKey& key) {
        for (const Form& form : formsOf(key.octets))
            search.add({key.name + ", " + form.name, form.octets});
    }
    [[nodiscard]] bool hasHome(const QString& path) const {
        return std::ranges::any_of(keys, [&](const auto& key) { return isHome(key, path); });
    }
    void expectInNoFileOf(const QString& folder, int atLeast) const {
        const OctetSearch all = searchFor();
        int files = 0;
        QDirIterator each(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext()) {
            const QString path = each.next();
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly)) continue;
            ++files;
            EXPECT_FALSE(QFileInfo(path).fileName().startsWith("core")) << path.toStdString();
            const QByteArray contents = file.readAll();
            const QStringList found =
                hasHome(path) ? searchFor(path).foundIn(contents) : all.foundIn(contents);
            EXPECT_TRUE(found.isEmpty())
                << path.toStdString() << ": " << found.join("; ").toStdString();
        }
        EXPECT_GE(files, atLeast);
    }
    static void expectNotIn(const QList<QByteArray>& memory, const OctetSearch& search,
                            const char* whose) {
        EXPECT_FALSE(memory.isEmpty()) << whose;
        for (const QByteArray& piece : memory) {
            const QStringList found = search.foundIn(piece);
            EXPECT_TRUE(found.isEmpty()) << whose << ": " << found.join("; ").toStdString();
        }
    }

    QTemporaryDir directory, temporary;
    std::optional<SandboxProcess> sandbox;
    QList<WorldKey> keys;
    QByteArray said;
};

// The window while it says that a payment was approved, as soon as the picture of that is there.
QList<QByteArray> windowsMemory(const SandboxProcess& sandbox) {
    const QTemporaryDir folder;
    QProcess window;
    QProcessEnvironment environment = sandbox.environment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("QT_QUICK_BACKEND", "software");
    environment.insert("XDG_CONFIG_HOME", folder.path());
    window.setProcessEnvironment(environment);
    window.start(binary("tappay"), {"--walkthrough", folder.path()});
    while (QDir(folder.path()).entryList({"*-approved.png"}).isEmpty() &&
           !window.waitForFinished(kPauseMs) && window.state() == QProcess::Running) {
    }
    QList<QByteArray> memory = memoryOf(window.processId());
    window.kill();
    window.waitForFinished();
    return memory;
}

}  // namespace

TEST_P(KeySecrecy, NoKeyIsInAFileOrAnAnswerThatIsNotItsOwn) {
    work();
    if (HasFatalFailure()) return;
    EXPECT_GT(keys.size(), 20);
    expectInNoFileOf(sandbox->path(""), 25);
    expectInNoFileOf(temporary.path(), 0);
    const QStringList found = searchFor().foundIn(said);
    EXPECT_TRUE(found.isEmpty()) << found.join("; ").toStdString();
}

TEST_P(KeySecrecy, ClientsHaveNoKeyInTheirMemoryAndTheTerminalNoMasterKey) {
    work();
    if (HasFatalFailure()) return;
    const OctetSearch all = searchFor();
    sandbox->remove();
    {
        RunningSale sale(*sandbox, "1.00");
        ASSERT_TRUE(sale.waitFor("Present card"));
        expectNotIn(memoryOf(sale.processId()), all, "tappayctl");
        ASSERT_TRUE(sale.call("sale.cancel"));
        (void)sale.end();
    }
    expectNotIn(windowsMemory(*sandbox), all, "tappay");

    const QList<QByteArray> terminal = memoryOf(sandbox->processId("tappayd"));
    if (terminal.isEmpty()) GTEST_SKIP() << "tappayd may not be looked into by this user";
    OctetSearch master, pin;
    for (const WorldKey& key : keys) {
        if (key.name == "master") addTo(master, key);
        if (key.name == "terminal-pin") addTo(pin, key);
    }
    expectNotIn(terminal, master, "tappayd");
    EXPECT_TRUE(std::ranges::any_of(terminal, [&](const auto& piece) {
        return !pin.foundIn(piece).isEmpty();
    })) << "it is there by right: the search finds what there is to find";
}

INSTANTIATE_TEST_SUITE_P(Chips, KeySecrecy, testing::Values("virtual", "software"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace tappay::system_test
