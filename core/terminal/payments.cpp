#include "terminal/payments.h"

#include <algorithm>
#include <iterator>

#include "terminal/journal_rows.h"
#include "terminal/restart.h"

namespace tappay::terminal {

namespace {

// Rows that are checked before anything else happens: the last days of a shop.
constexpr std::int64_t kCheckedAtStart = 1000;
constexpr std::uint32_t kLastSequence = 99'999'999;  // 9F41 has at most eight digits

}  // namespace

Payments::Payments(std::filesystem::path directory, Journal journal, const Clock& clock,
                   const Log& log, Publisher& publisher)
    : m_directory(std::move(directory)),
      m_journal(std::move(journal)),
      m_clock(clock),
      m_log(log),
      m_publisher(publisher) {}

Result<std::unique_ptr<Payments>> Payments::open(const std::filesystem::path& directory,
                                                 const Clock& clock, const Log& log,
                                                 Publisher& publisher) {
    TAPPAY_TRY(journal, Journal::open(directory));
    std::unique_ptr<Payments> payments(
        new Payments(directory, std::move(journal), clock, log, publisher));
    TAPPAY_CHECK(payments->recover());
    return payments;
}

Result<void> Payments::recover() {
    TAPPAY_TRY(chain, m_journal.verifyEnd(kCheckedAtStart));
    judge(chain);
    TAPPAY_TRY(sequence, m_journal.lastSequence());
    m_sequence = sequence;
    TAPPAY_TRY(batch, m_journal.lastBatch());
    if (!batch.empty()) m_batch = batch;
    TAPPAY_TRY(open, m_journal.notFinal());
    for (auto& record : open) {
        const std::string id = record.shown.id;
        const State before = record.shown.state;
        m_live[id].record = std::move(record);
        const std::array restarted{eventOfRestart(m_live[id].record)};
        TAPPAY_TRY(after, change(id, restarted, explainDoubt, IfUnwritable::Remember));
        m_log.info("journal", id + " was left " + std::string(nameOf(before)) + ", is now " +
                                  std::string(nameOf(after)));
    }
    return {};
}

void Payments::judge(const std::optional<ChainBreak>& found) {
    if (!found || m_broken) return;
    m_broken = Failure{FailureCode::JournalUnavailable,
                       "row " + std::to_string(found->row) + ": " + found->why};
    m_log.failure("journal", *m_broken);
}

// Over a connection of its own, so that payments go on meanwhile.
void Payments::checkJournal(const std::stop_token& stop) {
    {
        const std::lock_guard lock(m_mutex);
        if (m_journal.size() <= kCheckedAtStart) return;
    }
    auto journal = Journal::open(m_directory);
    if (!journal) return m_log.failure("journal", journal.error());
    const auto found = journal->verify(stop);
    if (!found && found.error().code == FailureCode::Cancelled) return;
    if (!found) return m_log.failure("journal", found.error());
    m_log.info("journal", "checked up to row " + std::to_string(journal->size()));
    const std::lock_guard lock(m_mutex);
    judge(*found);
    m_publisher.status();
}

Result<void> Payments::begin(TransactionSnapshot shown, const std::string& operatorId,
                             std::string signedOrder) {
    const std::lock_guard lock(m_mutex);
    if (m_broken) return std::unexpected(*m_broken);
    Record record;
    record.shown = std::move(shown);
    record.shown.state = State::Intended;
    record.shown.created = record.shown.changed = m_clock.now();
    record.operatorId = operatorId;
    record.signedOrder = std::move(signedOrder);
    record.sequence = m_sequence % kLastSequence + 1;
    dress(record, m_batch, m_clock.now());
    const JournalEntry entry{"intended", record};
    TAPPAY_CHECK(write({&entry, 1}));
    m_sequence = record.sequence;
    const std::string id = record.shown.id;
    m_live[id] = Live{std::move(record), true, {}};
    publish(m_live[id]);
    return {};
}

Result<State> Payments::apply(const std::string& id, std::initializer_list<Event> events,
                              const Change& change) {
    const std::lock_guard lock(m_mutex);
    return this->change(id, {events.begin(), events.size()}, change, IfUnwritable::Refuse);
}

Result<State> Payments::keepAdvice(const std::string& id, std::initializer_list<Event> events,
                                   const Advice& advice, const Change& change) {
    const std::lock_guard lock(m_mutex);
    return this->change(id, {events.begin(), events.size()}, change, IfUnwritable::Refuse, advice);
}

Result<Advice> Payments::advice(const std::string& id) const {
    const std::lock_guard lock(m_mutex);
    return m_journal.advice(id);
}

Result<State> Payments::applyOrRemember(const std::string& id, Event event, const Change& change) {
    const std::lock_guard lock(m_mutex);
    return this->change(id, {&event, 1}, change, IfUnwritable::Remember);
}

Result<State> Payments::change(const std::string& id, std::span<const Event> events,
                               const Change& change, IfUnwritable otherwise,
                               const std::optional<Advice>& advice) {
    TAPPAY_TRY(live, this->live(id));
    Record record = live->record;
    std::vector<JournalEntry> entries;
    for (const Event event : events) {
        const auto to = next(record.shown.state, event);
        const bool tooLate = event == Event::PersonCancelled && !record.cardMayPay.empty();
        if (!to || tooLate) {
            dropWhenDone(id);
            return fail(FailureCode::TooLate, "no " + std::string(nameOf(event)) + " in state " +
                                                  std::string(nameOf(record.shown.state)));
        }
        if (event == Event::ProgramRestarted) explainRestart(record);
        record.shown.state = *to;
        entries.push_back({std::string(nameOf(event)), record});
    }
    record.shown.changed = m_clock.now();
    if (change) change(record);
    if (advice) record.advice = digestOf(*advice);
    if (!record.shown.batch.empty() && record.online) m_batch = record.shown.batch;
    dress(record, m_batch, m_clock.now());
    for (auto& entry : entries) {
        const State state = entry.record.shown.state;
        entry.record = record;
        entry.record.shown.state = state;
    }
    entries.back().advice = advice;
    const auto written = writeAfter(live->notYetWritten, entries);
    if (!written && otherwise == IfUnwritable::Refuse) {
        dropWhenDone(id);
        return std::unexpected(written.error());
    }
    live->record = std::move(record);
    if (written) live->notYetWritten.clear();
    if (!written) std::ranges::move(entries, std::back_inserter(live->notYetWritten));
    publish(*live);
    const State state = live->record.shown.state;
    dropWhenDone(id);
    return state;
}

Result<void> Payments::note(const std::string& id, std::string_view what, const Change& change) {
    const std::lock_guard lock(m_mutex);
    return writeNote(id, what, change);
}

Result<void> Payments::noteIn(State state, const std::string& id, std::string_view what,
                              const Change& change) {
    const std::lock_guard lock(m_mutex);
    TAPPAY_TRY(live, this->live(id));
    if (live->record.shown.state == State::Cancelled) return fail(FailureCode::Cancelled);
    if (live->record.shown.state != state) return fail(FailureCode::TooLate);
    return writeNote(id, what, change);
}

// Where only what is late can't be written the newest rows go without it: they say what is true
// now.
Result<void> Payments::writeAfter(std::span<const JournalEntry> late,
                                  std::span<const JournalEntry> entries) {
    std::vector<JournalEntry> all(late.begin(), late.end());
    all.insert(all.end(), entries.begin(), entries.end());
    auto written = write(all);
    return written || late.empty() ? written : write(entries);
}

Result<void> Payments::writeNote(const std::string& id, std::string_view what,
                                 const Change& change) {
    TAPPAY_TRY(live, this->live(id));
    Record record = live->record;
    change(record);
    dress(record, m_batch, m_clock.now());
    const JournalEntry entry{std::string(what), record};
    const auto written = writeAfter(live->notYetWritten, {&entry, 1});
    if (written) {
        live->record = std::move(record);
        live->notYetWritten.clear();
        publish(*live);
    }
    dropWhenDone(id);
    return written;
}

void Payments::show(const std::string& id, const Change& change) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_live.find(id);
    if (found == m_live.end()) return;
    change(found->second.record);
    dress(found->second.record, m_batch, m_clock.now());
    publish(found->second);
}

