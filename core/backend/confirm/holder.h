#pragma once

#include "backend/records.h"
#include "backend/terminals/terminal.h"
#include "protocol/phone.h"

namespace tappay::backend {

// Whose payments a phone confirms: an account's or a shop's.
struct Holder {
    std::int64_t account = 0;  // its row; 0 for a shop
    std::string merchant;      // empty for an account
    friend bool operator==(const Holder&, const Holder&) = default;
};

protocol::HolderKind kindOf(const Holder& holder);

// That of this kind behind a terminal. CardholderUnknown for a computer without an account.
Result<Holder> holderOf(Records& records, const EnrolledTerminal& from, protocol::HolderKind kind);

// The columns "account, merchant" of a row, as two parameters or columns from here on.
void bindHolder(store::Statement& statement, int parameter, const Holder& holder);
Holder readHolder(const store::Statement& row, int column);

}  // namespace tappay::backend
