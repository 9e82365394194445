#include <algorithm>
#include <cstdlib>

#include "protocol/device_framing.h"

// The first octet chooses the largest frame; then each frame is one octet of length and so many
// octets. A message that arrives can be sent again, and arrives as the same.
namespace {

using namespace tappay;
using namespace tappay::protocol;

void sendAgain(const DeviceMessage& message, std::size_t largest) {
    const auto frames = toFrames(message, largest);
    if (!frames) std::abort();
    FrameAssembler assembler(largest);
    for (const auto& frame : *frames) {
        const auto arrived = assembler.add(frame);
        if (!arrived || arrived->has_value() != (&frame == &frames->back())) std::abort();
        if (*arrived && **arrived != message) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteView rest(data, size);
    if (rest.empty()) return 0;
    const std::size_t largest = kLeastFrame + rest[0];
    FrameAssembler assembler(largest);
    rest = rest.subspan(1);
    while (!rest.empty()) {
        const auto length = std::min<std::size_t>(rest[0], rest.size() - 1);
        const auto arrived = assembler.add(rest.subspan(1, length));
        if (!arrived && assembler.inMessage()) std::abort();
        if (arrived && *arrived) sendAgain(**arrived, largest);
        rest = rest.subspan(1 + length);
    }
    return 0;
}
