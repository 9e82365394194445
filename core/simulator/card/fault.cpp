#include "simulator/card/fault.h"

#include <charconv>

#include "base/bytes.h"

namespace tappay::simulator {
namespace {

constexpr std::string_view kAlways = ",always";

template <typename Number>
bool readNumber(std::string_view text, Number& number, int base = 10) {
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number, base);
    return !text.empty() && result.ec == std::errc() && result.ptr == end;
}

bool readArgument(std::string_view name, std::string_view text, Fault& fault) {
    using Kind = Fault::Kind;
    if (name == "tear") {
        fault.kind = Kind::Tear;
        return text.empty();
    }
    if (name == "lost") {
        fault.kind = Kind::Lost;
        return text.empty();
    }
    if (name == "delay") {
        fault.kind = Kind::Delay;
        std::int64_t milliseconds = 0;
        if (!readNumber(text, milliseconds) || milliseconds < 0 || milliseconds > 600'000)
            return false;
        fault.delay = std::chrono::milliseconds(milliseconds);
        return true;
    }
    if (name == "sw") {
        fault.kind = Kind::Status;
        return text.size() == 4 && readNumber(text, fault.sw, 16);
    }
    if (name == "truncate") {
        fault.kind = Kind::Truncate;
        return readNumber(text, fault.length);
    }
    if (name == "swap") {
        fault.kind = Kind::Swap;
        fault.card = text;
        return !text.empty();
    }
    return false;
}

}  // namespace

Result<Fault> parseFault(std::string_view spec) {
    Fault fault;
    auto rest = spec;
    if (rest.ends_with(kAlways)) {
        fault.always = true;
        rest.remove_suffix(kAlways.size());
    }
    const auto at = rest.find('@');
    if (at == std::string_view::npos)
        return fail(FailureCode::InputMalformed, "a fault is NAME@APDU[:ARGUMENT][,always]");
    const auto name = rest.substr(0, at);
    rest.remove_prefix(at + 1);
    const auto colon = rest.find(':');
    if (!readNumber(rest.substr(0, colon), fault.at) || fault.at == 0)
        return fail(FailureCode::InputMalformed, "APDUs are counted from 1");
    const auto argument =
        colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
    if (!readArgument(name, argument, fault))
        return fail(FailureCode::InputMalformed,
                    "tear@N, lost@N, delay@N:MS, sw@N:6985, truncate@N:LEN or swap@N:CARD");
    return fault;
}

std::vector<Fault> takeDue(std::vector<Fault>& faults, unsigned count) {
    std::vector<Fault> due;
    std::erase_if(faults, [&](const Fault& fault) {
        if (fault.at != count) return false;
        due.push_back(fault);
        return !fault.always;
    });
    return due;
}

}  // namespace tappay::simulator
