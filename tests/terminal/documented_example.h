#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace tappay::terminal::testing {

// The first example under a heading of docs/configuration.md, so that the document stays true.
inline std::string exampleUnder(const std::string& heading) {
    std::ostringstream text;
    text << std::ifstream(TAPPAY_TEST_DATA "/../../docs/configuration.md").rdbuf();
    const std::string document = text.str();
    const auto at = document.find("```json\n", document.find(heading)) + 8;
    return document.substr(at, document.find("```", at) - at);
}

}  // namespace tappay::terminal::testing
