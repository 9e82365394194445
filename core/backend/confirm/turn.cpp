#include "backend/confirm/turn.h"

#include "backend/orders/question.h"

namespace tappay::backend {

namespace {

// What is left of a turn when the records are closed to it again.
struct Outcome {
    Answer answer;
    std::optional<Turn> turn;
};

}  // namespace

void Turns::runUnsigned(Work work, Answered done) {
    auto outcome = std::make_shared<Outcome>();
    m_records.submit(
        [this, outcome, asked = std::move(work)](Records& records) -> Result<void> {
            outcome->turn.emplace(Turn{records, milliseconds(m_clock.now())});
            outcome->answer = asked(*outcome->turn);
            const auto& answer = outcome->answer;
            if (!answer && isOfRecords(answer.error().code)) return std::unexpected(answer.error());
            return {};
        },
        [this, outcome, held = std::move(done)](Result<void> stored) mutable {
            if (!stored) return held(std::unexpected(std::move(stored).error()));
            held(std::move(outcome->answer));
            if (m_after) m_after(*outcome->turn);
        });
}

void Turns::run(Work work, Answered done) {
    runUnsigned(std::move(work), [this, held = std::move(done)](Answer answer) mutable {
        if (!answer) return held(std::move(answer));
        held(m_answers.sign(*answer));
    });
}

void Turns::run(std::function<Result<void>(Turn&)> work, std::function<void(Result<void>)> done) {
    runUnsigned(
        [asked = std::move(work)](Turn& turn) -> Result<std::string> {
            TAPPAY_CHECK(asked(turn));
            return std::string();
        },
        [held = std::move(done)](const Answer& answer) {
            if (!answer) return held(std::unexpected(answer.error()));
            held({});
        });
}

}  // namespace tappay::backend
