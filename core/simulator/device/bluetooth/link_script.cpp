#include "simulator/device/bluetooth/link_script.h"

#include <array>
#include <utility>

namespace tappay::simulator::device {

namespace {

constexpr std::array kWords{std::pair{std::string_view("sound"), LinkFault::None},
                            std::pair{std::string_view("refuse-connect"), LinkFault::RefuseConnect},
                            std::pair{std::string_view("no-services"), LinkFault::NoServices},
                            std::pair{std::string_view("refuse-writes"), LinkFault::RefuseWrites},
                            std::pair{std::string_view("silent"), LinkFault::Silent},
                            std::pair{std::string_view("lose"), LinkFault::LinkLost},
                            std::pair{std::string_view("vanish"), LinkFault::Vanished},
                            std::pair{std::string_view("drop"), LinkFault::Drop},
                            std::pair{std::string_view("double"), LinkFault::Double},
                            std::pair{std::string_view("swap"), LinkFault::Swap},
                            std::pair{std::string_view("alter"), LinkFault::Alter},
                            std::pair{std::string_view("replay"), LinkFault::Replay},
                            std::pair{std::string_view("slow-link"), LinkFault::SlowLink}};

}  // namespace

std::optional<LinkFault> linkFaultOf(std::string_view word) {
    for (const auto& [name, fault] : kWords)
        if (word == name) return fault;
    return std::nullopt;
}

}  // namespace tappay::simulator::device
