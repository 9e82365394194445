#include "backend/cardholders/cardholder_accounts.h"

#include <algorithm>

#include "backend/answers.h"
#include "backend/cardholders/notice_names.h"
#include "base/uuid.h"

namespace tappay::backend {

namespace {

constexpr std::ptrdiff_t kMostBound = 20;

std::optional<Money> limit(const std::optional<std::int64_t>& minor, const Currency& currency) {
    if (!minor) return std::nullopt;
    return Money{*minor, currency};
}

std::optional<std::int64_t> minorOf(const std::optional<Money>& limit) {
    if (!limit) return std::nullopt;
    return limit->minor;
}

bool isBound(const CardholderCardRow& card) {
    return card.until == 0;
}

}  // namespace

std::int64_t CardholderAccounts::now() const {
    return milliseconds(m_clock.now());
}

Result<CardholderRow> CardholderAccounts::accountOf(Records& records,
                                                    const EnrolledTerminal& from) const {
    TAPPAY_TRY(account, records.cardholders().ofDevice(from.keyId));
    if (!account) return fail(FailureCode::CardholderUnknown, "no account on this computer");
    TAPPAY_CHECK(records.cardholders().seen(from.keyId, now()));
    return std::move(*account);
}

Result<protocol::CardholderFacts> CardholderAccounts::show(Records& records,
                                                           const CardholderRow& account) const {
    auto& all = records.cardholders();
    TAPPAY_TRY(cards, all.cards(account));
    TAPPAY_TRY(devices, all.devices(account));
    TAPPAY_TRY(notices, all.notices(account));
    protocol::CardholderFacts facts;
    facts.id = account.id;
    facts.since = timeText(account.since);
    for (const auto& it : cards)
        facts.cards.push_back({it.id, it.maskedPan, it.label, timeText(it.since),
                               isBound(it) ? "" : timeText(it.until)});
    for (const auto& it : devices)
        facts.devices.push_back({it.id, it.terminalId, timeText(it.since), timeText(it.lastSeen)});
    facts.limits = {limit(account.paymentLimit, account.currency),
                    limit(account.dayLimit, account.currency), account.currency};
    facts.notices = std::move(notices);
    return facts;
}

Result<CardholderRow> CardholderAccounts::bind(Records& records, const EnrolledTerminal& from,
                                               const ProvenCard& card) const {
    auto& all = records.cardholders();
    TAPPAY_TRY(own, all.ofDevice(from.keyId));
    TAPPAY_TRY(bound, all.boundCard(card.panHash));
    if (own && bound && own->row != bound->account)
        return fail(FailureCode::PermissionDenied, "the card belongs to another account");
    CardholderRow account;
    if (own) {
        account = std::move(*own);
        TAPPAY_CHECK(all.seen(from.keyId, now()));
    } else if (bound) {
        TAPPAY_TRY(known, all.load(bound->account));
        if (!known) return fail(FailureCode::Internal, "a card without its account");
        account = std::move(*known);
        TAPPAY_CHECK(addDevice(records, from, account));
        TAPPAY_CHECK(all.note(account.row, now(), notice::kDeviceAdded, from.terminalId));
    } else {
        TAPPAY_TRY(made, create(records, card.currency));
        account = std::move(made);
        TAPPAY_CHECK(addDevice(records, from, account));
        TAPPAY_CHECK(all.note(account.row, now(), notice::kRegistered, from.terminalId));
    }
    if (!bound) TAPPAY_CHECK(addCard(records, account, card));
    if (!card.kept.empty()) TAPPAY_CHECK(all.keep(card.panHash, card.kept));
    return account;
}

Result<CardholderRow> CardholderAccounts::create(Records& records, const Currency& currency) const {
    CardholderRow account;
    account.id = makeUuidV7(m_clock, m_random);
    account.since = now();
    account.currency = currency;
    TAPPAY_CHECK(records.cardholders().insert(account));
    return account;
}

Result<void> CardholderAccounts::addDevice(Records& records, const EnrolledTerminal& from,
                                           const CardholderRow& account) const {
    TAPPAY_TRY(devices, records.cardholders().devices(account));
    if (devices.size() >= protocol::kMostCardholderDevices)
        return fail(FailureCode::PermissionDenied, "the account has too many computers");
    CardholderDeviceRow device;
    device.account = account.row;
    device.id = makeUuidV7(m_clock, m_random);
    device.keyId = from.keyId;
    device.terminalId = from.terminalId;
    device.since = now();
    return records.cardholders().insert(device);
}

Result<void> CardholderAccounts::addCard(Records& records, const CardholderRow& account,
                                         const ProvenCard& card) const {
    TAPPAY_TRY(cards, records.cardholders().cards(account));
    if (std::ranges::count_if(cards, isBound) >= kMostBound)
        return fail(FailureCode::PermissionDenied, "the account has too many cards");
    CardholderCardRow row;
    row.account = account.row;
    row.id = makeUuidV7(m_clock, m_random);
    row.panHash = card.panHash;
    row.maskedPan = card.maskedPan;
    row.label = card.label;
    row.since = now();
    TAPPAY_CHECK(records.cardholders().insert(row));
    return records.cardholders().note(account.row, now(), notice::kCardBound, card.maskedPan);
}

Result<void> CardholderAccounts::unbind(Records& records, const CardholderRow& account,
                                        const std::string& card) const {
    TAPPAY_TRY(found, records.cardholders().card(account, card));
    if (!found) return fail(FailureCode::NotFound, "no such card in the account");
    if (!isBound(*found)) return {};
    TAPPAY_CHECK(records.cardholders().unbind(*found, now()));
    return records.cardholders().note(account.row, now(), notice::kCardUnbound, found->maskedPan);
}

Result<bool> CardholderAccounts::removeDevice(Records& records, const EnrolledTerminal& from,
                                              const CardholderRow& account,
                                              const std::string& device) const {
    auto& all = records.cardholders();
    TAPPAY_TRY(devices, all.devices(account));
    const auto found = std::ranges::find(devices, device, &CardholderDeviceRow::id);
    if (found == devices.end()) return fail(FailureCode::NotFound, "no such computer");
    TAPPAY_CHECK(all.erase(*found));
    TAPPAY_CHECK(all.note(account.row, now(), notice::kDeviceRemoved, found->terminalId));
    if (found->keyId != from.keyId) return true;
    // Nobody could ever come back to an account without computer and card.
    TAPPAY_TRY(cards, all.cards(account));
    if (devices.size() == 1 && std::ranges::none_of(cards, isBound))
        TAPPAY_CHECK(all.erase(account));
    return false;
}

Result<CardholderRow> CardholderAccounts::setLimits(
    Records& records, CardholderRow account, const protocol::CardholderLimits& limits) const {
    account.paymentLimit = minorOf(limits.payment);
    account.dayLimit = minorOf(limits.day);
    account.currency = limits.currency;
    TAPPAY_CHECK(records.cardholders().setLimits(account));
    TAPPAY_CHECK(records.cardholders().note(account.row, now(), notice::kLimitsChanged, ""));
    return account;
}

}  // namespace tappay::backend
