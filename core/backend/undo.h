#pragma once

#include "backend/reversals.h"

namespace tappay::backend {

// A payment approved longer ago than this is settled and has to be refunded instead.
inline constexpr std::chrono::hours kUndoWindow{7 * 24};

// What a terminal asks to undo. Whatever it answers is on record first.
class Undo {
public:
    Undo(const Config& config, GroupCommit& records, Reversals& reversals, const Answers& answers,
         Waiters& undos, const Clock& clock);

    // Answers Undone, or Undoing when the network takes longer than Config::undoWait. TooLate
    // after kUndoWindow.
    void undo(const protocol::UndoRequest& request, Answered done);

    // Forgets the card data of payments past the window.
    void forgetOld();

private:
    struct Outcome {
        Payment payment;
        bool started = false;
    };
    Result<Outcome> decide(Records& records, const protocol::UndoRequest& request) const;
    Result<Payment> tombstone(Records& records, const protocol::UndoRequest& request) const;

    const Config& m_config;
    GroupCommit& m_records;
    Reversals& m_reversals;
    const Answers& m_answers;
    Waiters& m_undos;
    const Clock& m_clock;
};

}  // namespace tappay::backend
