#pragma once

#include <memory>

#include "backend/group_commit.h"

namespace tappay::backend {

// Whether the records themselves failed, and not what was asked of them.
inline bool isOfRecords(FailureCode code) {
    return code == FailureCode::StorageFull || code == FailureCode::JournalUnavailable ||
           code == FailureCode::Busy || code == FailureCode::Internal;
}

// Runs `work` in a transaction and gives what it found. It refuses before it writes, so a refusal
// needn't be rolled back: the jobs of the same batch keep their common commit, and nobody can slow
// down payments by asking for what isn't there.
template <typename Found, typename Work, typename Done>
void askRecords(GroupCommit& records, Work work, Done done) {
    auto found = std::make_shared<Result<Found>>();
    records.submit(
        [found, asked = std::move(work)](Records& tables) mutable -> Result<void> {
            *found = asked(tables);
            if (!*found && isOfRecords(found->error().code)) return std::unexpected(found->error());
            return {};
        },
        [found, held = std::move(done)](Result<void> stored) mutable {
            if (!stored) return held(Result<Found>(std::unexpected(std::move(stored).error())));
            held(std::move(*found));
        });
}

}  // namespace tappay::backend
