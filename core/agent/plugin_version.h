#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"

// Which browser plug-ins this application works with. The plug-in is updated by the browser, the
// application by the system, so they are not always of the same day.
namespace tappay::agent {

inline constexpr std::string_view kLeastPlugin = "0.1.0";    // older ones are refused
inline constexpr std::string_view kCurrentPlugin = "0.1.0";  // older ones are to be updated
// Of this part of the API; goes up when a host has to know more.
inline constexpr int kCheckoutVersion = 1;

enum class PluginState : std::uint8_t { Current, Update, Outdated };
// "1.2.3" with one to four numbers, as browsers have them; InputMalformed.
Result<PluginState> pluginState(std::string_view version);
std::string_view nameOf(PluginState state);

}  // namespace tappay::agent
