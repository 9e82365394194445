#include "terminal/money_state.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace tappay::terminal {
namespace {

using enum State;
using enum Event;

State stateAt(std::size_t index) {
    return static_cast<State>(index);
}
Event eventAt(std::size_t index) {
    return static_cast<Event>(index);
}

// Written a second time and by hand, one line a state, so that a slip in the table shows.
// Letters: I intended, R card read, S sent, H host approved, C completed, A approved, D declined,
// K unknown, U undoing, N undone, X cancelled, F failed, P advice pending, J advice refused, T card
// in doubt, B abandoned, V undo refused, G capturing.
//
// Columns: CardDataRead RequestSent HostApproval HostDecline HostNoAnswer HostSurelyNotAsked
// CardApproval CardRefusal Recorded PersonCancelled CouldNotContinue UndoWanted UndoConfirmed
// ProgramRestarted OfflineApproval AdviceDelivered AdviceRejected CardTorn CardFoundPaid
// CardFoundUnpaid GivenUp UndoTooLate CardPaidOrder CaptureConfirmed CaptureRefused
const std::map<State, std::string> kExpected{
    {Intended, "R--------XF--F-----------"},      {CardRead, "-S-----D-XF--FP--T-------"},
    {Sent, "--HDKR-------K-----------"},          {HostApproved, "------CU--U--U--------G--"},
    {CardCompleted, "--------A----A-----------"}, {Approved, "-----------U-------------"},
    {Declined, "-------------------------"},      {Unknown, "--UD-------UNK-----------"},
    {Undoing, "---D--------NU-------V---"},       {Undone, "-------------------------"},
    {Cancelled, "-------------------------"},     {Failed, "-------------------------"},
    {AdvicePending, "-------------P-AJ--------"}, {AdviceRefused, "-------------------------"},
    {CardInDoubt, "-------D-----T----PRB----"},   {Abandoned, "-------------------------"},
    {UndoRefused, "-------------------------"},   {Capturing, "-------------G---------AU"},
};
const std::string kLetters = "IRSHCADKUNXFPJTBVG";

TEST(MoneyState, EveryPairOfStateAndEvent) {
    ASSERT_EQ(kExpected.size(), kStateCount);
    for (std::size_t s = 0; s < kStateCount; ++s) {
        const std::string& line = kExpected.at(stateAt(s));
        ASSERT_EQ(line.size(), kEventCount);
        for (std::size_t e = 0; e < kEventCount; ++e) {
            const auto to = next(stateAt(s), eventAt(e));
            const char letter = to ? kLetters[static_cast<std::size_t>(*to)] : '-';
            EXPECT_EQ(letter, line[e]) << nameOf(stateAt(s)) << " x " << nameOf(eventAt(e));
        }
    }
}

TEST(MoneyState, FinalStatesHaveNoExitExceptUndoingAnApproval) {
    for (std::size_t s = 0; s < kStateCount; ++s) {
        if (!isFinal(stateAt(s))) continue;
        for (std::size_t e = 0; e < kEventCount; ++e) {
            const bool theException = stateAt(s) == Approved && eventAt(e) == UndoWanted;
            EXPECT_EQ(next(stateAt(s), eventAt(e)).has_value(), theException);
        }
    }
}

// Walks every path, remembering which events happened since the last state was fresh.
void walk(State state, const std::set<Event>& seen,
          std::set<std::pair<State, std::set<Event>>>& visited,
          std::vector<std::set<Event>>& waysToApproved) {
    if (!visited.emplace(state, seen).second) return;
    if (state == Approved) waysToApproved.push_back(seen);
    for (std::size_t e = 0; e < kEventCount; ++e) {
        const auto to = next(state, eventAt(e));
        if (!to) continue;
        auto more = seen;
        more.insert(eventAt(e));
        walk(*to, more, visited, waysToApproved);
    }
}

TEST(MoneyState, ApprovedNeedsTheCardTheRecordAndTheHostWheneverItWasAsked) {
    std::set<std::pair<State, std::set<Event>>> visited;
    std::vector<std::set<Event>> ways;
    walk(Intended, {}, visited, ways);
    ASSERT_FALSE(ways.empty());
    bool online = false, offline = false;
    for (const auto& seen : ways) {
        const bool byCard = seen.contains(OfflineApproval) || seen.contains(CardFoundPaid);
        (byCard ? offline : online) = true;
        EXPECT_EQ(byCard, seen.contains(AdviceDelivered));
        const bool ofOrder = seen.contains(CardPaidOrder);
        EXPECT_NE(byCard, seen.contains(CardApproval) || ofOrder);
        EXPECT_FALSE(seen.contains(CardApproval) && ofOrder);
        EXPECT_EQ(ofOrder, seen.contains(CaptureConfirmed));
        EXPECT_FALSE(seen.contains(CaptureRefused));
        EXPECT_TRUE(byCard || ofOrder || seen.contains(Recorded) ||
                    seen.contains(ProgramRestarted));
        EXPECT_TRUE(byCard || seen.contains(HostApproval));
        EXPECT_TRUE(!byCard || !seen.contains(RequestSent) || seen.contains(HostSurelyNotAsked));
        EXPECT_FALSE(seen.contains(HostNoAnswer));
        EXPECT_FALSE(seen.contains(HostDecline));
        EXPECT_FALSE(seen.contains(CardRefusal));
        EXPECT_FALSE(seen.contains(AdviceRejected));
    }
    EXPECT_TRUE(online && offline);
}

TEST(MoneyState, AnOrderIsPaidWhenTheBackEndHasItAndNotBefore) {
    std::set<std::pair<State, std::set<Event>>> visited;
    std::vector<std::set<Event>> ways;
    walk(Capturing, {}, visited, ways);
    for (const auto& [state, seen] : visited) {
        EXPECT_TRUE(state == Capturing || seen.contains(CaptureConfirmed) ||
                    seen.contains(CaptureRefused))
            << nameOf(state);
        EXPECT_FALSE(state == Approved && seen.contains(CaptureRefused));
    }
    EXPECT_FALSE(isPaid(Capturing));
}

TEST(MoneyState, NothingTakesBackThatTheCardHasPaid) {
    std::set<std::pair<State, std::set<Event>>> visited;
    std::vector<std::set<Event>> ways;
    walk(AdvicePending, {}, visited, ways);
    EXPECT_FALSE(ways.empty());
    for (const auto& [state, seen] : visited)
        EXPECT_TRUE(state == AdvicePending || state == AdviceRefused || state == Approved ||
                    seen.contains(UndoWanted))
            << nameOf(state);
}

TEST(MoneyState, ACardInDoubtIsNeverSaidToHaveChargedNothing) {
    for (std::size_t e = 0; e < kEventCount; ++e) {
        const auto to = next(CardInDoubt, eventAt(e));
        // Declined then says itself what the card may have lost (FailureCode::PaidNotAccepted).
        if (!to || eventAt(e) == CardFoundUnpaid || eventAt(e) == CardRefusal) continue;
        EXPECT_TRUE(*to == AdvicePending || *to == Abandoned || *to == CardInDoubt);
    }
}

TEST(MoneyState, NothingComesBackToAnApprovalFromAnOpenResult) {
    for (const State from : {Unknown, Undoing}) {
        std::set<std::pair<State, std::set<Event>>> visited;
        std::vector<std::set<Event>> ways;
        walk(from, {}, visited, ways);
        EXPECT_TRUE(ways.empty()) << nameOf(from);
        for (const auto& [state, seen] : visited)
            EXPECT_TRUE(!isFinal(state) || state == Undone || state == Declined ||
                        state == UndoRefused);
    }
}

TEST(MoneyState, EveryOpenStateSurvivesARestart) {
    for (std::size_t s = 0; s < kStateCount; ++s)
        EXPECT_NE(isFinal(stateAt(s)), next(stateAt(s), ProgramRestarted).has_value())
            << nameOf(stateAt(s));
}

TEST(MoneyState, CancelIsFreeExactlyBeforeTheRequestIsSent) {
    for (std::size_t s = 0; s < kStateCount; ++s)
        EXPECT_EQ(next(stateAt(s), PersonCancelled).has_value(),
                  stateAt(s) == Intended || stateAt(s) == CardRead);
}

TEST(MoneyState, PendingMeansTheResultIsOpen) {
    for (std::size_t s = 0; s < kStateCount; ++s) {
        const State state = stateAt(s);
        EXPECT_FALSE(isPending(state) && isFinal(state));
        EXPECT_EQ(isPending(state) || isFinal(state), state != Intended && state != CardRead);
    }
}

TEST(MoneyState, GoodsGoWithTheBanksOrTheCardsWordOnly) {
    for (std::size_t s = 0; s < kStateCount; ++s)
        EXPECT_EQ(isPaid(stateAt(s)), stateAt(s) == Approved || stateAt(s) == AdvicePending);
}

TEST(MoneyState, NamesGoBothWaysAndAreUnique) {
    std::set<std::string_view> names;
    for (std::size_t s = 0; s < kStateCount; ++s) {
        names.insert(nameOf(stateAt(s)));
        EXPECT_EQ(stateByName(nameOf(stateAt(s))), stateAt(s));
    }
    EXPECT_EQ(names.size(), kStateCount);
    EXPECT_EQ(nameOf(HostApproved), "host_approved");
    EXPECT_EQ(stateByName("approved "), std::nullopt);
}

}  // namespace
}  // namespace tappay::terminal
