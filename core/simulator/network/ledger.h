#pragma once

#include <QString>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/result.h"

// The issuer's books: a file of JSON lines, each flushed to the disk before the answer leaves.
// It holds no PAN, only its masked form and a keyed digest of it. Failures: StorageFull,
// JournalUnavailable.
namespace tappay::simulator::network {

// What makes a payment one and the same for the network: fields 41, 42, 60.2 and 11.
struct EntryKey {
    std::string terminalId, merchantId, batch, stan;
    friend auto operator<=>(const EntryKey&, const EntryKey&) = default;
};

enum class EntryState : std::uint8_t {
    Approved,
    Declined,
    Reversed,       // was approved, and taken back
    ReversedFirst,  // a reversal came and there was no original; a late one will be refused
};
std::string_view nameOf(EntryState state);

struct Entry {
    EntryKey key;
    std::string account;    // keyed digest of the PAN; empty when no account was found
    std::string maskedPan;  // as maskPan() gives it
    Money amount;
    std::string responseCode;  // field 39 of the authorisation
    std::string authCode, reference;
    std::string time;  // RFC 3339, UTC, of the last change
    EntryState state = EntryState::Declined;
    std::optional<std::uint16_t> atc;  // when the cryptogram was genuine
    int pinTries = 0;                  // wrong PINs in a row at this account, after this entry
    std::string reversalReason;        // field 39 of the 0400
    bool offline = false;              // the card approved it; told afterwards
    bool oldCounter = false;           // approved although its counter was not above the last one
    // Of the payment that this gives back, a part of it or all: fields 61.1 and 61.2. Empty for
    // what is no refund.
    std::string originalBatch, originalStan;
    // Of the account that has the money now; empty for what is no transfer.
    std::string payee, payeePan;
    bool electronicCash = false;  // paid out of the card's own balance, not of the account's
};

class Ledger {
public:
    enum class Access : std::uint8_t { Read, Append };
    // A missing file is an empty ledger. An unfinished last line is what a power cut leaves, and is
    // taken as never written; any other damage is JournalUnavailable with the line's number.
    static Result<Ledger> open(const QString& path, Access access);

    Ledger(Ledger&& other) noexcept;
    Ledger& operator=(Ledger&& other) noexcept;
    ~Ledger();

    [[nodiscard]] const Entry* find(const EntryKey& key) const;
    // Appends the entry, or the new state of an entry with this key.
    Result<void> record(Entry entry);

    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }
    // Approved and not reversed, less what was given back and what came from other accounts, in
    // minor units; without electronic cash, which had left the account when the card was loaded.
    [[nodiscard]] std::int64_t spent(std::string_view account) const;
    // What was given back of a payment.
    [[nodiscard]] std::int64_t refunded(const EntryKey& payment) const;
    // Wrong PINs in a row; nothing for an account without entries.
    [[nodiscard]] std::optional<int> pinTries(std::string_view account) const;
    // The highest transaction counter of a genuine cryptogram.
    [[nodiscard]] std::optional<std::uint16_t> lastAtc(std::string_view account) const;
    // Whether this very transaction of the card is in the books.
    [[nodiscard]] bool knowsAtc(std::string_view account, std::uint16_t atc) const;

private:
    struct Standing {
        std::int64_t spent = 0;
        std::optional<int> pinTries;
        std::set<std::uint16_t> atcs;
    };

    Ledger() = default;
    Result<void> load(const QString& path, Access access);
    void apply(Entry entry);

    int m_file = -1;
    std::int64_t m_size = 0;
    std::vector<Entry> m_entries;
    std::map<EntryKey, std::size_t> m_index;
    std::map<std::string, Standing, std::less<>> m_standings;
    std::map<EntryKey, std::int64_t> m_refunded;
};

}  // namespace tappay::simulator::network
