#include "backend/confirm/holder.h"

namespace tappay::backend {

protocol::HolderKind kindOf(const Holder& holder) {
    return holder.account != 0 ? protocol::HolderKind::Cardholder : protocol::HolderKind::Shop;
}

Result<Holder> holderOf(Records& records, const EnrolledTerminal& from, protocol::HolderKind kind) {
    if (kind == protocol::HolderKind::Shop) return Holder{0, from.merchantId};
    TAPPAY_TRY(account, records.cardholders().ofDevice(from.keyId));
    if (!account) return fail(FailureCode::CardholderUnknown, "no account on this computer");
    return Holder{account->row, {}};
}

void bindHolder(store::Statement& statement, int parameter, const Holder& holder) {
    if (holder.account == 0)
        statement.bindNull(parameter);
    else
        statement.bind(parameter, holder.account);
    statement.bind(parameter + 1, holder.merchant);
}

Holder readHolder(const store::Statement& row, int column) {
    return {row.integer(column), row.text(column + 1)};
}

}  // namespace tappay::backend
