#pragma once

#include <optional>
#include <string_view>

// What is wrong with a virtual device's connection.
namespace tappay::simulator::device {

enum class LinkFault : std::uint8_t {
    None,           // "sound"
    RefuseConnect,  // "refuse-connect": an error instead of a connection
    NoServices,     // "no-services": connected, but its services never become known
    RefuseWrites,   // "refuse-writes": an error for each write
    Silent,         // "silent": takes everything, says nothing, not even that it works
    LinkLost,       // "lose": the link breaks in the middle of an answer
    Vanished,       // "vanish": the platform forgets the device in the middle of an answer
    Drop,           // "drop": the last frame of an answer gets lost
    Double,         // "double": each frame comes twice
    Swap,           // "swap": the first two frames of an answer change places
    Alter,          // "alter": one bit of each answer is another
    Replay,         // "replay": what the phone has written comes to the device twice
    SlowLink,       // "slow-link": each write takes a quarter of a second
};

std::optional<LinkFault> linkFaultOf(std::string_view word);

}  // namespace tappay::simulator::device
