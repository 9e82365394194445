#include "simulator/device/script.h"

#include <array>
#include <utility>

namespace tappay::simulator::device {

namespace {

using Button = Script::Button;
using Fault = Script::Fault;

constexpr std::array kButtons{std::pair{std::string_view("confirm"), Button::Confirm},
                              std::pair{std::string_view("refuse"), Button::Refuse},
                              std::pair{std::string_view("nothing"), Button::Nothing}};
constexpr std::array kFaults{
    std::pair{std::string_view("none"), Fault::None},
    std::pair{std::string_view("tear"), Fault::Tear},
    std::pair{std::string_view("other-octets"), Fault::OtherOctets},
    std::pair{std::string_view("other-certificate"), Fault::OtherCertificate},
    std::pair{std::string_view("slow"), Fault::Slow}};

}  // namespace

Result<void> apply(Script& script, std::string_view word) {
    for (const auto& [name, button] : kButtons)
        if (word == name) {
            script.button = button;
            return {};
        }
    for (const auto& [name, fault] : kFaults)
        if (word == name) {
            script.fault = fault;
            return {};
        }
    return fail(FailureCode::InputMalformed, "no such button or fault: " + std::string(word));
}

}  // namespace tappay::simulator::device
