#include <gtest/gtest.h>

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocalSocket>
#include <functional>

#include "running_sale.h"

// A cardholder's account in a whole sandbox: cards proven by their own bank, and nothing charged.
namespace tappay::system_test {

namespace {

constexpr int kLimitMs = 60'000;

// Speaks the local API and follows the account.
class Desk {
public:
    explicit Desk(const SandboxProcess& sandbox) {
        m_socket.connectToServer(sandbox.environment().value("TAPPAY_SOCKET"));
        m_account = call("app.subscribe")["cardholder"].toObject();
    }
    // The result, or what it was refused with.
    QJsonObject call(const QString& method, const QJsonObject& params = {}) {
        const int id = ++m_id;
        m_socket.write(
            QJsonDocument(
                QJsonObject{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}})
                .toJson(QJsonDocument::Compact) +
            '\n');
        const QDeadlineTimer limit(kLimitMs);
        while (!limit.hasExpired()) {
            const QJsonObject line = next(limit);
            if (line["id"].toInt() != id) continue;
            return line.contains("error") ? line["error"].toObject()["data"].toObject()
                                          : line["result"].toObject();
        }
        return {};
    }
    QJsonObject waitFor(const std::function<bool(const QJsonObject&)>& wanted) {
        const QDeadlineTimer limit(kLimitMs);
        while (!wanted(m_account) && !limit.hasExpired())
            next(limit);
        return m_account;
    }
    QJsonObject waitForStage(const QString& stage) {
        return waitFor([&](const QJsonObject& it) { return it["stage"].toString() == stage; });
    }
    QJsonObject waitForEnd() {
        return waitFor([](const QJsonObject& it) { return it["step"] == "idle"; });
    }
    // Begins it, and waits for its end.
    QJsonObject finish(const QString& method, const QJsonObject& params = {}) {
        m_account = call(method, params);
        return waitForEnd();
    }

private:
    QJsonObject next(const QDeadlineTimer& limit) {
        if (!m_socket.canReadLine() &&
            !m_socket.waitForReadyRead(static_cast<int>(limit.remainingTime())))
            return {};
        if (!m_socket.canReadLine()) return {};
        const auto line = QJsonDocument::fromJson(m_socket.readLine()).object();
        if (line["method"] == "cardholder.changed") m_account = line["params"].toObject();
        return line;
    }

    QLocalSocket m_socket;
    int m_id = 0;
    QJsonObject m_account;
};

class CardholderAccount : public testing::Test {
protected:
    static void SetUpTestSuite() {
        s_sandbox = std::make_unique<SandboxProcess>(QStringList{"--empty"});
    }
    static void TearDownTestSuite() { s_sandbox.reset(); }
    void SetUp() override {
        ASSERT_TRUE(s_sandbox->ready());
        s_sandbox->remove();
        m_desk = std::make_unique<Desk>(*s_sandbox);
        m_desk->finish("cardholder.delete");
    }

    // What the account is after this card was held to the reader.
    QJsonObject add(const QString& card, bool tapped) {
        EXPECT_EQ(m_desk->call("cardholder.addCard")["step"], "adding_card");
        m_desk->waitForStage("present_card");
        if (tapped)
            s_sandbox->cards({{"cmd", "tap"}, {"card", card}});
        else
            s_sandbox->insert(card);
        m_desk->waitFor([](const QJsonObject& it) {
            return it["stage"] == "remove_card" || it["step"] == "idle";
        });
        s_sandbox->remove();
        return m_desk->waitForEnd();
    }
    static QString failureOf(const QJsonObject& status) {
        return status["failure"].toObject()["code"].toString();
    }
    static QJsonArray cardsOf(const QJsonObject& status) {
        return status["account"].toObject()["cards"].toArray();
    }

    std::unique_ptr<Desk> m_desk;
    static std::unique_ptr<SandboxProcess> s_sandbox;
};

std::unique_ptr<SandboxProcess> CardholderAccount::s_sandbox;

struct Held {
    const char* card;
    bool tapped;
    const char* failure;
};

void PrintTo(const Held& held, std::ostream* out) {
    *out << (held.tapped ? "tapped " : "inserted ") << held.card;
}

class HeldCard : public CardholderAccount, public testing::WithParamInterface<Held> {};

constexpr Held kCards[] = {
    {"debit", false, ""},
    {"contactless", true, ""},
    {"credit", false, ""},
    {"contactless-credit", true, ""},
    {"contactless-only", true, ""},
    {"sm", false, ""},
    {"sm", true, ""},
    {"offline-pin", false, ""},
    {"plain-pin", false, ""},
    {"two-applications", false, ""},
    {"no-psn", false, ""},
    {"visa-like", false, ""},
    {"mastercard-like", false, ""},
    {"expired", false, "card.not_proven"},
    {"declines-offline", false, "card.declined"},
    {"broken-certificate", false, "card.declined"},
    {"blocked-card", false, "card.blocked"},
    {"transit", false, "card.not_accepted"},
};

}  // namespace

