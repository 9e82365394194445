#include "simulator/network/wrong_answer.h"

#include <string>

namespace tappay::simulator::network {

void changeField(iso8583::Message& answer, std::string_view field) {
    if (field == "type") {
        answer.mti = "0230";
        return;
    }
    if (field == "64") return;
    const int number = std::stoi(std::string(field));
    std::string value = answer.text(number);
    if (value.empty()) return;
    value.back() = value.back() == '1' ? '2' : '1';
    answer.set(number, value);
}

bool spoilsMac(const Fault& fault) {
    return fault.kind == FaultKind::WrongMac ||
           (fault.kind == FaultKind::WrongField && fault.field == "64");
}

}  // namespace tappay::simulator::network
