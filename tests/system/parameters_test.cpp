#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include "standing.h"

// What cards a terminal takes, and how, comes from the back end alone.
namespace tappay::system_test {

namespace {

class GivenParameters : public testing::Test {
protected:
    // The world's set under this version, with another limit for taps.
    [[nodiscard]] QString written(int version, const char* profile = "test") const {
        QFile before(sandbox.path("sim/parameters.json"));
        EXPECT_TRUE(before.open(QIODevice::ReadOnly));
        QJsonObject set = QJsonDocument::fromJson(before.readAll()).object();
        set["version"] = version;
        set["profile"] = profile;
        QJsonArray keys;
        for (const QJsonValue& it : set["caKeys"].toArray()) {
            QJsonObject key = it.toObject();
            key["profile"] = profile;
            keys.append(key);
        }
        set["caKeys"] = keys;
        QFile file(sandbox.path("sim/given.json"));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(QJsonDocument(set).toJson());
        return file.fileName();
    }
    [[nodiscard]] Finished give(const QString& file) const {
        return operate(sandbox, {"parameters", file});
    }
    [[nodiscard]] int version() const {
        return security(sandbox).value("parameters").toObject().value("version").toInt();
    }
    void stopBackEnd() {
        if (again == nullptr) return sandbox.kill("tappay-backend");
        again->kill();
        again->waitForFinished();
    }
    void startBackEnd() { again = sandbox.restart("tappay-backend", "backend/config.json"); }
    void TearDown() override {
        if (again == nullptr) return;
        again->terminate();
        again->waitForFinished(10'000);
    }
    // Until the back end is there again.
    [[nodiscard]] bool signsOn() const {
        for (int attempt = 0; attempt < 100; ++attempt)
            if (sandbox.ctl({"signon"}).failure() != "bank.unreachable") return true;
        return false;
    }

    SandboxProcess sandbox{{"--card", "debit"}};
    std::unique_ptr<QProcess> again;
};

// All files of the register, side files included.
void copyRegister(const QString& from, const QString& to) {
    for (const QString& name : QDir(to).entryList({"terminals.db*"}, QDir::Files))
        QFile::remove(to + '/' + name);
    for (const QString& name : QDir(from).entryList({"terminals.db*"}, QDir::Files))
        ASSERT_TRUE(QFile::copy(from + '/' + name, to + '/' + name));
}

}  // namespace

TEST_F(GivenParameters, ANewerSetIsTakenAtTheNextSignOn) {
    ASSERT_TRUE(sandbox.ready());
    EXPECT_EQ(version(), 1);
    const Finished given = give(written(2));
    ASSERT_EQ(given.status, 0) << given.everything();
    EXPECT_EQ(sandbox.ctl({"signon"}).status, 0);
    EXPECT_EQ(version(), 2);
    EXPECT_EQ(sandbox.sale("1.00").status, 0);
    EXPECT_NE(give(written(1)).status, 0) << "the back end's own register knows better";
}

TEST_F(GivenParameters, AnOlderSetIsNotTakenWhoeverGivesIt) {
    ASSERT_TRUE(sandbox.ready());
    const QString backEnd = sandbox.path("backend"), backup = sandbox.path("backup");
    ASSERT_TRUE(QDir().mkdir(backup));
    stopBackEnd();
    copyRegister(backEnd, backup);
    startBackEnd();
    ASSERT_EQ(give(written(2)).status, 0);
    ASSERT_TRUE(signsOn());
    ASSERT_EQ(version(), 2);

    stopBackEnd();
    copyRegister(backup, backEnd);
    startBackEnd();
    ASSERT_TRUE(signsOn());
    EXPECT_EQ(security(sandbox).value("failure").toObject().value("code"), "parameters.rejected");
    EXPECT_EQ(version(), 2) << "it goes on with what it has";
    EXPECT_EQ(sandbox.sale("1.00").status, 0);
}

TEST_F(GivenParameters, ProductionAndTestNeverMix) {
    ASSERT_TRUE(sandbox.ready());
    const Finished given = give(written(2, "production"));
    if (given.status == 0) {
        EXPECT_TRUE(signsOn());
        EXPECT_EQ(security(sandbox).value("failure").toObject().value("code"),
                  "parameters.rejected");
    }
    EXPECT_EQ(version(), 1);
    EXPECT_EQ(sandbox.sale("1.00").status, 0);
}

}  // namespace tappay::system_test
