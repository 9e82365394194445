#include "faults/books.h"

#include <QtCore/QString>
#include <algorithm>
#include <cstdio>

#include "protocol/messages.h"
#include "simulator/network/ledger.h"
#include "store/database.h"
#include "terminal/journal.h"

namespace tappay::faults {

namespace {

using protocol::PaymentState;
using simulator::network::Entry;
using simulator::network::EntryState;
using simulator::network::Ledger;
using terminal::State;

constexpr std::uint16_t kBalance = 0x9F79;

struct Row {
    PaymentState state = PaymentState::NotFound;
    std::string batch, stan;
};

std::string sixDigits(std::int64_t number) {
    char text[24];
    std::snprintf(text, sizeof text, "%06lld", static_cast<long long>(number));
    return text;
}

std::string withoutHyphens(std::string id) {
    std::erase(id, '-');
    return id;
}

class Comparison {
public:
    Comparison(const BooksOf& books, Verdict& verdict) : m_books(books), m_verdict(verdict) {}

    void run() {
        auto journal = terminal::Journal::open(m_books.journal);
        auto ledger =
            Ledger::open(QString::fromStdString(m_books.ledger.string()), Ledger::Access::Read);
        if (!journal || !ledger) return wrong("books can't be read");
        readRecords();
        if (const auto chain = journal->verify(); !chain || *chain)
            wrong("the journal's chain is broken");
        std::size_t approved = 0;
        auto payments = m_books.payments;
        // Also those that were begun and lost with the power before anybody was told.
        for (const auto& [amount, order] : m_books.orders)
            if (const auto begun = journal->ofOrder(order.id))
                for (const auto& record : *begun)
                    payments[record.shown.id] = amount;
        for (const auto& [id, amount] : payments)
            if (payment(*journal, *ledger, id, amount)) {
                ++approved;
                ++m_paid[amount];
            }
        for (const auto& [amount, order] : m_books.orders)
            shop(*ledger, amount, order);
        issuer(*ledger, approved);
        balance();
    }

private:
    void wrong(std::string what) { m_verdict.wrong.push_back(std::move(what)); }

    void readRecords() {
        auto database = store::Database::open(m_books.records);
        if (!database) return wrong("records can't be opened");
        auto rows = database->prepare("SELECT lower(hex(key)), state, batch, stan FROM payments");
        if (!rows) return wrong("records can't be read");
        for (auto more = rows->step(); more && *more; more = rows->step()) {
            const auto key = rows->text(0);
            if (m_rows.contains(key)) wrong("two records for " + key);
            m_rows[key] = {static_cast<PaymentState>(rows->integer(1)), sixDigits(rows->integer(2)),
                           sixDigits(rows->integer(3))};
        }
        auto open = database->prepare("SELECT count(*) FROM reversals WHERE finished IS NULL");
        if (!open || !open->step() || open->integer(0) != 0) wrong("a reversal is left open");
    }

    // Whether it stands as approved.
    bool payment(terminal::Journal& journal, const Ledger& ledger, const std::string& id,
                 std::int64_t amount) {
        const auto record = journal.find(id);
        if (!record || !*record) {
            wrong(id + " is not in the journal");
            return false;
        }
        takeRows(journal, id);
        const State state = (*record)->shown.state;
        const bool approved = state == State::Approved;
        const std::string name = id + " " + std::string(nameOf(state));
        if (!isFinal(state)) wrong(name + " is not at its end");
        if (!m_books.orders.contains(amount)) {
            if (const auto booked = timesBooked(ledger, amount); booked != (approved ? 1 : 0))
                wrong(name + ": the issuer has booked it " + std::to_string(booked) + " times");
            const auto asked = std::ranges::count_if(ledger.entries(), [&](const Entry& entry) {
                return entry.amount.minor == amount && entry.state != EntryState::ReversedFirst;
            });
            if (asked > 1)
                wrong(name + ": the issuer was asked " + std::to_string(asked) + " times");
        }
        backEnd(ledger, withoutHyphens(id), name, amount, approved);
        const auto entry = std::ranges::find_if(ledger.entries(), [&](const Entry& each) {
            return each.amount.minor == amount && each.state == EntryState::Approved;
        });
        if (entry != ledger.entries().end() && entry->electronicCash) m_cash += amount;
        // A tapped card is gone when its issuer approves.
        if (approved && entry != ledger.entries().end() && (!m_books.tapped || entry->offline) &&
            !cardHasPaid(amount))
            wrong(name + ": the card knows nothing of it");
        if (state == State::AdviceRefused) m_cash += amount;
        const auto& failure = (*record)->shown.failure;
        if (failure && failure->code == FailureCode::PaidNotAccepted) {
            m_cash += amount;
            if (!cardHasPaid(amount)) wrong(name + ": called paid by a card that has not");
        }
        if (state == State::Abandoned) m_doubtful.push_back(amount);
        return approved;
    }

    static std::ptrdiff_t timesBooked(const Ledger& ledger, std::int64_t amount) {
        return std::ranges::count_if(ledger.entries(), [&](const Entry& entry) {
            return entry.amount.minor == amount && entry.state == EntryState::Approved;
        });
    }

