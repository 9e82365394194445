#pragma once

#include <vector>

#include "apdu/apdu.h"
#include "simulator/device/key.h"
#include "simulator/device/script.h"
#include "simulator/device/shown_request.h"

namespace tappay::simulator::device {

// What a virtual device shows and remembers of confirmation requests: docs/device-protocol.md, "A
// device with a display".
class Display {
public:
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
    struct Known {
        enum class State : std::uint8_t { Waiting, Signed, Refused, Withdrawn };
        Bytes id, octets;
        std::string text;
        State state = State::Waiting;
        Bytes signature;
    };
    Known* find(ByteView id);
    [[nodiscard]] const Known* waiting() const;
    void press(Known& request, const Script& script, const DeviceKey& key);

    std::vector<Known> m_known;  // the last 32
    unsigned m_asked = 0;        // for the result of what is shown
    unsigned m_signatures = 0;
};

}  // namespace tappay::simulator::device
