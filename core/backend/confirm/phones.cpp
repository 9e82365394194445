#include "backend/confirm/phones.h"

namespace tappay::backend {

using protocol::PhoneStanding;
using protocol::PhoneWish;

Result<std::string> Phones::ask(Turn& turn, const EnrolledTerminal& from,
                                const protocol::PhoneQuestion& question) const {
    TAPPAY_TRY(holder, holderOf(turn.records, from, question.holder));
    if (question.wish != PhoneWish::List) TAPPAY_CHECK(change(turn, holder, question));
    TAPPAY_TRY(all, PhoneRecords(turn.records.database()).of(holder));
    protocol::Phones phones{
        from.terminalId, question.holder, {}, timeText(turn.now), question.time};
    for (const auto& phone : all)
        phones.phones.push_back({phone.id, phone.name, timeText(phone.since),
                                 timeText(phone.lastSeen), phone.standing});
    return protocol::encode(phones);
}

Result<void> Phones::change(Turn& turn, const Holder& holder,
                            const protocol::PhoneQuestion& question) const {
    PhoneRecords phones(turn.records.database());
    TAPPAY_TRY(found, phones.find(question.phone));
    if (!found || found->holder != holder) return fail(FailureCode::NotFound, "no such phone");
    if (question.wish == PhoneWish::Rename) {
        found->name = question.name;
        return phones.update(*found);
    }
    if (found->standing == PhoneStanding::Paired) {
        found->standing = PhoneStanding::Revoked;
        TAPPAY_CHECK(phones.update(*found));
    }
    return m_gone(turn, *found);
}

Result<std::string> Phones::leave(Turn& turn, const PhoneMessage& message) const {
    TAPPAY_TRY(leave, protocol::decodePhoneLeave(message.payload));
    auto phone = message.from;
    phone.standing = PhoneStanding::Left;
    TAPPAY_CHECK(PhoneRecords(turn.records.database()).update(phone));
    TAPPAY_CHECK(m_gone(turn, phone));
    return protocol::encode(protocol::PhoneLeft{phone.id, timeText(turn.now), leave.from.time});
}

}  // namespace tappay::backend
