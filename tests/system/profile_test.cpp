#include <gtest/gtest.h>

#include <QJsonArray>
#include <QSet>
#include <span>

#include "sandbox_process.h"

// Every card of the simulator, inserted and tapped, ends as docs/sandbox.md says of its name.
namespace tappay::system_test {

namespace {

struct Row {
    const char* card;
    const char* amount;
    const char* state;
    const char* failure = "";
    const char* cvm = "none";
    const char* pins = "";            // one a line
    const char* responseCode = "00";  // empty: the issuer was not asked
};

constexpr const char* kPin = "123456\n";

constexpr Row kInserted[] = {
    {"debit", "10.00", "approved"},
    {"debit", "1000.00", "approved", "", "online_pin", kPin},
    {"credit", "10.00", "approved"},
    {"credit", "1000.00", "approved", "", "signature"},
    {"contactless", "10.00", "approved"},
    {"contactless", "1000.00", "approved", "", "online_pin", kPin},
    {"contactless-credit", "10.00", "approved"},
    {"contactless-credit", "1000.00", "approved", "", "signature"},
    {"empty-ecash", "10.00", "approved"},
    {"sda", "10.00", "approved"},
    {"dda", "10.00", "approved"},
    {"cda", "10.00", "approved"},
    {"sm", "10.00", "approved"},
    {"offline-pin", "10.00", "approved", "", "offline_pin", kPin},
    {"plain-pin", "10.00", "approved", "", "offline_pin", kPin},
    {"two-applications", "10.00", "approved"},
    {"no-psn", "10.00", "approved"},
    {"visa-like", "10.00", "approved"},
    {"mastercard-like", "10.00", "approved"},
    {"declines-offline", "10.00", "declined", "card.declined", "none", "", ""},
    {"expired", "10.00", "declined", "bank.declined", "none", "", "54"},
    {"pin-locked", "10.00", "declined", "bank.declined", "online_pin", kPin, "75"},
    {"broken-certificate", "10.00", "declined", "card.declined", "none", "", ""},
    {"blocked-application", "10.00", "failed", "card.blocked", "none", "", ""},
    {"blocked-card", "10.00", "failed", "card.blocked", "none", "", ""},
    {"transit", "10.00", "failed", "card.not_accepted", "none", "", ""},
};

// Up to 100.00 from the card's own balance where it has one.
constexpr Row kTapped[] = {
    {"contactless", "10.00", "paid", "", "none", "", ""},
    {"contactless", "150.00", "approved"},
    {"contactless", "1000.00", "approved", "", "online_pin", kPin},
    {"contactless-credit", "10.00", "approved"},
    {"contactless-credit", "1000.00", "approved", "", "signature"},
    {"empty-ecash", "10.00", "approved"},
    {"contactless-only", "10.00", "paid", "", "none", "", ""},
    {"sm", "10.00", "paid", "", "none", "", ""},
    {"sm", "150.00", "approved"},
    {"declines-offline", "10.00", "declined", "card.declined", "none", "", ""},
};

QString textOf(const QJsonObject& object, const char* name) {
    return object.value(QLatin1String(name)).toString();
}

class Profile : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_sandbox = std::make_unique<SandboxProcess>(QStringList{"--empty"});
    }
    static void TearDownTestSuite() { s_sandbox.reset(); }
    void SetUp() override { ASSERT_TRUE(s_sandbox->ready()); }

    static void pay(const Row& row, bool tapped) {
        SCOPED_TRACE(testing::Message() << row.card << (tapped ? " tapped " : " ") << row.amount);
        s_sandbox->remove();
        s_sandbox->cards({{"cmd", tapped ? "tap" : "insert"}, {"card", row.card}});
        const Finished sale =
            s_sandbox->ctl({"sale", "--amount", row.amount, "--pin-stdin"}, row.pins);
        const bool before = HasFailure();
        compare(row, tapped, sale);
        if (HasFailure() && !before)
            ADD_FAILURE() << sale.output.toStdString() << sale.errors.toStdString();
    }

    static std::unique_ptr<SandboxProcess> s_sandbox;

private:
    static void compare(const Row& row, bool tapped, const Finished& sale) {
        QJsonObject said = sale.json();
        const bool paidByCard = std::string_view(row.state) == "paid";
        const bool good = paidByCard || std::string_view(row.state) == "approved";
        if (paidByCard) {  // then the bank is told
            EXPECT_TRUE(said.value("cardBalance").isString());
            said =
                s_sandbox->waitForState(textOf(said, "id"), {"approved"}, std::chrono::seconds(20));
        }
        EXPECT_EQ(sale.status, good ? 0 : said["state"] == "failed" ? 4 : 1);
        EXPECT_EQ(textOf(said, "state"), paidByCard ? "approved" : row.state);
        EXPECT_EQ(textOf(said.value("failure").toObject(), "code"), row.failure);
        EXPECT_EQ(textOf(said, "cvm"), row.cvm);
        EXPECT_EQ(said.value("signatureNeeded").toBool(), std::string_view(row.cvm) == "signature");
        EXPECT_EQ(textOf(said, "interface"), tapped ? "contactless" : "contact");
        if (!paidByCard) {
            EXPECT_EQ(textOf(said, "responseCode"), row.responseCode);
            EXPECT_TRUE(said.value("cardBalance").isNull());
        }
    }
};

std::unique_ptr<SandboxProcess> Profile::s_sandbox;

}  // namespace

TEST_F(Profile, InsertedEndsAsItsNameSays) {
    for (const Row& row : kInserted)
        pay(row, false);
}

TEST_F(Profile, TappedEndsAsItsNameSays) {
    for (const Row& row : kTapped)
        pay(row, true);
}

// What takes more than one tap stands with what a person does (person_test.cpp).
TEST_F(Profile, NoneIsLeftOut) {
    const QJsonObject there = s_sandbox->cards({{"cmd", "state"}});
    const auto compare = [&](const char* kind, std::span<const Row> rows, QSet<QString> tried) {
        for (const Row& row : rows)
            tried.insert(QLatin1String(row.card));
        QSet<QString> all;
        for (const QJsonValue& name : there.value(QLatin1String(kind)).toArray())
            all.insert(name.toString());
        EXPECT_FALSE(all.isEmpty());
        EXPECT_EQ(QStringList((all - tried).values()).join(' '), QString()) << kind;
    };
    compare("insertable", kInserted, {});
    compare("tappable", kTapped, {"phone", "transit"});
}

}  // namespace tappay::system_test
