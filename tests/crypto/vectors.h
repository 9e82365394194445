#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "base/bytes.h"

namespace tappay::crypto {

// One string of a file in tests/data, which is two levels deep and holds only strings.
inline std::string vectorText(const std::string& group, const std::string& name,
                              const std::string& fileName = "vectors.json") {
    std::ifstream file(std::string(TAPPAY_TEST_DATA) + "/" + fileName);
    const std::string all{std::istreambuf_iterator<char>(file), {}};
    const auto groupAt = all.find("\"" + group + "\": {");
    const auto groupEnd = all.find('}', groupAt);
    const auto nameAt = all.find("\"" + name + "\": \"", groupAt);
    if (groupAt == std::string::npos || nameAt > groupEnd) return {};
    const auto from = nameAt + name.size() + 5;
    return all.substr(from, all.find('"', from) - from);
}

inline Bytes vectorHex(const std::string& group, const std::string& name) {
    return fromHex(vectorText(group, name)).value();
}

// What a chip said and took: its origin stands in the file.
inline Bytes chipVector(const std::string& name) {
    return fromHex(vectorText("swtpm", name, "tpm2.json")).value();
}

inline Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

}  // namespace tappay::crypto
