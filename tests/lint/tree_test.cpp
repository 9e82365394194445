#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "lint/source_tree.h"

namespace tappay::lint {
namespace {

TEST(Tree, TopLevelIsFixed) {
    const std::set<std::string> allowed{"CMakeLists.txt",
                                        "CMakePresets.json",
                                        "app",
                                        "core",
                                        "ui",
                                        "translations",
                                        "resources",
                                        "tests",
                                        "packaging",
                                        "docs",
                                        "dev",
                                        "README.md",
                                        "LICENSE",
                                        "CHANGELOG.md",
                                        "CONTRIBUTING.md",
                                        "build",
                                        "out"};
    for (const auto& entry : std::filesystem::directory_iterator(TAPPAY_SOURCE_DIR)) {
        const std::string name = entry.path().filename().string();
        EXPECT_TRUE(name.starts_with('.') || allowed.contains(name)) << name;
    }
}

// A file has one subject; past this size it nearly always has two.
TEST(Tree, NoFileIsHuge) {
    for (const SourceFile& file : readTree({"core", "app", "ui", "tests", "resources"},
                                           {".h", ".cpp", ".qml", ".sh", ".js"})) {
        if (file.path.starts_with("tests/data/")) continue;
        EXPECT_LE(file.lines.size(), 350U) << file.path;
    }
}

TEST(Tree, NothingIsLeftForLater) {
    // Written apart so that this file does not find itself.
    const std::regex left(std::string("\\b(TO") + "DO|FIX" + "ME|HA" + "CK)\\b");
    for (const SourceFile& file : readTree({"core", "app", "ui", "tests", "packaging", "docs"},
                                           {".h", ".cpp", ".qml", ".sh", ".md", ".cmake", ".js"})) {
        for (const std::string& line : file.lines)
            EXPECT_FALSE(std::regex_search(line, left)) << file.path << ": " << line;
    }
}

TEST(Tree, MoneyIsNeverFloatingPoint) {
    const std::regex floating(R"(\b(double|float|qreal)\b.*([Aa]mount|[Mm]oney|[Bb]alance|minor))");
    for (const SourceFile& file : readTree({"core", "app", "ui"}, {".h", ".cpp"})) {
        for (const std::string& line : file.lines)
            EXPECT_FALSE(std::regex_search(line, floating)) << file.path << ": " << line;
    }
}

}  // namespace
}  // namespace tappay::lint
