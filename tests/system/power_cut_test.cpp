#include <gtest/gtest.h>
#include <sqlite3.h>

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QTimer>
#include <cstdio>
#include <iostream>
#include <map>
#include <random>

#include "sandbox_process.h"

// kill -9 at a random moment of a sale, over and over in one sandbox: afterwards command line,
// journal, back end and issuer say the same.
namespace tappay::system_test {

namespace {

using namespace std::chrono_literals;

constexpr auto kResolved = 60s;
constexpr auto kSaleEnds = 60'000;

unsigned long long runs = 50;
unsigned long long firstSeed = 1;

QString text(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

// What the back end has on record for this key; -1 for nothing.
int recordedState(const QString& database, QString id) {
    sqlite3* connection = nullptr;
    sqlite3_stmt* statement = nullptr;
    int state = -1;
    const auto key = id.remove(QChar(0x2D)).toUpper().toStdString();
    if (sqlite3_open_v2(qPrintable(database), &connection, SQLITE_OPEN_READONLY, nullptr) ==
            SQLITE_OK &&
        sqlite3_prepare_v2(connection, "SELECT state FROM payments WHERE hex(key) = ?1", -1,
                           &statement, nullptr) == SQLITE_OK &&
        sqlite3_bind_text(statement, 1, key.data(), static_cast<int>(key.size()),
                          SQLITE_TRANSIENT) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        state = sqlite3_column_int(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(connection);
    return state;
}
constexpr int kRecordedApproved = 1;  // protocol::PaymentState

// The programs that may die, whoever has started them last.
class Victims {
public:
    explicit Victims(const SandboxProcess& sandbox) : m_sandbox(sandbox) {}
    ~Victims() {
        for (auto& [name, process] : m_again) {
            process->terminate();
            if (!process->waitForFinished(5000)) process->kill();
        }
    }

    void kill(const QString& program) {
        const auto found = m_again.find(program);
        if (found == m_again.end()) return m_sandbox.kill(program);
        found->second->kill();
        found->second->waitForFinished();
    }
    void restart(const QString& program) {
        const QString configuration =
            program == "tappayd" ? "tappayd/config.json" : "backend/config.json";
        m_again[program] = m_sandbox.restart(program, configuration);
    }

private:
    const SandboxProcess& m_sandbox;
    std::map<QString, std::unique_ptr<QProcess>> m_again;
};

// The entries of the issuer with this amount, by state.
std::map<QString, int> booked(const SandboxProcess& sandbox, const QString& amount) {
    std::map<QString, int> states;
    for (const QJsonValue& entry : sandbox.totals().value("entries").toArray())
        if (text(entry.toObject(), "amount") == amount) ++states[text(entry.toObject(), "state")];
    return states;
}

class PowerCut : public ::testing::Test {
protected:
    void run(unsigned long long seed) {
        std::mt19937_64 chance(seed * 0x9E3779B97F4A7C15ULL);
        const QString amount = QString("%1.00").arg(10 + seed);
        const QString victim = chance() % 3 == 0 ? "tappay-backend" : "tappayd";
        const bool both = chance() % 5 == 0;
        const auto pause = std::chrono::milliseconds(chance() % 160);
        SCOPED_TRACE("seed " + std::to_string(seed) + ", " + victim.toStdString() +
                     (both ? " and the other" : "") + " after " + std::to_string(pause.count()) +
                     " ms");
        sandbox.remove();
        sandbox.insert("debit");
        QProcess sale;
        sale.setProcessEnvironment(sandbox.environment());
        sale.start(binary("tappayctl"), {"--json", "sale", "--amount", amount});
        ASSERT_TRUE(sale.waitForStarted());
        (void)sale.waitForFinished(static_cast<int>(pause.count()));
        victims.kill(victim);
        if (both) victims.kill(other(victim));
        victims.restart(victim);
        if (both) victims.restart(other(victim));
        ASSERT_TRUE(sale.state() == QProcess::NotRunning || sale.waitForFinished(kSaleEnds))
            << everythingSaid(sale);
        const auto said = Finished{sale.exitCode(), sale.readAllStandardOutput(), {}}.json();
        compare(said, sale.exitCode(), amount);
    }

    // For whoever has to find out why a sale did not end.
    std::string everythingSaid(QProcess& sale) const {
        QByteArray all = sale.readAllStandardError();
        for (const char* question : {"status", "transactions"})
            all += sandbox.ctl({question}).output;
        for (const char* log : {"logs/tappayd.log", "logs/again.log"})
            if (QFile file(sandbox.path(log)); file.open(QIODevice::ReadOnly))
                all += file.readAll().right(3000);
        return all.toStdString();
    }

    static QString other(const QString& victim) {
        return victim == "tappayd" ? "tappay-backend" : "tappayd";
    }

    void compare(const QJsonObject& said, int status, const QString& amount) const {
        const QString id = text(said, "id");
        // Died before it had heard of the sale: then nothing was charged.
        QJsonObject kept;
        if (!id.isEmpty())
            kept = sandbox.waitForState(
                id, {"approved", "declined", "undone", "cancelled", "failed"}, kResolved);
        const QString state = text(kept, "state");
        auto entries = booked(sandbox, amount);
        const bool approved = state == "approved";
        EXPECT_EQ(entries["approved"], approved ? 1 : 0)
            << id.toStdString() << " is " << state.toStdString();
        EXPECT_LE(entries["approved"] + entries["reversed"], 1);
        if (status == 0) EXPECT_TRUE(approved) << "said approved, is " << state.toStdString();
        if (status == 1 || status == 4) EXPECT_FALSE(approved) << "said not charged";
        if (id.isEmpty()) return;
        EXPECT_EQ(recordedState(sandbox.path("backend/backend.db"), id) == kRecordedApproved,
                  approved);
        outcomes[state] += 1;
    }

    const SandboxProcess sandbox{{"--empty"}};
    Victims victims{sandbox};
    mutable std::map<QString, int> outcomes;
};

TEST_F(PowerCut, LeavesEverybodysBooksTheSame) {
    ASSERT_TRUE(sandbox.ready());
    for (auto seed = firstSeed; seed < firstSeed + runs && !HasFailure(); ++seed) {
        run(seed);
        if (HasFailure())
            std::cout << "to repeat: " TAPPAY_BIN_DIR "/test_power_cut --seed=" << seed << '\n';
    }
    for (const auto& [state, count] : outcomes)
        std::cout << state.toStdString() << " " << count << '\n';
}

}  // namespace

}  // namespace tappay::system_test

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    for (int i = 1; i < argc; ++i) {
        if (std::sscanf(argv[i], "--seed=%llu", &tappay::system_test::firstSeed) == 1)
            tappay::system_test::runs = 1;
        (void)std::sscanf(argv[i], "--runs=%llu", &tappay::system_test::runs);
    }
    QCoreApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
