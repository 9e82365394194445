#pragma once

#include <ctime>

namespace tappay::bench {

// How often in a second of processor time `work` can be done, other programs aside; it returns
// whether it succeeded.
template <typename Work>
double perSecond(Work work) {
    constexpr std::clock_t measured = CLOCKS_PER_SEC;
    constexpr int batch = 16;  // so that reading the clock costs nothing
    const std::clock_t start = std::clock();
    std::clock_t used = 0;
    long done = 0;
    while (used < measured) {
        for (int i = 0; i < batch; ++i)
            if (!work()) return 0;
        done += batch;
        used = std::clock() - start;
    }
    return static_cast<double>(done) * CLOCKS_PER_SEC / static_cast<double>(used);
}

}  // namespace tappay::bench
