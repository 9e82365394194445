#include "options.h"

#include <algorithm>

namespace tappay::sim {

std::optional<Options> readOptions(Arguments arguments,
                                   std::initializer_list<std::string_view> names) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (!arguments[i].starts_with("--")) {
            if (!options.emplace("", arguments[i]).second) return std::nullopt;
            continue;
        }
        const auto name = arguments[i].substr(2);
        const bool known = std::ranges::find(names, name) != names.end();
        if (!known || i + 1 == arguments.size()) return std::nullopt;
        options[name] = arguments[++i];
    }
    return options;
}

}  // namespace tappay::sim
