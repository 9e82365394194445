#pragma once

#include <map>
#include <vector>

#include "confirm_runs/deathbed.h"
#include "confirm_runs/dice.h"
#include "link/http_session.h"

namespace tappay::test {

// A network between a client and the back end that loses, doubles, holds back and mixes up what it
// is given, as the dice fall; a client may be killed over it.
class Relay final : public link::HttpSession {
public:
    // All outlive the relay. `trouble`: of a hundred calls, how many meet some.
    Relay(link::HttpSession& wire, Dice& dice, Deathbed& client, unsigned& trouble)
        : m_wire(wire), m_dice(dice), m_client(client), m_trouble(trouble) {}

    link::HttpOutcome call(const link::HttpCall& call, const Deadline& deadline) override;
    // Only for the looks at whether the back end is there, which go undisturbed.
    void callLater(const link::HttpCall& call, std::chrono::milliseconds limit,
                   Done done) override {
        m_wire.callLater(call, limit, std::move(done));
    }
    [[nodiscard]] QObject* context() const override { return m_wire.context(); }

private:
    link::HttpOutcome pass(const link::HttpCall& call, const Deadline& deadline);
    link::HttpOutcome meet(const link::HttpCall& call, const Deadline& deadline);
    // What was held back arrives now.
    void release(const Deadline& deadline);

    link::HttpSession& m_wire;
    Dice& m_dice;
    Deathbed& m_client;
    unsigned& m_trouble;
    std::vector<link::HttpCall> m_held;
    std::map<QString, link::HttpOutcome> m_earlier;  // the last answer of each path
};

}  // namespace tappay::test
