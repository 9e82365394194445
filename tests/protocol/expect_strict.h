#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "protocol/strictness.h"

namespace tappay::protocol {

// No spoilt form of the message is read, but for those whose name begins as one of `free` does.
template <typename Decoded>
void expectStrict(const std::string& json, Decoded (*decode)(std::string_view),
                  std::initializer_list<std::string_view> free = {}) {
    ASSERT_TRUE(decode(json)) << decode(json).error().detail;
    for (const auto& spoilt : spoilt(json)) {
        const bool mayBeSo = std::ranges::any_of(
            free, [&](std::string_view what) { return spoilt.what.starts_with(what); });
        if (mayBeSo) continue;
        const auto read = decode(spoilt.json);
        ASSERT_FALSE(read) << spoilt.what;
        EXPECT_EQ(read.error().code, FailureCode::InputMalformed) << spoilt.what;
    }
}

}  // namespace tappay::protocol
