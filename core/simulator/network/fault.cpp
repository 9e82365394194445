#include "simulator/network/fault.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tappay::simulator::network {

namespace {

using namespace std::chrono_literals;

enum class Argument : std::uint8_t { None, Milliseconds, Field, Code };

struct Named {
    std::string_view name;
    FaultKind kind;
    Argument argument = Argument::None;
};

constexpr std::array kNames{
    Named{"no-answer", FaultKind::NoAnswer},
    Named{"late", FaultKind::Late, Argument::Milliseconds},
    Named{"twice", FaultKind::Twice},
    Named{"wrong-mac", FaultKind::WrongMac},
    Named{"wrong-field", FaultKind::WrongField, Argument::Field},
    Named{"cut-before", FaultKind::CutBefore},
    Named{"cut-after", FaultKind::CutAfter},
    Named{"code", FaultKind::Code, Argument::Code},
    Named{"script71", FaultKind::Script71},
    Named{"script72", FaultKind::Script72},
    Named{"reversal-no-answer", FaultKind::ReversalNoAnswer},
    Named{"reversal-code", FaultKind::ReversalCode, Argument::Code},
};

constexpr std::array<std::string_view, 7> kCheckedFields{"type", "3", "4", "11", "41", "42", "64"};
constexpr unsigned kLongestDelay = 600'000;
// Refused with the response code that the ending spells.
constexpr std::array kRefusedEndings{5, 41, 51, 54, 57, 61, 62, 91, 96};

std::optional<unsigned> number(std::string_view text) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool takeArgument(Fault& fault, Argument kind, std::string_view text) {
    switch (kind) {
        case Argument::None:
            return text.empty();
        case Argument::Milliseconds: {
            const auto delay = number(text);
            if (!delay || *delay > kLongestDelay) return false;
            fault.delay = std::chrono::milliseconds(*delay);
            return true;
        }
        case Argument::Field:
            fault.field = text;
            return std::ranges::find(kCheckedFields, text) != kCheckedFields.end();
        case Argument::Code:
            fault.code = text;
            return text.size() == 2;
    }
    return false;
}

}  // namespace

bool Fault::forReversal() const {
    return kind == FaultKind::ReversalNoAnswer || kind == FaultKind::ReversalCode;
}

Result<Fault> parseFault(std::string_view text) {
    const auto malformed = [&] {
        return fail(FailureCode::InputMalformed, "network fault \"" + std::string(text) + "\"");
    };
    const auto at = text.find('@');
    if (at == std::string_view::npos) return malformed();
    const std::string_view name = text.substr(0, at);
    const auto known = std::ranges::find(kNames, name, &Named::name);
    if (known == kNames.end()) return malformed();

    const std::string_view rest = text.substr(at + 1);
    const auto colon = rest.find(':');
    const std::string_view count = rest.substr(0, colon);
    Fault fault{.kind = known->kind};
    if (count != "*") {
        fault.at = number(count);
        if (!fault.at || *fault.at == 0) return malformed();
    }
    const std::string_view argument =
        colon == std::string_view::npos ? std::string_view{} : rest.substr(colon + 1);
    if (!takeArgument(fault, known->argument, argument)) return malformed();
    return fault;
}

std::optional<Fault> faultOfAmount(std::int64_t minor) {
    const auto ending = static_cast<int>(minor % 100);
    if (std::ranges::find(kRefusedEndings, ending) != kRefusedEndings.end()) {
        const char code[] = {static_cast<char>('0' + ending / 10),
                             static_cast<char>('0' + ending % 10)};
        return Fault{.kind = FaultKind::Code, .code = std::string(code, 2)};
    }
    switch (ending) {
        case 71:
            return Fault{.kind = FaultKind::Script71};
        case 72:
            return Fault{.kind = FaultKind::Script72};
        case 94:
            return Fault{.kind = FaultKind::WrongField, .field = "4"};
        case 95:
            return Fault{.kind = FaultKind::WrongMac};
        case 97:
            return Fault{.kind = FaultKind::Late, .delay = 20s};
        case 98:
            return Fault{.kind = FaultKind::NoAnswer};
        default:
            return std::nullopt;
    }
}

const Fault* faultFor(const std::vector<Fault>& faults, bool reversal, unsigned count) {
    const auto found = std::ranges::find_if(faults, [&](const Fault& fault) {
        return fault.forReversal() == reversal && fault.hits(count);
    });
    return found == faults.end() ? nullptr : &*found;
}

}  // namespace tappay::simulator::network
