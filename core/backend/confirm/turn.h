#pragma once

#include <functional>
#include <string>
#include <vector>

#include "backend/answers.h"
#include "backend/event_loop.h"
#include "backend/group_commit.h"
#include "backend/waiters.h"
#include "base/random.h"

namespace tappay::backend {

// One transaction about phones and confirmations, and what has to follow once it is on record.
struct Turn {
    Records& records;
    std::int64_t now = 0;                 // milliseconds since 1970, UTC
    std::vector<std::string> woken = {};  // recipients that have something new in the outbox
    std::vector<std::int64_t> due = {};   // confirmations that are signed: they are to be paid
    std::int64_t ends = 0;                // when something of it ends by itself; 0 for never
};

// Runs turns. What a turn says is signed by the answer key.
class Turns {
public:
    // Of the turn; the failures of a question are no reason to roll back what was written.
    using Work = std::function<Result<std::string>(Turn&)>;
    // On the writer's thread, after the commit.
    using After = std::function<void(const Turn&)>;

    Turns(GroupCommit& records, const Answers& answers, const Clock& clock)
        : m_records(records), m_answers(answers), m_clock(clock) {}

    void setAfter(After after) { m_after = std::move(after); }
    void run(Work work, Answered done);
    // For who has nothing to answer.
    void run(std::function<Result<void>(Turn&)> work, std::function<void(Result<void>)> done);

    // What the turn says as it is.
    void runUnsigned(Work work, Answered done);

private:
    GroupCommit& m_records;
    const Answers& m_answers;
    const Clock& m_clock;
    After m_after;
};

}  // namespace tappay::backend
