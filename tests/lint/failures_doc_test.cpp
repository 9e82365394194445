#include <gtest/gtest.h>

#include <string>

#include "base/failure.h"
#include "lint/source_tree.h"

namespace tappay::lint {
namespace {

std::string row(const FailureText& text) {
    return "| `" + std::string(text.name) + "` | " + std::string(text.happened) + " | " +
           std::string(text.remedy) + " |";
}

// docs/failures.md is the list in base/failure.cpp, word for word and in its order.
TEST(FailuresDocument, IsTheList) {
    std::string table;
    for (const FailureText& text : allFailures())
        table += row(text) + "\n";
    EXPECT_NE(readFile("docs/failures.md").find(table), std::string::npos)
        << "the table should be:\n"
        << table;
}

}  // namespace
}  // namespace tappay::lint
