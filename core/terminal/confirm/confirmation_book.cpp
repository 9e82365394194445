#include "terminal/confirm/confirmation_book.h"

#include <utility>

#include "protocol/time.h"
#include "terminal/confirm/confirmation_check.h"

namespace tappay::terminal {

using protocol::ConfirmationReason;
using protocol::ConfirmationState;

namespace {

std::string contentsOf(protocol::ConfirmationIntent intent) {
    intent.time.clear();
    return protocol::encode(intent);
}

bool mayWithdraw(const ConfirmationRecord& record) {
    return !record.state || *record.state < ConfirmationState::Signed;
}

}  // namespace

Result<std::unique_ptr<ConfirmationBook>> ConfirmationBook::open(
    const std::filesystem::path& directory, const Clock& clock) {
    TAPPAY_TRY(store, ConfirmationStore::open(directory));
    std::unique_ptr<ConfirmationBook> book(new ConfirmationBook(std::move(store), clock));
    TAPPAY_TRY(open, book->m_store.open());
    for (const auto& record : open)
        book->m_open.insert(record.intent.key);
    return book;
}

Result<ConfirmationSnapshot> ConfirmationBook::begin(protocol::ConfirmationIntent intent) {
    ConfirmationRecord record;
    record.began = record.changed = now();
    intent.time = protocol::formatTime(record.began);
    // What could not be read back after a restart is not begun.
    TAPPAY_TRY(readable, protocol::decodeConfirmationIntent(protocol::encode(intent)));
    record.intent = std::move(readable);
    const auto key = record.intent.key;
    {
        const std::scoped_lock lock(m_mutex);
        TAPPAY_TRY(known, m_store.find(key));
        if (known && contentsOf(known->intent) != contentsOf(record.intent))
            return fail(FailureCode::KeyReused, "the key came before with other contents");
        if (known) return shown(*known);
        TAPPAY_CHECK(m_store.insert(record));
        m_open.insert(key);
        m_untried.insert(key);
    }
    tell(key);
    return snapshot(key);
}

Result<ConfirmationSnapshot> ConfirmationBook::wantWithdrawal(const std::string& key) {
    {
        const std::scoped_lock lock(m_mutex);
        TAPPAY_TRY(record, load(key));
        if (record.state == ConfirmationState::Withdrawn) return shown(record);
        if (!mayWithdraw(record)) return fail(FailureCode::TooLate, "signed, or ended");
        record.withdrawing = true;
        if (!record.state && m_untried.contains(key)) endHere(record);
        TAPPAY_CHECK(keep(record));
    }
    tell(key);
    return snapshot(key);
}

Result<ConfirmationRecord> ConfirmationBook::load(const std::string& key) const {
    TAPPAY_TRY(found, m_store.find(key));
    if (!found) return fail(FailureCode::NotFound, "no such confirmation");
    return std::move(*found);
}

Result<ConfirmationRecord> ConfirmationBook::record(const std::string& key) const {
    const std::scoped_lock lock(m_mutex);
    return load(key);
}

Result<ConfirmationSnapshot> ConfirmationBook::snapshot(const std::string& key) const {
    const std::scoped_lock lock(m_mutex);
    TAPPAY_TRY(record, load(key));
    return shown(record);
}

Result<std::vector<ConfirmationSnapshot>> ConfirmationBook::snapshots(int limit) const {
    const std::scoped_lock lock(m_mutex);
    TAPPAY_TRY(records, m_store.latest(limit));
    std::vector<ConfirmationSnapshot> all;
    for (const auto& record : records)
        all.push_back(shown(record));
    return all;
}

Result<std::vector<ConfirmationRecord>> ConfirmationBook::open() const {
    const std::scoped_lock lock(m_mutex);
    return m_store.open();
}

int ConfirmationBook::openCount() const {
    const std::scoped_lock lock(m_mutex);
    return static_cast<int>(m_open.size());
}

Result<void> ConfirmationBook::take(const link::TerminalIdentity& identity,
                                    const protocol::Confirmation& told) {
    {
        const std::scoped_lock lock(m_mutex);
        TAPPAY_TRY(found, m_store.find(told.key));
        if (!found) return fail(FailureCode::HostAnswerInvalid, "a wish that nobody had here");
        auto& record = *found;
        TAPPAY_CHECK(checkTold(record, told, identity));
        if (!isNews(record, told)) return {};
        record.state = told.state;
        record.reason = told.reason;
        record.id = told.id;
        record.request = told.request;
        record.phone = told.phone;
        record.phoneName = told.phoneName;
        record.device = told.device;
        record.payment = told.payment;
        record.failure.reset();
        record.withdrawing = record.withdrawing && mayWithdraw(record);
        TAPPAY_CHECK(keep(record));
    }
    tell(told.key);
    return {};
}

Result<void> ConfirmationBook::refused(const std::string& key, const Failure& why) {
    {
        const std::scoped_lock lock(m_mutex);
        TAPPAY_TRY(record, load(key));
        if (record.state) return {};
        record.state = ConfirmationState::Failed;
        record.failure = why;
        record.withdrawing = false;
        TAPPAY_CHECK(keep(record));
    }
    tell(key);
    return {};
}

Result<void> ConfirmationBook::endHere(const std::string& key) {
    {
        const std::scoped_lock lock(m_mutex);
        TAPPAY_TRY(record, load(key));
        if (record.state) return {};
        endHere(record);
        TAPPAY_CHECK(keep(record));
    }
    tell(key);
    return {};
}

void ConfirmationBook::endHere(ConfirmationRecord& record) const {
    record.state = record.withdrawing ? ConfirmationState::Withdrawn : ConfirmationState::Expired;
    record.reason =
        record.withdrawing ? ConfirmationReason::Computer : ConfirmationReason::NotDelivered;
    record.withdrawing = false;
}

Result<void> ConfirmationBook::keep(ConfirmationRecord& record) {
    record.changed = now();
    TAPPAY_CHECK(m_store.update(record));
    if (record.isOpen()) return {};
    m_open.erase(record.intent.key);
    m_untried.erase(record.intent.key);
    return {};
}

bool ConfirmationBook::isUntried(const std::string& key) const {
    const std::scoped_lock lock(m_mutex);
    return m_untried.contains(key);
}

void ConfirmationBook::markUntried(const std::string& key, bool untried) {
    const std::scoped_lock lock(m_mutex);
    if (!untried)
        m_untried.erase(key);
    else if (m_open.contains(key))
        m_untried.insert(key);
}

void ConfirmationBook::setReachable(bool reachable) {
    std::set<std::string> open;
    {
        const std::scoped_lock lock(m_mutex);
        if (std::exchange(m_reachable, reachable) == reachable) return;
        open = m_open;
    }
    for (const auto& key : open)
        tell(key);
}

ConfirmationSnapshot ConfirmationBook::shown(const ConfirmationRecord& record) const {
    ConfirmationSnapshot shown;
    shown.key = record.intent.key;
    shown.wish = record.intent.wish;
    shown.order = record.intent.order;
    shown.state = record.state;
    shown.reason = record.reason;
    // It was read when it was taken.
    if (auto request = protocol::decodeConfirmationRequest(record.request)) {
        shown.mixedScripts =
            protocol::mixedScripts(request->payee) || protocol::mixedScripts(request->order);
        shown.request = std::move(*request);
        const auto digits = protocol::confirmationCode(record.request);
        shown.code = digits.substr(0, 2) + " " + digits.substr(2);
    }
    shown.phone = record.phone;
    shown.phoneName = record.phoneName;
    shown.device = record.device;
    if (!record.payment.empty()) shown.payment = record.intent.key;
    shown.reachable = m_reachable || !record.isOpen();
    shown.canWithdraw = mayWithdraw(record) && !record.withdrawing;
    shown.withdrawing = record.withdrawing;
    shown.began = record.began;
    shown.changed = record.changed;
    shown.failure = record.failure;
    return shown;
}

void ConfirmationBook::onChange(std::function<void(const std::string& key)> listener) {
    const std::scoped_lock telling(m_telling);
    m_listener = std::move(listener);
}

void ConfirmationBook::tell(const std::string& key) {
    const std::scoped_lock telling(m_telling);
    if (m_listener) m_listener(key);
}

ConfirmationRecord::Time ConfirmationBook::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(m_clock.now());
}

}  // namespace tappay::terminal
