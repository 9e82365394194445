#pragma once

#include <vector>

#include "apdu/apdu.h"
#include "simulator/device/key.h"
#include "simulator/device/request_memory.h"
#include "simulator/device/script.h"
#include "simulator/device/shown_request.h"

namespace tappay::simulator::device {

// What a virtual device shows and remembers of confirmation requests: docs/device-protocol.md, "A
// device with a display".
class Display {
public:
    // With a file it remembers across power-offs what was signed, refused or withdrawn.
    explicit Display(std::string memoryFile = {})
        : m_memory(std::move(memoryFile)), m_known(m_memory.load()) {}

    // `mayShow`: the PIN was verified just before.
    std::uint16_t propose(ByteView octets, bool mayShow);
    // The answer to RESULT; signs when the script presses.
    apdu::Response result(ByteView id, const Script& script, const DeviceKey& key);
    std::uint16_t withdraw(ByteView id);
    // Without power nothing is shown, and what nobody has pressed for is forgotten.
    void reset();

    // Empty when it is dark.
    [[nodiscard]] std::string shown() const;
    [[nodiscard]] unsigned signatures() const { return m_signatures; }

private:
    using Known = KnownRequest;
    Known* find(ByteView id);
    [[nodiscard]] const Known* waiting() const;
    // False when it can't be remembered: then it has not been done.
    bool press(Known& request, const Script& script, const DeviceKey& key);

    RequestMemory m_memory;
    std::vector<Known> m_known;  // the last 32
    unsigned m_asked = 0;        // for the result of what is shown
    unsigned m_signatures = 0;
};

}  // namespace tappay::simulator::device
