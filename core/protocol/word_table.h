#pragma once

#include <algorithm>
#include <array>
#include <utility>

#include "protocol/object_reader.h"

// Enumerations as messages name them. For the codecs of this room.
namespace tappay::protocol {

template <typename Value, std::size_t kSize>
using WordTable = std::array<std::pair<Value, std::string_view>, kSize>;

template <typename Value, std::size_t kSize>
std::string_view wordFor(const WordTable<Value, kSize>& table, Value value) {
    const auto found = std::ranges::find(table, value, &std::pair<Value, std::string_view>::first);
    return found == table.end() ? std::string_view() : found->second;
}

template <typename Value, std::size_t kSize>
Value readWord(ObjectReader& reader, const char* name, const WordTable<Value, kSize>& table) {
    const auto text = reader.text(name);
    const auto found = std::ranges::find(table, text, &std::pair<Value, std::string_view>::second);
    if (found != table.end()) return found->first;
    reader.refuse(name);
    return table.front().first;
}

}  // namespace tappay::protocol
