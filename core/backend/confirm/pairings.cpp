#include "backend/confirm/pairings.h"

#include <algorithm>

#include "backend/confirm/outbox.h"
#include "backend/confirm/phone_records.h"
#include "base/uuid.h"

namespace tappay::backend {

using protocol::PairingState;
using protocol::PairingWish;

namespace {

constexpr std::int64_t kMostOpen = 10;
constexpr std::chrono::milliseconds kKept = std::chrono::hours(24);  // so that who asks late knows

bool isOpen(const PairingRow& pairing) {
    return pairing.state == PairingState::Offered || pairing.state == PairingState::Answered;
}

}  // namespace

Result<std::string> Pairings::offer(Turn& turn, const EnrolledTerminal& from,
                                    const protocol::PairingOffer& offer) const {
    TAPPAY_TRY(holder, holderOf(turn.records, from, offer.holder));
    PairingRecords pairings(turn.records.database());
    TAPPAY_TRY(known, pairings.find(offer.pairing));
    if (known) {
        if (known->terminalId != from.terminalId || known->holder != holder)
            return fail(FailureCode::KeyReused, "another one's pairing");
        return say(turn, *known, offer.time);
    }
    TAPPAY_CHECK(pairings.forget(turn.now - kKept.count()));
    TAPPAY_TRY(open, pairings.open(holder, turn.now));
    if (open >= kMostOpen) return fail(FailureCode::Busy, "too many pairings are open");
    PairingRow pairing;
    pairing.id = offer.pairing;
    pairing.terminalId = from.terminalId;
    pairing.holder = std::move(holder);
    pairing.expires = turn.now + m_config.pairingLife.count();
    TAPPAY_CHECK(pairings.insert(pairing));
    turn.ends = pairing.expires;
    return say(turn, pairing, offer.time);
}

Result<std::string> Pairings::answer(Turn& turn, const protocol::PairingAnswer& answer) const {
    TAPPAY_TRY(pairing, current(turn, answer.pairing));
    if (!pairing.key.empty() && pairing.key != answer.key.point)
        return fail(FailureCode::KeyRejected, "another phone has answered");
    if (pairing.state == PairingState::Offered) {
        pairing.state = PairingState::Answered;
        pairing.name = answer.name;
        pairing.key = answer.key.point;
        pairing.proof = answer.proof;
        TAPPAY_CHECK(change(turn, pairing));
    }
    return say(turn, pairing, answer.time);
}

Result<std::string> Pairings::look(Turn& turn, const protocol::PairingLook& look) const {
    TAPPAY_TRY(pairing, current(turn, look.pairing));
    if (pairing.key != look.key.point)
        return fail(FailureCode::KeyRejected, "another phone has answered");
    return say(turn, pairing, look.time);
}

Result<std::string> Pairings::ask(Turn& turn, const EnrolledTerminal& from,
                                  const protocol::PairingQuestion& question) const {
    TAPPAY_TRY(pairing, current(turn, question.pairing));
    if (pairing.terminalId != from.terminalId)
        return fail(FailureCode::NotFound, "no such pairing");
    if (question.wish == PairingWish::Accept && isOpen(pairing))
        TAPPAY_CHECK(accept(turn, pairing, question.proof));
    if (question.wish == PairingWish::Refuse && isOpen(pairing)) {
        pairing.state = PairingState::Refused;
        TAPPAY_CHECK(change(turn, pairing));
    }
    return say(turn, pairing, question.time);
}

Result<void> Pairings::accept(Turn& turn, PairingRow& pairing, const Bytes& proof) const {
    if (pairing.state != PairingState::Answered)
        return fail(FailureCode::TooLate, "no phone has answered");
    PhoneRecords phones(turn.records.database());
    TAPPAY_TRY(others, phones.of(pairing.holder));
    const auto paired =
        std::ranges::count(others, protocol::PhoneStanding::Paired, &PhoneRow::standing);
    if (std::cmp_greater_equal(paired, protocol::kMostPhones))
        return fail(FailureCode::Busy, "too many phones are paired");
    PhoneRow phone;
    phone.id = makeUuidV7(m_clock, m_random);
    phone.holder = pairing.holder;
    phone.name = pairing.name;
    phone.key = pairing.key;
    phone.since = phone.lastSeen = turn.now;
    TAPPAY_CHECK(phones.insert(phone));
    pairing.state = PairingState::Accepted;
    pairing.computerProof = proof;
    pairing.phone = phone.id;
    return change(turn, pairing);
}

Result<PairingRow> Pairings::current(Turn& turn, const std::string& id) const {
    PairingRecords pairings(turn.records.database());
    TAPPAY_TRY(found, pairings.find(id));
    if (!found) return fail(FailureCode::NotFound, "no such pairing");
    if (isOpen(*found) && found->expires <= turn.now) {
        found->state = PairingState::Expired;
        TAPPAY_CHECK(change(turn, *found));
    }
    return std::move(*found);
}

Result<void> Pairings::change(Turn& turn, const PairingRow& pairing) const {
    auto& database = turn.records.database();
    TAPPAY_CHECK(PairingRecords(database).update(pairing));
    TAPPAY_CHECK(Outbox(database).put(pairing.terminalId, OutboxKind::Pairing, pairing.row));
    turn.woken.push_back(pairing.terminalId);
    return {};
}

Result<void> Pairings::lapse(Turn& turn) const {
    TAPPAY_TRY(over, PairingRecords(turn.records.database()).lapsed(turn.now));
    for (auto& pairing : over) {
        pairing.state = PairingState::Expired;
        TAPPAY_CHECK(change(turn, pairing));
    }
    return {};
}

protocol::Pairing Pairings::show(const PairingRow& pairing, std::int64_t now) const {
    protocol::Pairing shown;
    shown.terminalId = pairing.terminalId;
    shown.pairing = pairing.id;
    shown.holder = kindOf(pairing.holder);
    shown.state = pairing.state;
    shown.name = pairing.name;
    shown.key.point = pairing.key;
    shown.proof = pairing.proof;
    shown.computerProof = pairing.computerProof;
    shown.phone = pairing.phone;
    shown.answerKey = m_answerKey;
    shown.expires = timeText(pairing.expires);
    shown.time = timeText(now);
    return shown;
}

std::string Pairings::say(const Turn& turn, const PairingRow& pairing,
                          const std::string& asked) const {
    auto shown = show(pairing, turn.now);
    shown.asked = asked;
    return protocol::encode(shown);
}

}  // namespace tappay::backend
