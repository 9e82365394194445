#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"

namespace tappay::simulator::device {

// The pairing points of the phones that a device speaks to, kept in a file: one a line, in
// hexadecimal.
class KnownPhones {
public:
    explicit KnownPhones(std::string file);

    [[nodiscard]] bool knows(ByteView point) const;
    Result<void> add(ByteView point);

private:
    const std::string m_file;
    std::vector<Bytes> m_points;
};

}  // namespace tappay::simulator::device
