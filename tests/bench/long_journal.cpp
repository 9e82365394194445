#include "bench/long_journal.h"

#include <utility>

#include "base/uuid.h"
#include "crypto/random.h"
#include "terminal/journal.h"

namespace tappay::bench {

namespace {

using terminal::State;

constexpr std::pair<const char*, State> kSale[] = {{"intended", State::Intended},
                                                   {"card_data_read", State::CardRead},
                                                   {"request_sent", State::Sent},
                                                   {"host_approval", State::HostApproved},
                                                   {"recorded", State::Approved}};

terminal::Record recordOf(std::uint32_t sequence, const std::string& id) {
    terminal::Record record;
    record.shown.id = id;
    record.shown.amount = {1234, *currencyByAlpha("CNY")};
    record.shown.note = "Table 4";
    record.shown.terminalId = "10000001";
    record.shown.merchantId = "898310054110001";
    record.shown.maskedPan = "622848*********8901";
    record.shown.cardLabel = "UnionPay Debit";
    record.shown.aid = "A000000333010101";
    record.shown.cvm = "online_pin";
    record.shown.tvr = "0000008000";
    record.shown.tsi = "E800";
    record.shown.cryptogram = "0123456789ABCDEF";
    record.shown.authCode = "203817";
    record.shown.reference = "832615000412";
    record.shown.stan = "000412";
    record.shown.batch = "000001";
    record.shown.issuerName = "Test Bank";
    record.shown.created = record.shown.changed = SystemClock().now();
    record.sequence = sequence;
    record.online = true;
    return record;
}

}  // namespace

Result<void> writeLongJournal(const std::filesystem::path& directory, int rows) {
    TAPPAY_TRY(journal, terminal::Journal::open(directory));
    crypto::SystemRandom random;
    std::vector<terminal::JournalEntry> entries;
    for (std::uint32_t sale = 1; std::cmp_less(entries.size(), rows); ++sale) {
        auto record = recordOf(sale, makeUuidV7(SystemClock(), random));
        for (const auto& [event, state] : kSale) {
            record.shown.state = state;
            entries.push_back({event, record});
        }
    }
    return journal.append(entries);
}

}  // namespace tappay::bench
