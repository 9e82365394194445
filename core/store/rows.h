#pragma once

#include <optional>
#include <type_traits>
#include <vector>

#include "store/statement.h"

namespace tappay::store {

template <typename Read>
using RowOf = std::invoke_result_t<Read, const Statement&>;

// What `read` makes of each row of a statement whose parameters are bound.
template <typename Read>
Result<std::vector<RowOf<Read>>> allRows(Statement& rows, Read read) {
    std::vector<RowOf<Read>> all;
    for (;;) {
        TAPPAY_TRY(row, rows.step());
        if (!row) return all;
        all.push_back(read(rows));
    }
}

// Of the first one, where there is any.
template <typename Read>
Result<std::optional<RowOf<Read>>> firstRow(Statement& rows, Read read) {
    TAPPAY_TRY(row, rows.step());
    return row ? std::optional(read(rows)) : std::nullopt;
}

}  // namespace tappay::store
