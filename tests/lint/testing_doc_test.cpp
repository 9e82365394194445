#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "lint/source_tree.h"

namespace tappay::lint {
namespace {

std::set<std::string> allTests() {
    const std::regex test(R"(^TEST(?:_F|_P)?\((\w+), (\w+)\))");
    std::set<std::string> names;
    for (const SourceFile& file : readTree({"tests"}, {".cpp"}))
        for (const std::string& line : file.lines)
            if (std::smatch found; std::regex_search(line, found, test))
                names.insert(found[1].str() + "." + found[2].str());
    return names;
}

// docs/testing.md points to tests that are there.
TEST(TestingDocument, NamesTestsThatExist) {
    const auto tests = allTests();
    const std::string document = readFile("docs/testing.md");
    const std::regex name(R"(`([A-Z]\w+\.[A-Z]\w+)`)");
    for (std::sregex_iterator at(document.begin(), document.end(), name), end; at != end; ++at)
        EXPECT_TRUE(tests.contains((*at)[1])) << (*at)[1];
}

}  // namespace
}  // namespace tappay::lint
