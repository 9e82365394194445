#include "simulator/device/bluetooth/known_phones.h"

#include <algorithm>
#include <fstream>

namespace tappay::simulator::device {

KnownPhones::KnownPhones(std::string file) : m_file(std::move(file)) {
    std::ifstream in(m_file);
    for (std::string line; std::getline(in, line);)
        if (auto point = fromHex(line)) m_points.push_back(std::move(*point));
}

bool KnownPhones::knows(ByteView point) const {
    return std::ranges::any_of(m_points,
                               [&](const Bytes& it) { return std::ranges::equal(it, point); });
}

Result<void> KnownPhones::add(ByteView point) {
    if (knows(point)) return {};
    std::ofstream out(m_file, std::ios::app);
    out << toHex(point) << '\n';
    if (!out.flush()) return fail(FailureCode::StorageFull, m_file);
    m_points.emplace_back(point.begin(), point.end());
    return {};
}

}  // namespace tappay::simulator::device
