#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "terminal/security.h"

namespace tappay::terminal {

enum class Grade : std::uint8_t {
    Active,   // works and was checked
    Weaker,   // works in a weaker form
    Missing,  // no payment is taken because of it
};

struct Protection {
    std::string_view name;
    Grade grade;

    friend bool operator==(const Protection&, const Protection&) = default;
};

// Chip, keys, parameters and PIN entry, as the Security page grades them; `standing` is
// Status::standing. Nothing is graded Active that isn't known.
std::array<Protection, 4> protectionsOf(const SecurityStatus& security,
                                        const std::optional<Failure>& standing, Time now);

}  // namespace tappay::terminal
