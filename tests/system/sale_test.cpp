#include <gtest/gtest.h>
#include <sqlite3.h>

#include <QJsonArray>

#include "sandbox_process.h"

// One sale, seen from four sides that keep their own books: command line, terminal, back end,
// issuer.
namespace tappay::system_test {

namespace {

using Row = std::map<std::string, std::string>;

// The only row of a query, by column name.
Row oneRow(const QString& database, const char* query) {
    sqlite3* connection = nullptr;
    sqlite3_stmt* statement = nullptr;
    Row row;
    const bool prepared =
        sqlite3_open_v2(qPrintable(database), &connection, SQLITE_OPEN_READONLY, nullptr) ==
            SQLITE_OK &&
        sqlite3_prepare_v2(connection, query, -1, &statement, nullptr) == SQLITE_OK;
    EXPECT_TRUE(prepared) << sqlite3_errmsg(connection);
    if (prepared && sqlite3_step(statement) == SQLITE_ROW) {
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
            const auto* text = sqlite3_column_text(statement, column);
            row[sqlite3_column_name(statement, column)] =
                text == nullptr ? "" : reinterpret_cast<const char*>(text);
        }
        EXPECT_EQ(sqlite3_step(statement), SQLITE_DONE) << "more than one row";
    }
    sqlite3_finalize(statement);
    sqlite3_close(connection);
    return row;
}

QString text(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

}  // namespace

TEST(Sale, IsTheSameInEverybodysBooks) {
    const SandboxProcess sandbox({"--card", "debit"});
    ASSERT_TRUE(sandbox.ready());
    const Finished sale = sandbox.ctl({"sale", "--amount", "12.34", "--note", "Table 4"});
    ASSERT_EQ(sale.status, 0) << sale.output.toStdString() << sale.errors.toStdString();
    const QJsonObject said = sale.json();
    EXPECT_EQ(text(said, "state"), "approved");
    EXPECT_EQ(text(said, "amount"), "12.34");
    EXPECT_EQ(text(said, "responseCode"), "00");

    const QJsonObject kept = sandbox.transaction(text(said, "id"));
    for (const char* name : {"id", "amount", "currency", "state", "responseCode", "authCode",
                             "reference", "stan", "batch", "terminalId", "merchantId", "note"})
        EXPECT_EQ(kept.value(QLatin1String(name)), said.value(QLatin1String(name))) << name;

    const QJsonObject issued = sandbox.ledgerEntry(text(said, "stan"));
    EXPECT_EQ(text(issued, "state"), "approved");
    for (const char* name : {"amount", "currency", "authCode", "reference", "batch", "terminalId",
                             "merchantId", "responseCode"})
        EXPECT_EQ(issued.value(QLatin1String(name)), said.value(QLatin1String(name))) << name;
    EXPECT_EQ(text(issued, "pan"), text(said.value("card").toObject(), "pan"));
    EXPECT_EQ(sandbox.totals().value("entries").toArray().size(), 1);
    EXPECT_EQ(sandbox.net(), "12.34");

    Row recorded =
        oneRow(sandbox.path("backend/backend.db"), "SELECT *, hex(key) AS hex_key FROM payments");
    EXPECT_EQ(recorded["hex_key"], text(said, "id").remove(QChar(0x2D)).toUpper().toStdString());
    EXPECT_EQ(recorded["auth_code"], text(said, "authCode").toStdString());
    EXPECT_EQ(recorded["reference"], text(said, "reference").toStdString());
    EXPECT_EQ(recorded["response_code"], "00");
}

}  // namespace tappay::system_test
