#include "simulator/card/pace.h"

#include "tlv/tlv.h"

namespace tappay::simulator {
namespace {

using std::chrono::microseconds;

constexpr double kMicrosecondsAnOctet = 75.5;
constexpr microseconds kSelect(15'000), kSigning(90'000), kOptions(40'000), kReading(12'000),
    kOther(5'000);

microseconds computing(ByteView command, ByteView response) {
    switch (command.size() < 2 ? 0 : command[1]) {
        case 0xA4:
            return kSelect;
        case 0xB2:
            return kReading;
        case 0xA8:
            // Only an offline approval, the one with a file locator, is signed.
            return response.size() > 2 && tlv::findDeep(response.first(response.size() - 2), 0x94)
                       ? kSigning
                       : kOptions;
        default:
            return kOther;
    }
}

}  // namespace

microseconds contactlessDuration(ByteView command, ByteView response) {
    const auto octets = static_cast<double>(command.size() + response.size());
    return computing(command, response) +
           microseconds(static_cast<std::int64_t>(octets * kMicrosecondsAnOctet));
}

}  // namespace tappay::simulator
