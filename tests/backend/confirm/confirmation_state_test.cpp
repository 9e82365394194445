#include "backend/confirm/confirmation_state.h"

#include <gtest/gtest.h>

namespace tappay::backend {
namespace {

using Event = ConfirmationEvent;
using State = protocol::ConfirmationState;

std::vector<State> allStates() {
    std::vector<State> all;
    for (std::size_t i = 1; i <= protocol::kConfirmationStates; ++i)
        all.push_back(static_cast<State>(i));
    return all;
}

std::vector<Event> allEvents() {
    std::vector<Event> all;
    for (std::size_t i = 0; i < kConfirmationEvents; ++i)
        all.push_back(static_cast<Event>(i));
    return all;
}

TEST(ConfirmationStates, WhatHasEndedStaysSo) {
    for (const auto state : allStates())
        for (const auto event : allEvents())
            if (protocol::isEnd(state))
                EXPECT_FALSE(after(state, event)) << protocol::nameOf(state);
}

TEST(ConfirmationStates, OnlyThePaymentDecidesAfterTheSignature) {
    for (const auto event : allEvents()) {
        const auto next = after(State::Signed, event);
        if (event == Event::PaymentMade)
            EXPECT_EQ(next, State::Paid);
        else if (event == Event::PaymentFailed)
            EXPECT_EQ(next, State::Failed);
        else
            EXPECT_FALSE(next) << static_cast<int>(event);
    }
    for (const auto state : allStates()) {
        if (state == State::Signed) continue;
        EXPECT_FALSE(after(state, Event::PaymentMade)) << protocol::nameOf(state);
        EXPECT_FALSE(after(state, Event::PaymentFailed)) << protocol::nameOf(state);
    }
}

// No step leads back, whatever the order in which steps arrive.
TEST(ConfirmationStates, StepsLeadForwardOnly) {
    for (const auto state : allStates()) {
        for (const auto event : allEvents()) {
            const auto next = after(state, event);
            if (next) EXPECT_GT(*next, state) << protocol::nameOf(state);
        }
    }
}

TEST(ConfirmationStates, EveryOpenOneCanEndInEachWay) {
    for (const auto state :
         {State::Sent, State::Delivered, State::Opened, State::WaitingForDevice}) {
        EXPECT_TRUE(isOpen(state));
        EXPECT_EQ(after(state, Event::SignedWell), State::Signed);
        EXPECT_EQ(after(state, Event::SignedWrongly), State::Invalid);
        EXPECT_EQ(after(state, Event::PersonRefused), State::Refused);
        EXPECT_EQ(after(state, Event::PhoneFailed), State::Failed);
        EXPECT_EQ(after(state, Event::TimeOver), State::Expired);
        EXPECT_EQ(after(state, Event::TakenBack), State::Withdrawn);
        EXPECT_TRUE(protocol::belongs(lapseReason(state), State::Expired));
    }
    EXPECT_FALSE(isOpen(State::Signed));
}

}  // namespace
}  // namespace tappay::backend