    // One order, at most one payment: shop, journal and issuer say the same of it, and the shop is
    // told once.
    void shop(const Ledger& ledger, std::int64_t amount, const ShopSide::Order& order) {
        const int paid = m_paid[amount];
        const std::string name = "order " + order.id + ", " + order.state;
        if (paid > 1) wrong(name + ": paid " + std::to_string(paid) + " times");
        if (timesBooked(ledger, amount) != paid)
            wrong(name + ": the issuer has booked another number");
        if ((order.state == "paid") != (paid == 1)) wrong(name + ": the journal says otherwise");
        if (order.state == "paying") wrong(name + " is not at its end");
        auto database = store::Database::open(m_books.records);
        if (!database) return wrong("records can't be opened");
        auto told = database->prepare(
            "SELECT count(*) FROM shop_events WHERE type = 'order.paid' "
            "AND instr(body, ?1) > 0");
        if (!told) return wrong("the shop's events can't be read");
        told->bind(1, order.id);
        if (!told->step() || told->integer(0) != paid)
            wrong(name + ": told of " + std::to_string(told->integer(0)) + " payments");
    }

    // What the card has paid out of its own balance is what the books say it has.
    void balance() {
        std::int64_t spent = 0;
        for (const auto& application : m_books.profile->applications) {
            const auto opening = application.data.find(kBalance);
            if (opening == application.data.end()) continue;
            const auto& state = m_books.card.applications.at(toHex(application.aid));
            const auto now = state.data.find(kBalance);
            if (now != state.data.end())
                spent += std::stoll(toHex(opening->second)) - std::stoll(toHex(now->second));
        }
        auto left = spent - m_cash;
        // Where a torn card never came back nobody knows but the card.
        for (const auto amount : m_doubtful)
            if (left >= amount) left -= amount;
        if (left != 0)
            wrong("the card's balance went down by " + std::to_string(spent) + ", the books say " +
                  std::to_string(m_cash));
    }

    void backEnd(const Ledger& ledger, const std::string& key, const std::string& name,
                 std::int64_t amount, bool approved) {
        const auto found = m_rows.find(key);
        if (found == m_rows.end()) {
            if (approved) wrong(name + ": the back end does not know it");
            return;
        }
        const auto& row = found->second;
        if (row.state == PaymentState::Pending || row.state == PaymentState::Undoing)
            wrong(name + ": the back end is not at its end");
        if (approved != (row.state == PaymentState::Approved))
            wrong(name + ": the back end has state " + std::to_string(static_cast<int>(row.state)));
        const auto entry = std::ranges::find_if(ledger.entries(), [&](const Entry& each) {
            return each.key.batch == row.batch && each.key.stan == row.stan;
        });
        const bool booked = entry != ledger.entries().end() && entry->state == EntryState::Approved;
        if (booked != approved) wrong(name + ": booked under its trace number or not");
        if (entry != ledger.entries().end() && entry->amount.minor != amount)
            wrong(name + ": booked with another amount");
    }

    // In the card's own log, which it writes with its TC.
    [[nodiscard]] bool cardHasPaid(std::int64_t amount) const {
        char digits[16];
        std::snprintf(digits, sizeof digits, "%012lld", static_cast<long long>(amount));
        return std::ranges::any_of(m_books.card.applications, [&](const auto& application) {
            return std::ranges::any_of(application.second.log, [&](const Bytes& record) {
                return toHex(record).find(digits) != std::string::npos;
            });
        });
    }

    void issuer(const Ledger& ledger, std::size_t approved) {
        const auto booked =
            std::ranges::count(ledger.entries(), EntryState::Approved, &Entry::state);
        if (static_cast<std::size_t>(booked) != approved)
            wrong("the issuer has booked " + std::to_string(booked) + " payments, not " +
                  std::to_string(approved));
        std::set<std::uint16_t> counters;
        for (const auto& entry : ledger.entries()) {
            if (entry.atc && !counters.insert(*entry.atc).second)
                wrong("the card's counter " + std::to_string(*entry.atc) + " came twice");
            if (entry.responseCode == "63") wrong("an old counter or cryptogram came again");
        }
    }

    void takeRows(terminal::Journal& journal, const std::string& id) {
        const auto lines = journal.history(id);
        if (!lines) return wrong("no history of " + id);
        std::optional<State> from;
        for (const auto& line : *lines) {
            m_verdict.history.push_back("journal " + std::to_string(line.number) + " " +
                                        line.event + " -> " + std::string(nameOf(line.state)));
            for (std::size_t i = 0; from && i < terminal::kEventCount; ++i) {
                const auto event = static_cast<terminal::Event>(i);
                if (nameOf(event) != line.event) continue;
                if (next(*from, event) != line.state) wrong("not in the table: " + line.event);
                m_verdict.rows.insert({*from, event});
            }
            from = line.state;
        }
    }

    const BooksOf& m_books;
    Verdict& m_verdict;
    std::int64_t m_cash = 0;  // paid by the card itself
    std::vector<std::int64_t> m_doubtful;
    std::map<std::string, Row> m_rows;   // by key
    std::map<std::int64_t, int> m_paid;  // payments of an order, by amount
};

}  // namespace

void compareBooks(const BooksOf& books, Verdict& verdict) {
    Comparison(books, verdict).run();
}

}  // namespace tappay::faults
