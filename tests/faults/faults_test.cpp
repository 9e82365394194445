#include <gtest/gtest.h>

#include <QtCore/QCoreApplication>
#include <iostream>

#include "faults/command_line.h"
#include "faults/setup.h"

// The strongest proof that the screen and the money never disagree: every part of the way in one
// process, cut at every step and recovered. docs/testing.md says how to read a failure.
namespace tappay::faults {
namespace {

using terminal::Event;
using terminal::State;

constexpr int kEnough = 5;  // broken runs, then it is time to look

// Rows no cut can bring about, each with its reason.
const std::set<TableRow> kOutOfReach{
    // Written in one transaction with `approved`, so no restart finds it.
    {State::CardCompleted, Event::ProgramRestarted},
    // What can't go on after the approval is told as the card's refusal.
    {State::HostApproved, Event::CouldNotContinue},
    // A week later.
    {State::Undoing, Event::UndoTooLate},
    // The back end calls a declined payment that was to be undone undone.
    {State::Undoing, Event::HostDecline},
};

class Faults : public ::testing::Test {
protected:
    // False when it is time to stop.
    bool tryOut(const Plan& plan) {
        const auto begun = std::chrono::steady_clock::now();
        const auto verdict = play(plan);
        if (const auto taken = std::chrono::steady_clock::now() - begun; taken > slowest) {
            slowest = taken;
            slowestCommand = commandFor(plan);
        }
        rows.insert(verdict.rows.begin(), verdict.rows.end());
        reached = verdict.reached;
        ++runs;
        if (verdict.wrong.empty()) return true;
        report(plan, verdict);
        return ++broken < kEnough;
    }
    void TearDown() override {
        if (runs < 2) return;
        const auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(slowest);
        std::cout << runs << " runs, the slowest " << taken.count() << " ms: " << slowestCommand
                  << '\n';
    }
    // On top of `first`, if there is one.
    bool cutEverywhere(const Profile& profile, Course course, const std::vector<Cut>& first = {}) {
        if (!tryOut(planFor(profile, course, first))) return false;
        const auto usual = reached;
        // What goes wrong at the card has no need of another cut.
        for (auto p = first.empty() ? 0U : static_cast<std::size_t>(Point::JournalWrite);
             p < kPointCount; ++p)
            for (unsigned nth = 1; nth <= usual.at(p); ++nth)
                for (const auto& cut : cutsAt(static_cast<Point>(p), nth)) {
                    auto cuts = first;
                    cuts.push_back(cut);
                    if (!tryOut(planFor(profile, course, cuts))) return false;
                }
        return true;
    }
    // Torn with its last record, before it has paid or after, and then something else happens.
    bool tearEverywhere(const Profile& profile) {
        if (!tryOut(planFor(profile, Course::Plain, {}))) return false;
        const unsigned last = reached.at(static_cast<std::size_t>(Point::CardAsked));
        const Cut paid{Part::Card, Point::CardAnswered, last, Way::Lost, {}};
        const Cut unpaid{Part::Card, Point::CardAsked, last, Way::Lost, {}};
        if (!cutEverywhere(profile, Course::Plain, {paid}) ||
            !cutEverywhere(profile, Course::Plain, {unpaid}))
            return false;
        // Back, asked (SELECT, GET DATA, READ RECORD), found unpaid, and torn once more on its way
        // to pay after all.
        const Cut again{Part::Card, Point::CardAsked, 2 * last + 2, Way::Lost, {}};
        return tryOut(planFor(profile, Course::Plain, {unpaid, again}));
    }
    static const Profile& profileNamed(std::string_view name) {
        return *std::ranges::find(profiles(), name, &Profile::name);
    }
    static std::vector<Cut> cutsAt(Point point, unsigned nth) {
        std::vector<Cut> cuts;
        for (std::size_t i = 0; i < kPartCount; ++i) {
            const auto part = static_cast<Part>(i);
            if (!concerns(part, point)) continue;
            cuts.push_back({part, point, nth, Way::Lost, kDarkness});
            if (part != Part::Line || point != Point::RequestOut) continue;
            cuts.push_back({part, point, nth, Way::Late, kDarkness});
            cuts.push_back({part, point, nth, Way::Doubled, kDarkness});
        }
        return cuts;
    }
    void expectEveryRow() const {
        for (std::size_t s = 0; s < terminal::kStateCount; ++s)
            for (std::size_t e = 0; e < terminal::kEventCount; ++e) {
                const TableRow row{static_cast<State>(s), static_cast<Event>(e)};
                if (!next(row.first, row.second)) continue;
                EXPECT_NE(rows.contains(row), kOutOfReach.contains(row))
                    << "row " << nameOf(row.first) << " x " << nameOf(row.second)
                    << (rows.contains(row) ? " is in reach" : " was never gone through");
            }
    }

    std::set<TableRow> rows;
    std::array<unsigned, kPointCount> reached{};
    int runs = 0, broken = 0;
    // Where time is lost.
    std::chrono::steady_clock::duration slowest{};
    std::string slowestCommand;
};

TEST_F(Faults, EveryCutOnceAndEveryRowOfTheTable) {
    if (commandLine().one) GTEST_SKIP();
    for (const auto& profile : profiles())
        for (std::size_t course = 0; course < kCourseCount; ++course)
            if (isWorthASweep(profile, static_cast<Course>(course)) &&
                !cutEverywhere(profile, static_cast<Course>(course)))
                return;
    // The answer is lost, and then something else happens.
    const Cut lost{Part::Line, Point::AnswerBack, 1, Way::Lost, {}};
    for (const auto course : {Course::Plain, Course::Declined, Course::WebOrder})
        if (!cutEverywhere(profiles().front(), course, {lost})) return;
    // The card has paid, and the terminal is dark until the back end has given the payment up.
    const Cut late{Part::Terminal, Point::JournalWritten, 5, Way::Lost,
                   2 * Setup::orders().captureWithin};
    if (!tryOut(planFor(profiles().front(), Course::WebOrder, {late}))) return;
    if (!tearEverywhere(profileNamed("cash-tap"))) return;
    expectEveryRow();
}

TEST_F(Faults, Seeded) {
    if (commandLine().one) GTEST_SKIP();
    for (std::uint64_t seed = 1; seed <= commandLine().runs; ++seed)
        if (!tryOut(planFor(seed))) return;
}

// The card has paid when its last record is read; the terminal writes down before that that it may.
// Where it loses its power in between, the card is in doubt and not "nothing was charged".
TEST_F(Faults, TerminalCutWhileTheCardPays) {
    for (const auto& profile : profiles())
        if (profile.paysByItself)
            tryOut(planFor(profile, Course::Plain,
                           {{Part::Terminal, Point::JournalWrite, 2, Way::Lost, kDarkness}}));
}

// What --seed and --cut ask for; with its history, whatever comes of it.
TEST_F(Faults, TheOneAskedFor) {
    if (!commandLine().one) GTEST_SKIP();
    const auto verdict = play(*commandLine().one);
    if (!verdict.wrong.empty()) return report(*commandLine().one, verdict);
    for (const auto& line : verdict.history)
        std::cout << line << '\n';
}

}  // namespace
}  // namespace tappay::faults

int main(int argc, char** argv) {
    ::testing::InitGoogleTest(&argc, argv);
    if (!tappay::faults::readCommandLine(argc, argv)) return 2;
    QCoreApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
