#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/clock.h"

namespace tappay::confirm {

// A connection to a device that carries short strings of octets. It may lose, repeat and change
// them: what is above it finds out. One caller at a time. Every call fails with DeviceRemoved when
// the link is lost, DeviceTimeout when the deadline passes, Cancelled by its stop token.
class FrameLink {
public:
    virtual ~FrameLink() = default;

    // What may be written at once.
    [[nodiscard]] virtual std::size_t largestFrame() const = 0;
    // In this order; returns when the device has acknowledged the last one.
    virtual Result<void> write(const std::vector<Bytes>& frames, const Deadline& deadline) = 0;
    // The next frame from the device, also one that came during a write.
    virtual Result<Bytes> read(const Deadline& deadline) = 0;
};

}  // namespace tappay::confirm
