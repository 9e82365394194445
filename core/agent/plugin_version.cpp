#include "agent/plugin_version.h"

#include <array>
#include <charconv>

namespace tappay::agent {

namespace {

using Version = std::array<std::uint32_t, 4>;

std::optional<Version> parse(std::string_view text) {
    Version version{};
    for (auto& part : version) {
        const char* const end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(text.data(), end, part);
        if (error != std::errc()) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(stopped - text.data()));
        if (text.empty()) return version;
        if (text.front() != '.') return std::nullopt;
        text.remove_prefix(1);
    }
    return std::nullopt;
}

}  // namespace

Result<PluginState> pluginState(std::string_view version) {
    const auto given = parse(version);
    if (!given) return fail(FailureCode::InputMalformed, "wrong value of parameter plugin");
    if (*given < *parse(kLeastPlugin)) return PluginState::Outdated;
    return *given < *parse(kCurrentPlugin) ? PluginState::Update : PluginState::Current;
}

std::string_view nameOf(PluginState state) {
    switch (state) {
        case PluginState::Current:
            return "current";
        case PluginState::Update:
            return "update";
        case PluginState::Outdated:
            break;
    }
    return "outdated";
}

}  // namespace tappay::agent
