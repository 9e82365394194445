#include "terminal/protections.h"

#include <gtest/gtest.h>

namespace tappay::terminal {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Time kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + hours(9);

struct State {
    SecurityStatus security;
    std::optional<Failure> standing;
};

// Everything as it should be.
State good() {
    SecurityStatus it;
    it.chip.form = chip::Form::Tpm;
    it.enrolment = EnrolmentFacts{};
    it.enrolment->validUntil = kNow + days(400);
    it.masterKey = KeyFacts{};
    it.keyRenewal = kNow + days(20);
    it.signOn = SignOnFacts{};
    it.signOn->expires = kNow + hours(20);
    it.parameters = ParametersFacts{};
    it.parameters->profile = "production";
    return {it, {}};
}

struct Row {
    const char* name;
    const char* protection;
    Grade grade;
    void (*change)(State&);
};

void standing(State& it, FailureCode code) {
    it.standing = Failure{code, {}};
}

const Row kRows[] = {
    {"good chip", "chip", Grade::Active, [](State&) {}},
    {"virtual", "chip", Grade::Weaker,
     [](State& it) { it.security.chip.form = chip::Form::Virtual; }},
    {"software", "chip", Grade::Weaker,
     [](State& it) { it.security.chip.form = chip::Form::Software; }},
    {"TPM that fails", "chip", Grade::Missing,
     [](State& it) { it.security.chip.trouble = Failure{FailureCode::ChipUnavailable, {}}; }},
    {"virtual that fails", "chip", Grade::Missing,
     [](State& it) {
         it.security.chip.form = chip::Form::Virtual;
         it.security.chip.trouble = Failure{FailureCode::ChipUnavailable, {}};
     }},
    {"good keys", "keys", Grade::Active, [](State&) {}},
    {"not enrolled", "keys", Grade::Missing, [](State& it) { it.security.enrolment.reset(); }},
    {"no master key", "keys", Grade::Missing, [](State& it) { it.security.masterKey.reset(); }},
    {"never signed on", "keys", Grade::Missing, [](State& it) { it.security.signOn.reset(); }},
    {"sign-on lasts a second", "keys", Grade::Active,
     [](State& it) { it.security.signOn->expires = kNow + seconds(1); }},
    {"sign-on ends now", "keys", Grade::Weaker,
     [](State& it) { it.security.signOn->expires = kNow; }},
    {"certificate for 30 days and a minute", "keys", Grade::Active,
     [](State& it) { it.security.enrolment->validUntil = kNow + days(30) + minutes(1); }},
    {"certificate for 30 days", "keys", Grade::Weaker,
     [](State& it) { it.security.enrolment->validUntil = kNow + days(30); }},
    {"certificate ends now", "keys", Grade::Missing,
     [](State& it) { it.security.enrolment->validUntil = kNow; }},
    {"renewal due", "keys", Grade::Weaker, [](State& it) { it.security.keyRenewal = kNow; }},
    {"renewal not planned", "keys", Grade::Active,
     [](State& it) { it.security.keyRenewal.reset(); }},
    {"suspended", "keys", Grade::Missing,
     [](State& it) { standing(it, FailureCode::TerminalSuspended); }},
    {"revoked", "keys", Grade::Missing,
     [](State& it) { standing(it, FailureCode::TerminalRevoked); }},
    {"cloned", "keys", Grade::Missing,
     [](State& it) { standing(it, FailureCode::TerminalCloned); }},
    {"unknown", "keys", Grade::Missing,
     [](State& it) { standing(it, FailureCode::TerminalUnknown); }},
    {"expired", "keys", Grade::Missing,
     [](State& it) { standing(it, FailureCode::TerminalExpired); }},
    {"repeats its sign-on", "keys", Grade::Weaker,
     [](State& it) {
         it.security.signOn->expires = kNow - minutes(5);
         standing(it, FailureCode::NotSignedOn);
     }},
    {"good parameters", "parameters", Grade::Active, [](State&) {}},
    {"test parameters", "parameters", Grade::Weaker,
     [](State& it) { it.security.parameters->profile = "test"; }},
    {"nameless parameters", "parameters", Grade::Weaker,
     [](State& it) { it.security.parameters->profile.clear(); }},
    {"no parameters", "parameters", Grade::Missing,
     [](State& it) { it.security.parameters.reset(); }},
    {"PIN", "pin_entry", Grade::Weaker, [](State&) {}},
};

}  // namespace

TEST(Protections, FollowTheTable) {
    for (const Row& row : kRows) {
        State state = good();
        row.change(state);
        bool found = false;
        for (const Protection& it : protectionsOf(state.security, state.standing, kNow)) {
            if (it.name != row.protection) continue;
            found = true;
            EXPECT_EQ(it.grade, row.grade) << row.name;
        }
        EXPECT_TRUE(found) << row.name;
    }
}

TEST(Protections, OneFaultDoesNotSpoilTheOthers) {
    State state = good();
    state.security.parameters.reset();
    const std::array<Protection, 4> expected{{{"chip", Grade::Active},
                                              {"keys", Grade::Active},
                                              {"parameters", Grade::Missing},
                                              {"pin_entry", Grade::Weaker}}};
    EXPECT_EQ(protectionsOf(state.security, state.standing, kNow), expected);
}

}  // namespace tappay::terminal
