#pragma once

#include <optional>
#include <string>

#include "base/bytes.h"

namespace tappay::simulator::device {

// A confirmation request as the device reads it for itself: docs/device-protocol.md.
struct ShownRequest {
    Bytes id;          // 16
    std::string text;  // all that its display shows, lines
};

// Nothing for octets that aren't exactly one request in its canonical form.
std::optional<ShownRequest> readRequest(ByteView octets);

}  // namespace tappay::simulator::device
