#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// The protected header of a compact JOSE object; for the implementations of this room only.
namespace tappay::crypto {

constexpr std::size_t kMaxCompact = 64 * 1024;

// Member names and their values; a member of an object inside is named "epk.x".
using JoseMembers = std::map<std::string, std::string, std::less<>>;

// A JSON object of strings and of objects of strings, with exactly the members in `expected`, each
// once. Escapes aren't read: no value of ours needs one. InputMalformed otherwise.
Result<JoseMembers> parseJoseHeader(std::string_view json,
                                    std::initializer_list<std::string_view> expected);

// The parts between the dots; InputMalformed when there aren't `count` or the whole is over the
// cap.
Result<std::vector<std::string_view>> splitCompact(std::string_view compact, std::size_t count);

// A key identifier that can stand in a header: 1 to 128 printable ASCII characters, no quote or
// backslash.
bool isKeyId(std::string_view kid);

}  // namespace tappay::crypto
