#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "faults/run.h"

namespace tappay::faults {

// What this program was asked for: --runs=N, or one run to look at, --seed=N or
// --profile=NAME --course=NAME --cut=PART@POINT:N[:late|:doubled].
struct CommandLine {
    std::string program;
    std::uint64_t runs = 2000;
    std::optional<Plan> one;
};
// False with a word on standard error when it can't be understood.
bool readCommandLine(int argc, char** argv);
const CommandLine& commandLine();

// How to see this plan again.
std::string commandFor(const Plan& plan);
// Fails the test with everything there is to know.
void report(const Plan& plan, const Verdict& verdict);

}  // namespace tappay::faults
