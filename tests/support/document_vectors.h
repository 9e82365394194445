#pragma once

#include <fstream>
#include <regex>
#include <sstream>
#include <string>

#include "base/bytes.h"

namespace tappay::test {

// The contents of the block that follows `<!-- vector: NAME -->` in docs/device-protocol.md,
// without blanks; empty when there is none.
inline std::string vectorOf(const std::string& name) {
    std::ifstream file(TAPPAY_SOURCE_DIR "/docs/device-protocol.md");
    std::ostringstream text;
    text << file.rdbuf();
    const std::string document = text.str(), mark = "<!-- vector: " + name + " -->\n```\n";
    const auto found = document.find(mark);
    if (found == std::string::npos) return {};
    const auto from = found + mark.size();
    return std::regex_replace(document.substr(from, document.find("```", from) - from),
                              std::regex("\\s"), "");
}

}  // namespace tappay::test