TEST_P(HeldCard, IsAddedWhereItsBankConfirmsIt) {
    const QString before = s_sandbox->net();
    const auto entries = s_sandbox->totals();
    const QJsonObject end = add(GetParam().card, GetParam().tapped);
    EXPECT_EQ(failureOf(end), GetParam().failure);
    EXPECT_EQ(cardsOf(end).size(), *GetParam().failure == '\0' ? 1 : 0);
    EXPECT_EQ(s_sandbox->net(), before);
    EXPECT_EQ(s_sandbox->totals(), entries) << "nothing is in the books";
}

INSTANTIATE_TEST_SUITE_P(Cards, HeldCard, testing::ValuesIn(kCards));

TEST_F(CardholderAccount, LivesFromTheFirstCardToItsDeletion) {
    EXPECT_TRUE(m_desk->finish("cardholder.refresh")["account"].isNull());
    const QJsonObject made = add("debit", false);
    ASSERT_EQ(failureOf(made), "");
    const QJsonObject account = made["account"].toObject();
    const QJsonObject card = account["cards"].toArray()[0].toObject();
    EXPECT_TRUE(card["pan"].toString().contains("*******")) << card["pan"].toString().toStdString();
    EXPECT_EQ(card["label"], "Test Bank Debit");
    EXPECT_TRUE(account["devices"].toArray()[0].toObject()["thisOne"].toBool());
    EXPECT_EQ(cardsOf(add("contactless-credit", true)).size(), 2);
    EXPECT_EQ(cardsOf(add("debit", false)).size(), 2) << "the same card again";

    const QJsonObject limited =
        m_desk->finish("cardholder.limits", {{"payment", "500.00"}})["account"].toObject();
    EXPECT_EQ(limited["limits"].toObject()["payment"], "500.00");
    EXPECT_TRUE(limited["limits"].toObject()["day"].isNull());
    ASSERT_EQ(s_sandbox->sale("10.00").status, 0);
    s_sandbox->remove();
    const QJsonObject told = m_desk->finish("cardholder.refresh")["account"].toObject();
    EXPECT_EQ(told["notices"].toArray()[0].toObject()["what"], "payment");

    const QJsonObject unbound =
        m_desk->finish("cardholder.unbind", {{"card", card["id"].toString()}});
    EXPECT_EQ(failureOf(unbound), "");
    EXPECT_FALSE(cardsOf(unbound)[1].toObject()["until"].isNull());
    const QJsonObject data = m_desk->call("cardholder.export")["data"].toObject();
    EXPECT_EQ(data["cards"].toArray().size(), 2);
    m_desk->waitForEnd();
    const QJsonObject gone = m_desk->finish("cardholder.delete");
    EXPECT_TRUE(gone["account"].isNull());
    EXPECT_EQ(failureOf(gone), "");
    EXPECT_EQ(failureOf(m_desk->finish("cardholder.delete")), "cardholder.unknown");
}

TEST_F(CardholderAccount, APhoneIsTappedOnceMoreWhenItsOwnerHasConfirmed) {
    ASSERT_EQ(m_desk->call("cardholder.addCard")["step"], "adding_card");
    m_desk->waitForStage("present_card");
    s_sandbox->cards({{"cmd", "tap"}, {"card", "phone"}});
    m_desk->waitForStage("keep_card");
    m_desk->waitForStage("present_card");
    s_sandbox->remove();
    s_sandbox->cards({{"cmd", "tap"}, {"card", "phone"}});
    const QJsonObject end = m_desk->waitForEnd();
    s_sandbox->remove();
    EXPECT_EQ(failureOf(end), "");
    EXPECT_EQ(cardsOf(end).size(), 1);
}

TEST_F(CardholderAccount, CardsAreForOneThingAtATime) {
    ASSERT_EQ(m_desk->call("cardholder.addCard")["step"], "adding_card");
    EXPECT_EQ(m_desk->call("cardholder.addCard")["code"], "busy");
    EXPECT_EQ(m_desk->call("cardholder.refresh")["code"], "busy");
    EXPECT_EQ(m_desk->call("sale.start", {{"amount", "10.00"}})["code"], "busy");
    EXPECT_EQ(m_desk->call("card.read")["code"], "busy");
    m_desk->waitForStage("present_card");
    m_desk->call("cardholder.cancel");
    EXPECT_EQ(failureOf(m_desk->waitForEnd()), "cancelled");

    const QString id = m_desk->call("sale.start", {{"amount", "10.00"}})["id"].toString();
    ASSERT_FALSE(id.isEmpty());
    EXPECT_EQ(m_desk->call("cardholder.addCard")["code"], "busy");
    m_desk->call("sale.cancel", {{"id", id}});
    EXPECT_EQ(failureOf(add("debit", false)), "");
}

}  // namespace tappay::system_test
