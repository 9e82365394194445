#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"

namespace tappay::simulator::device {

// A confirmation request that a device was given, and what became of it.
struct KnownRequest {
    enum class State : std::uint8_t { Waiting, Signed, Refused, Withdrawn };
    Bytes id, octets;
    std::string text = {};  // as it is shown
    State state = State::Waiting;
    Bytes signature = {};
};

// What a device remembers of them without power: all but those that wait.
class RequestMemory {
public:
    // No file: nothing is remembered.
    explicit RequestMemory(std::string file) : m_file(std::move(file)) {}

    [[nodiscard]] std::vector<KnownRequest> load() const;
    // Replaced as a whole. StorageFull.
    [[nodiscard]] Result<void> save(const std::vector<KnownRequest>& requests) const;

private:
    const std::string m_file;
};

}  // namespace tappay::simulator::device
