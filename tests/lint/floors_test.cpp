#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <regex>
#include <set>
#include <string>

#include "lint/source_tree.h"

// The rooms of core/ and which of them each may include: only what stands on lower floors.
namespace tappay::lint {
namespace {

const std::map<std::string, std::set<std::string>> kMayInclude{
    {"base", {}},
    {"tlv", {"base"}},
    {"apdu", {"base"}},
    {"crypto", {"base"}},
    {"iso8583", {"base"}},
    {"store", {"base"}},
    {"emv", {"base", "tlv", "apdu", "crypto"}},
    {"card", {"base", "tlv", "apdu", "crypto"}},
    {"chip", {"base", "crypto"}},
    {"protocol", {"base", "tlv", "crypto"}},
    {"link", {"base", "crypto", "chip", "protocol"}},
    {"confirm", {"base", "tlv", "apdu", "crypto", "card", "chip", "protocol", "link"}},
    {"terminal",
     {"base", "tlv", "apdu", "crypto", "iso8583", "store", "emv", "card", "chip", "protocol",
      "link"}},
    {"agent", {"base", "tlv", "apdu", "emv", "card", "chip", "link", "terminal"}},
    {"companion", {"base", "apdu", "crypto", "protocol", "link", "confirm"}},
    {"backend", {"base", "tlv", "crypto", "iso8583", "store", "protocol"}},
    {"simulator", {"base", "tlv", "apdu", "crypto", "iso8583", "chip", "protocol"}},
};

std::string roomOf(const std::string& path) {
    return path.substr(0, path.find('/'));
}

std::optional<std::string> includedRoom(const std::string& line) {
    static const std::regex pattern(R"(^\s*#\s*include\s+"([a-z0-9_]+)/)");
    std::smatch match;
    if (!std::regex_search(line, match, pattern)) return std::nullopt;
    return match[1].str();
}

TEST(Floors, IncludesGoDownOnly) {
    const auto files = readTree({"core"}, {".h", ".cpp"});
    ASSERT_GT(files.size(), 20U);
    for (const SourceFile& file : files) {
        const std::string room = roomOf(file.path.substr(std::string("core/").size()));
        const auto allowed = kMayInclude.find(room);
        ASSERT_NE(allowed, kMayInclude.end()) << "a room without a floor: " << file.path;
        for (const std::string& line : file.lines) {
            const auto included = includedRoom(line);
            if (!included || *included == room || !kMayInclude.contains(*included)) continue;
            EXPECT_TRUE(allowed->second.contains(*included)) << file.path << " includes " << line;
        }
    }
}

TEST(Floors, SomeAreFreeOfQt) {
    static const std::regex qt(R"(^\s*#\s*include\s+[<"]Q[A-Z])");
    for (const SourceFile& file :
         readTree({"core/base", "core/tlv", "core/apdu", "core/crypto", "core/iso8583", "core/emv"},
                  {".h", ".cpp"})) {
        for (const std::string& line : file.lines)
            EXPECT_FALSE(std::regex_search(line, qt)) << file.path << ": " << line;
    }
}

TEST(Floors, CommandLineToolsHaveNoGuiLibrary) {
    static const std::regex gui(R"(Qt6::(Gui|Quick|Qml|Widgets|Multimedia|PrintSupport))");
    for (const SourceFile& file :
         readTree({"core", "app/tappayd", "app/tappayctl", "app/tappay-browser",
                   "app/tappay-backend", "app/tappay-sim", "app/tappay-sandbox"},
                  {"CMakeLists.txt"})) {
        for (const std::string& line : file.lines)
            EXPECT_FALSE(std::regex_search(line, gui)) << file.path << ": " << line;
    }
}

}  // namespace
}  // namespace tappay::lint
