#include "faults/command_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>
#include <iostream>

namespace tappay::faults {

namespace {

CommandLine theLine;

template <typename Number>
std::optional<Number> numberIn(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// PART@POINT:N[:late|:doubled]
std::optional<Cut> cutIn(std::string_view text) {
    const auto at = text.find('@');
    const auto colon = text.find(':');
    if (at == std::string_view::npos || colon == std::string_view::npos) return std::nullopt;
    auto rest = text.substr(colon + 1);
    const auto way = rest.find(':');
    Cut cut;
    const auto part = partByName(text.substr(0, at));
    const auto point = pointByName(text.substr(at + 1, colon - at - 1));
    const auto nth = numberIn<unsigned>(rest.substr(0, way));
    if (!part || !point || !nth || !concerns(*part, *point)) return std::nullopt;
    if (way != std::string_view::npos)
        cut.way = rest.substr(way + 1) == "late" ? Way::Late : Way::Doubled;
    cut.part = *part;
    cut.point = *point;
    cut.nth = *nth;
    cut.darkness = kDarkness;
    return cut;
}

struct Words {
    std::optional<std::uint64_t> seed;
    std::string_view profile = "debit", course = "plain";
    std::vector<Cut> cuts;
    bool single = false;
};

bool take(std::string_view word, Words& words) {
    const auto equals = word.find('=');
    if (equals == std::string_view::npos) return false;
    const auto name = word.substr(0, equals), value = word.substr(equals + 1);
    if (name == "--runs") {
        theLine.runs = numberIn<std::uint64_t>(value).value_or(0);
        return theLine.runs != 0;
    }
    if (name == "--seed") return (words.seed = numberIn<std::uint64_t>(value)).has_value();
    words.single = true;
    if (name == "--profile")
        words.profile = value;
    else if (name == "--course")
        words.course = value;
    else if (name == "--cut") {
        const auto cut = cutIn(value);
        if (cut) words.cuts.push_back(*cut);
        return cut.has_value();
    } else
        return false;
    return true;
}

}  // namespace

bool readCommandLine(int argc, char** argv) {
    theLine.program = argv[0];
    Words words;
    for (int i = 1; i < argc; ++i) {
        if (take(argv[i], words)) continue;
        std::cerr << "not understood: " << argv[i] << '\n';
        return false;
    }
    if (words.seed) theLine.one = planFor(*words.seed);
    if (!words.single) return true;
    const auto profile = std::ranges::find(profiles(), words.profile, &Profile::name);
    const auto course = courseByName(words.course);
    if (profile == profiles().end() || !course) return false;
    theLine.one = planFor(*profile, *course, std::move(words.cuts));
    return true;
}

const CommandLine& commandLine() {
    return theLine;
}

std::string commandFor(const Plan& plan) {
    std::string command = theLine.program;
    if (plan.seed != 0) return command + " --seed=" + std::to_string(plan.seed);
    command.append(" --profile=").append(plan.profile.name);
    command.append(" --course=").append(nameOf(plan.course));
    for (const auto& cut : plan.cuts) {
        command.append(" --cut=").append(nameOf(cut.part)).append("@").append(nameOf(cut.point));
        command.append(":").append(std::to_string(cut.nth));
        if (cut.way != Way::Lost) command.append(cut.way == Way::Late ? ":late" : ":doubled");
    }
    return command;
}

void report(const Plan& plan, const Verdict& verdict) {
    std::string text = "to repeat: " + commandFor(plan) + "\n" + describe(plan) + "\n";
    for (const auto& line : verdict.wrong)
        text += "WRONG: " + line + "\n";
    for (const auto& line : verdict.history)
        text += "  " + line + "\n";
    ADD_FAILURE() << text;
}

}  // namespace tappay::faults
