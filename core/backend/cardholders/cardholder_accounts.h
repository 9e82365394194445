#pragma once

#include "backend/group_commit.h"
#include "backend/terminals/terminal.h"
#include "base/clock.h"
#include "base/random.h"

namespace tappay::backend {

// A card whose issuer has just confirmed that it is there.
struct ProvenCard {
    Bytes panHash;
    std::string maskedPan, label;
    Currency currency;  // of the terminal where it was
    Bytes kept = {};    // sealed, where cards pay without being there; else empty
};

// What may be done with accounts; inside a job of the records. `from` is the terminal that asks,
// and `now` in milliseconds.
class CardholderAccounts {
public:
    CardholderAccounts(const Clock& clock, Random& random) : m_clock(clock), m_random(random) {}

    // CardholderUnknown here and below when the computer has no account.
    Result<CardholderRow> accountOf(Records& records, const EnrolledTerminal& from) const;
    Result<protocol::CardholderFacts> show(Records& records, const CardholderRow& account) const;

    // Makes the account, or brings the computer into the card's. PermissionDenied for a card of
    // another account than the computer's, and where there is no room for more.
    Result<CardholderRow> bind(Records& records, const EnrolledTerminal& from,
                               const ProvenCard& card) const;
    // NotFound when it isn't the account's.
    Result<void> unbind(Records& records, const CardholderRow& account,
                        const std::string& card) const;
    // False when the computer that asks has no account any more.
    Result<bool> removeDevice(Records& records, const EnrolledTerminal& from,
                              const CardholderRow& account, const std::string& device) const;
    Result<CardholderRow> setLimits(Records& records, CardholderRow account,
                                    const protocol::CardholderLimits& limits) const;
    // Everything that is kept, as a JSON object.
    Result<std::string> exportData(Records& records, const CardholderRow& account) const;

private:
    [[nodiscard]] std::int64_t now() const;
    Result<CardholderRow> create(Records& records, const Currency& currency) const;
    Result<void> addDevice(Records& records, const EnrolledTerminal& from,
                           const CardholderRow& account) const;
    Result<void> addCard(Records& records, const CardholderRow& account,
                         const ProvenCard& card) const;

    const Clock& m_clock;
    Random& m_random;
};

}  // namespace tappay::backend