Result<void> Payments::takeUp(const std::string& id, std::string_view what) {
    TAPPAY_CHECK(note(id, what, [](Record&) {}));
    const std::lock_guard lock(m_mutex);
    TAPPAY_TRY(live, this->live(id));
    live->held = true;
    return {};
}

void Payments::release(const std::string& id) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_live.find(id);
    if (found == m_live.end()) return;
    auto& live = found->second;
    live.held = false;
    if (const Stage stage = live.record.shown.stage;
        stage == Stage::RemoveCard || stage == Stage::Completing || stage == Stage::CardRead) {
        live.record.shown.stage = Stage::Done;
        dress(live.record, m_batch, m_clock.now());
        publish(live);
    }
    dropWhenDone(id);
}

void Payments::writeRemembered() {
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> written;
    for (auto& [id, live] : m_live) {
        if (live.notYetWritten.empty()) continue;
        // What was only shown since, as how often was asked, is kept with the last of them.
        live.notYetWritten.back().record = live.record;
        const std::span<const JournalEntry> rows = live.notYetWritten;
        if (!writeAfter(rows.first(rows.size() - 1), rows.last(1))) break;
        live.notYetWritten.clear();
        written.push_back(id);
    }
    for (const auto& id : written)
        dropWhenDone(id);
}

Result<Payments::Live*> Payments::live(const std::string& id) {
    if (const auto found = m_live.find(id); found != m_live.end()) return &found->second;
    TAPPAY_TRY(stored, m_journal.find(id));
    if (!stored) return fail(FailureCode::NotFound, "no such payment");
    dress(*stored, m_batch, m_clock.now());
    auto& live = m_live[id];
    live.record = std::move(*stored);
    return &live;
}

Result<void> Payments::write(std::span<const JournalEntry> entries) {
    auto written = m_journal.append(entries);
    const bool changed = written.has_value() == m_unwritable.has_value();
    if (written) {
        m_unwritable.reset();
    } else {
        m_log.failure("journal", written.error());
        m_unwritable = written.error();
    }
    if (changed) m_publisher.status();
    return written;
}

void Payments::publish(const Live& live) {
    m_publisher.transaction(told(live.record));
    m_publisher.status();
}

void Payments::dropWhenDone(const std::string& id) {
    const auto found = m_live.find(id);
    if (found == m_live.end()) return;
    const auto& live = found->second;
    if (!live.held && isFinal(live.record.shown.state) && live.notYetWritten.empty())
        m_live.erase(found);
}

}  // namespace tappay::terminal
