#include <gtest/gtest.h>

#include <map>

#include "backend/orders/order.h"

namespace tappay::backend {
namespace {

using enum OrderState;
using enum OrderStep;

TEST(OrderStates, WhateverIsNotInTheTableIsImpossible) {
    const std::map<std::pair<OrderState, OrderStep>, OrderState> possible{
        {{Open, Taken}, Paying},
        {{Open, Lapsed}, Expired},
        {{Paying, GivenBack}, Open},
        {{Paying, Captured}, Paid},
    };
    int found = 0;
    for (const auto state : kOrderStates) {
        for (const auto step : {Taken, GivenBack, Captured, Lapsed}) {
            const auto next = after(state, step);
            const auto expected = possible.find({state, step});
            ASSERT_EQ(next.has_value(), expected != possible.end())
                << nameOf(state) << " " << static_cast<int>(step);
            if (next) {
                EXPECT_EQ(*next, expected->second);
                ++found;
            }
        }
    }
    EXPECT_EQ(found, 4);
}

}  // namespace
}  // namespace tappay::backend
