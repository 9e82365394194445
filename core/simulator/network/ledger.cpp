#include "simulator/network/ledger.h"

#include <fcntl.h>
#include <unistd.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cerrno>
#include <utility>

namespace tappay::simulator::network {

namespace {

using Column = std::pair<const char*, std::string Entry::*>;
constexpr Column kColumns[] = {{"account", &Entry::account},
                               {"pan", &Entry::maskedPan},
                               {"responseCode", &Entry::responseCode},
                               {"authCode", &Entry::authCode},
                               {"reference", &Entry::reference},
                               {"time", &Entry::time},
                               {"reversalReason", &Entry::reversalReason},
                               {"originalBatch", &Entry::originalBatch},
                               {"originalStan", &Entry::originalStan},
                               {"payee", &Entry::payee},
                               {"payeePan", &Entry::payeePan}};

using KeyColumn = std::pair<const char*, std::string EntryKey::*>;
constexpr KeyColumn kKeyColumns[] = {{"terminalId", &EntryKey::terminalId},
                                     {"merchantId", &EntryKey::merchantId},
                                     {"batch", &EntryKey::batch},
                                     {"stan", &EntryKey::stan}};

constexpr EntryState kStates[] = {EntryState::Approved, EntryState::Declined, EntryState::Reversed,
                                  EntryState::ReversedFirst};

QByteArray toLine(const Entry& entry) {
    QJsonObject object;
    for (const auto& [name, member] : kKeyColumns)
        object[QLatin1String(name)] = QString::fromStdString(entry.key.*member);
    for (const auto& [name, member] : kColumns)
        object[QLatin1String(name)] = QString::fromStdString(entry.*member);
    object["amount"] = QString::fromStdString(formatMoney(entry.amount));
    object["currency"] = QString::fromLatin1(entry.amount.currency.alpha);
    object["state"] = QString::fromStdString(std::string(nameOf(entry.state)));
    object["pinTries"] = entry.pinTries;
    if (entry.atc) object["atc"] = *entry.atc;
    if (entry.offline) object["offline"] = true;
    if (entry.oldCounter) object["oldCounter"] = true;
    if (entry.electronicCash) object["electronicCash"] = true;
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<Entry> fromLine(const QByteArray& line) {
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject()) return std::nullopt;
    const QJsonObject object = document.object();
    const auto text = [&](const char* name) {
        return object.value(QLatin1String(name)).toString().toStdString();
    };
    Entry entry;
    for (const auto& [name, member] : kKeyColumns)
        entry.key.*member = text(name);
    for (const auto& [name, member] : kColumns)
        entry.*member = text(name);
    const auto currency = currencyByAlpha(text("currency"));
    if (!currency) return std::nullopt;
    const auto amount = parseMoney(text("amount"), *currency);
    const auto state = std::ranges::find(kStates, text("state"), nameOf);
    if (!amount || state == std::end(kStates)) return std::nullopt;
    entry.amount = *amount;
    entry.state = *state;
    entry.pinTries = object.value("pinTries").toInt();
    entry.offline = object.value("offline").toBool();
    entry.oldCounter = object.value("oldCounter").toBool();
    entry.electronicCash = object.value("electronicCash").toBool();
    if (object.contains("atc")) entry.atc = static_cast<std::uint16_t>(object.value("atc").toInt());
    return entry;
}

Result<void> writeDurably(int file, const QByteArray& line) {
    const auto failed = [] {
        return fail(errno == ENOSPC ? FailureCode::StorageFull : FailureCode::JournalUnavailable,
                    "ledger");
    };
    for (qsizetype done = 0; done < line.size();) {
        const ssize_t written =
            ::write(file, line.constData() + done, static_cast<std::size_t>(line.size() - done));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return failed();
        done += written;
    }
    if (::fdatasync(file) != 0) return failed();
    return {};
}

}  // namespace

std::string_view nameOf(EntryState state) {
    switch (state) {
        case EntryState::Approved:
            return "approved";
        case EntryState::Declined:
            return "declined";
        case EntryState::Reversed:
            return "reversed";
        case EntryState::ReversedFirst:
            return "reversed_first";
    }
    return "";
}

Result<Ledger> Ledger::open(const QString& path, Access access) {
    Ledger ledger;
    TAPPAY_CHECK(ledger.load(path, access));
    return ledger;
}

Ledger::Ledger(Ledger&& other) noexcept
    : m_file(std::exchange(other.m_file, -1)),
      m_size(other.m_size),
      m_entries(std::move(other.m_entries)),
      m_index(std::move(other.m_index)),
      m_standings(std::move(other.m_standings)),
      m_refunded(std::move(other.m_refunded)) {}

Ledger& Ledger::operator=(Ledger&& other) noexcept {
    std::swap(m_file, other.m_file);
    m_size = other.m_size;
    m_entries = std::move(other.m_entries);
    m_index = std::move(other.m_index);
    m_standings = std::move(other.m_standings);
    m_refunded = std::move(other.m_refunded);
    return *this;
}

Ledger::~Ledger() {
    if (m_file >= 0) ::close(m_file);
}

Result<void> Ledger::load(const QString& path, Access access) {
    QFile file(path);
    const bool exists = file.open(QIODevice::ReadOnly);
    if (!exists && file.exists()) return fail(FailureCode::JournalUnavailable, path.toStdString());
    qint64 whole = 0;
    for (int number = 1; exists && !file.atEnd(); ++number) {
        const QByteArray line = file.readLine();
        if (!line.endsWith('\n')) break;
        auto entry = fromLine(line);
        if (!entry)
            return fail(FailureCode::JournalUnavailable, "ledger line " + std::to_string(number));
        apply(std::move(*entry));
        whole += line.size();
    }
    if (access == Access::Read) return {};
    m_file = ::open(QFile::encodeName(path).constData(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC,
                    S_IRUSR | S_IWUSR);
    m_size = whole;
    if (m_file < 0 || ::ftruncate(m_file, m_size) != 0)
        return fail(FailureCode::JournalUnavailable, path.toStdString());
    return {};
}

const Entry* Ledger::find(const EntryKey& key) const {
    const auto found = m_index.find(key);
    return found == m_index.end() ? nullptr : &m_entries[found->second];
}

Result<void> Ledger::record(Entry entry) {
    const QByteArray line = toLine(entry);
    if (auto written = writeDurably(m_file, line); !written) {
        // Half a line must not stand before the next one.
        if (::ftruncate(m_file, m_size) != 0) m_file = -1;
        return written;
    }
    m_size += line.size();
    apply(std::move(entry));
    return {};
}

void Ledger::apply(Entry entry) {
    const Entry* before = find(entry.key);
    const auto debit = [](const Entry& e) -> std::int64_t {
        if (e.state != EntryState::Approved || e.electronicCash) return 0;
        return e.originalStan.empty() ? e.amount.minor : -e.amount.minor;
    };
    Standing& standing = m_standings[entry.account];
    const auto moved = debit(entry) - (before != nullptr ? debit(*before) : 0);
    standing.spent += moved;
    if (!entry.payee.empty()) m_standings[entry.payee].spent -= moved;
    const bool refund = !entry.originalStan.empty();
    if (refund && before == nullptr && entry.state == EntryState::Approved)
        m_refunded[{entry.key.terminalId, entry.key.merchantId, entry.originalBatch,
                    entry.originalStan}] += entry.amount.minor;
    // A reversal and a refund say nothing new about the card.
    if (before == nullptr && !refund && entry.state != EntryState::ReversedFirst) {
        if (!entry.offline) standing.pinTries = entry.pinTries;
        if (entry.atc) standing.atcs.insert(*entry.atc);
    }
    const auto [place, isNew] = m_index.try_emplace(entry.key, m_entries.size());
    if (isNew)
        m_entries.push_back(std::move(entry));
    else
        m_entries[place->second] = std::move(entry);
}

std::int64_t Ledger::spent(std::string_view account) const {
    const auto found = m_standings.find(account);
    return found == m_standings.end() ? 0 : found->second.spent;
}

std::int64_t Ledger::refunded(const EntryKey& payment) const {
    const auto found = m_refunded.find(payment);
    return found == m_refunded.end() ? 0 : found->second;
}

std::optional<int> Ledger::pinTries(std::string_view account) const {
    const auto found = m_standings.find(account);
    return found == m_standings.end() ? std::nullopt : found->second.pinTries;
}

std::optional<std::uint16_t> Ledger::lastAtc(std::string_view account) const {
    const auto found = m_standings.find(account);
    if (found == m_standings.end() || found->second.atcs.empty()) return std::nullopt;
    return *found->second.atcs.rbegin();
}

bool Ledger::knowsAtc(std::string_view account, std::uint16_t atc) const {
    const auto found = m_standings.find(account);
    return found != m_standings.end() && found->second.atcs.contains(atc);
}

}  // namespace tappay::simulator::network
