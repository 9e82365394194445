#pragma once

#include <span>
#include <string>

// The sub-commands of tappay-sim. `arguments` is what follows the sub-command's name; the result
// is the exit status: 0 done, 1 failed, 2 wrong arguments or configuration.
namespace tappay::sim {

using Arguments = std::span<const std::string>;

int setup(Arguments arguments);
int card(Arguments arguments);
int network(Arguments arguments);
int shop(Arguments arguments);
int device(Arguments arguments);

}  // namespace tappay::sim
