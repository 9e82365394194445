#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "terminal/fake_kernel.h"
#include "terminal/running_terminal.h"

namespace tappay::terminal::testing {

class SaleTest : public ::testing::Test {
protected:
    ~SaleTest() override {
        kernelCourse() = goodCard;
        tapCourse() = goodTap;
        mayBeTapped() = true;
    }

    std::string start(RunningTerminal& terminal, std::int64_t fen = 1234) {
        const auto id = terminal->startSale(yuan(fen), "Table 4", std::nullopt);
        EXPECT_TRUE(id) << id.error().detail;
        return id.value_or("");
    }
    std::vector<std::string> history(const std::string& id) {
        return historyOf(directory.path(), id);
    }

    TemporaryDirectory directory;
    FakeWorld world;
    Config config = testConfig(directory.path());
};

}  // namespace tappay::terminal::testing
