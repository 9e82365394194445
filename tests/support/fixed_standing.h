#pragma once

#include "terminal/standing.h"

namespace tappay::test {

// A terminal that is in good standing and signed on, with the parameters it was given; free to be
// changed before it is used.
class FixedStanding final : public terminal::Standing {
public:
    [[nodiscard]] std::shared_ptr<const terminal::Parameters> parameters() const override {
        return std::make_shared<const terminal::Parameters>(set);
    }
    [[nodiscard]] std::optional<link::TerminalIdentity> identity() const override { return who; }
    [[nodiscard]] std::optional<Failure> trouble() const override { return why; }
    Result<std::shared_ptr<terminal::SignOn>> signedOn(const Deadline&) override {
        if (notSignedOn) return std::unexpected(*notSignedOn);
        return keys;
    }
    void refused(const Failure&) override {}
    void lookAgain() override {}
    void onStanding(std::function<void()>) override {}

    terminal::Parameters set;
    std::optional<link::TerminalIdentity> who;
    std::optional<Failure> why, notSignedOn;
    std::shared_ptr<terminal::SignOn> keys = std::make_shared<terminal::SignOn>();
};

}  // namespace tappay::test
