#pragma once

#include <array>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "faults/plan.h"
#include "terminal/money_state.h"

namespace tappay::faults {

// A row of the table of money states that was gone through.
using TableRow = std::pair<terminal::State, terminal::Event>;

struct Verdict {
    std::vector<std::string> wrong;  // empty: everybody agrees
    std::vector<std::string> history;
    std::set<TableRow> rows;
    std::array<unsigned, kPointCount> reached{};
};

// Plays the plan to its end, recovers what was cut, and compares all books.
Verdict play(const Plan& plan);

}  // namespace tappay::faults
