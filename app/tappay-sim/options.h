#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "commands.h"

namespace tappay::sim {

using Options = std::map<std::string, std::string>;

// "--name value" pairs, of the given names only. Words without a name are kept under "".
std::optional<Options> readOptions(Arguments arguments,
                                   std::initializer_list<std::string_view> names);

}  // namespace tappay::sim
