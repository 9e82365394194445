#pragma once

#include <algorithm>
#include <vector>

namespace tappay::bench {

// 0 when there are none.
inline double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
    return values[at];
}

}  // namespace tappay::bench
