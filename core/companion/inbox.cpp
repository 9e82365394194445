#include "companion/inbox.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <algorithm>

#include "base/uuid.h"
#include "protocol/confirmation_words.h"
#include "protocol/message_text.h"
#include "protocol/octets.h"

namespace tappay::companion {

using protocol::Confirmation;
using protocol::isEnd;

namespace {

constexpr std::size_t kLongestSignature = 512;
constexpr std::int64_t kLastCursor = 1LL << 53U;

template <typename Entries>
auto at(Entries& entries, const std::string& id) {
    return std::ranges::find(entries, id, [](const InboxEntry& entry) { return entry.told.id; });
}

Result<InboxEntry> entryOf(const Confirmation& told) {
    TAPPAY_TRY(request, protocol::decodeConfirmationRequest(told.request));
    if (request.id != told.id)
        return fail(FailureCode::HostAnswerInvalid, "a request of another confirmation");
    InboxEntry entry;
    entry.told = told;
    entry.request = std::move(request);
    return entry;
}

QJsonObject toJson(const InboxEntry& entry) {
    QJsonObject object{{"confirmation", protocol::confirmationObject(entry.told)},
                       {"deviceAsked", entry.deviceAsked ? 1 : 0}};
    if (!entry.signature.empty()) {
        object["signature"] = protocol::octetText(entry.signature);
        object["device"] = protocol::qt(entry.device);
    }
    return object;
}

InboxEntry readEntry(protocol::ObjectReader& reader) {
    auto inner = reader.object("confirmation");
    const auto told = protocol::readConfirmation(inner);
    reader.adopt(inner);
    auto entry = entryOf(told);
    if (!entry) {
        reader.refuse("confirmation");
        return {};
    }
    entry->deviceAsked = reader.integer("deviceAsked", 0, 1) == 1;
    if (reader.has("signature")) {
        entry->signature = protocol::readOctets(reader, "signature", {1, kLongestSignature});
        entry->device = reader.text("device", isUuid);
    }
    return std::move(*entry);
}

// Whether what was told last says more than what is known: states only go on, ends stay.
bool goesOn(const Confirmation& known, const Confirmation& told) {
    return !isEnd(known.state) && told.state >= known.state;
}

void forgetOldest(std::vector<InboxEntry>& entries) {
    while (entries.size() > Inbox::kMostKept) {
        auto over = std::ranges::find_if(
            entries, [](const InboxEntry& entry) { return isEnd(entry.told.state); });
        entries.erase(over == entries.end() ? entries.begin() : over);
    }
}

}  // namespace

Result<void> Inbox::load() {
    const std::scoped_lock lock(m_mutex);
    m_entries.clear();
    m_cursor = 0;
    TAPPAY_TRY(json, m_store.inbox());
    if (json.empty()) return {};
    TAPPAY_TRY(reader, protocol::ObjectReader::parse(json, FailureCode::KeyUnavailable));
    Entries entries;
    const auto cursor = reader.integer("cursor", 0, kLastCursor);
    reader.each("confirmations",
                [&](protocol::ObjectReader& entry) { entries.push_back(readEntry(entry)); });
    TAPPAY_CHECK(reader.status());
    m_entries = std::move(entries);
    m_cursor = cursor;
    return {};
}

std::int64_t Inbox::cursor() const {
    const std::scoped_lock lock(m_mutex);
    return m_cursor;
}

std::vector<InboxEntry> Inbox::entries() const {
    const std::scoped_lock lock(m_mutex);
    return m_entries;
}

std::optional<InboxEntry> Inbox::find(const std::string& id) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = at(m_entries, id);
    return found == m_entries.end() ? std::nullopt : std::optional(*found);
}

Result<void> Inbox::merge(Entries& entries, const Confirmation& told) {
    TAPPAY_TRY(entry, entryOf(told));
    const auto known = at(entries, told.id);
    if (known == entries.end()) {
        entries.push_back(std::move(entry));
        return {};
    }
    if (known->told.request != told.request || known->told.key != told.key)
        return fail(FailureCode::HostAnswerInvalid, "another request under the same id");
    if (!goesOn(known->told, told)) return {};
    known->told = told;
    // What the back end has judged needs no keeping.
    if (told.state >= protocol::ConfirmationState::Signed) known->signature.clear();
    return {};
}

Result<void> Inbox::take(const protocol::Events& events) {
    const std::scoped_lock lock(m_mutex);
    auto entries = m_entries;
    Result<void> whole;
    for (const auto& event : events.events) {
        const auto* told = std::get_if<Confirmation>(&event);
        if (told == nullptr) continue;
        if (auto good = merge(entries, *told); !good)
            whole = fail(FailureCode::HostAnswerInvalid, good.error().detail);
    }
    forgetOldest(entries);
    if (events.cursor < m_cursor) return fail(FailureCode::HostAnswerInvalid, "a cursor of before");
    if (!events.events.empty() || events.cursor != m_cursor)
        TAPPAY_CHECK(keep(std::move(entries), events.cursor));
    return whole;
}

Result<void> Inbox::note(const Confirmation& told) {
    const std::scoped_lock lock(m_mutex);
    auto entries = m_entries;
    if (auto good = merge(entries, told); !good)
        return fail(FailureCode::HostAnswerInvalid, good.error().detail);
    return keep(std::move(entries), m_cursor);
}

Result<void> Inbox::noteAsked(const std::string& id) {
    return change(id, [](InboxEntry& entry) { entry.deviceAsked = true; });
}

Result<void> Inbox::noteNotSigned(const std::string& id) {
    return change(id, [](InboxEntry& entry) { entry.deviceAsked = false; });
}

Result<void> Inbox::noteSigned(const std::string& id, const std::string& device, Bytes signature) {
    return change(id, [&](InboxEntry& entry) {
        entry.device = device;
        entry.signature = std::move(signature);
    });
}

template <typename Change>
Result<void> Inbox::change(const std::string& id, Change how) {
    const std::scoped_lock lock(m_mutex);
    auto entries = m_entries;
    const auto found = at(entries, id);
    if (found == entries.end()) return fail(FailureCode::NotFound, "no such confirmation");
    how(*found);
    return keep(std::move(entries), m_cursor);
}

Result<void> Inbox::keep(Entries entries, std::int64_t cursor) {
    QJsonArray list;
    for (const auto& entry : entries)
        list.append(toJson(entry));
    TAPPAY_CHECK(m_store.writeInbox(
        protocol::json({{"cursor", static_cast<qint64>(cursor)}, {"confirmations", list}})));
    m_entries = std::move(entries);
    m_cursor = cursor;
    return {};
}

}  // namespace tappay::companion
