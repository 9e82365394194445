#include "base/failure.h"

#include <gtest/gtest.h>

#include <set>

namespace tappay {
namespace {

TEST(Failure, EveryCodeHasItsOwnText) {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(FailureCode::Internal); ++i) {
        const auto code = static_cast<FailureCode>(i);
        const FailureText& text = describe(code);
        EXPECT_EQ(text.code, code) << i;
        EXPECT_TRUE(names.insert(text.name).second) << text.name;
        EXPECT_FALSE(text.happened.empty());
        EXPECT_FALSE(text.remedy.empty());
        EXPECT_EQ(failureByName(text.name), code);
    }
    EXPECT_EQ(allFailures().size(), names.size());
}

TEST(Failure, UnknownNameIsNothing) {
    EXPECT_FALSE(failureByName("no.such"));
}

}  // namespace
}  // namespace tappay
