#pragma once

#include <string>

#include "agent/fake_terminal.h"

namespace tappay::agent::test {

// Makes the fake terminal live through what its name says once a sale starts: "approve", "decline",
// "decline slowly" (the card is not done), "fail", "unknown", "undo", "choose", "send", "pin" (1234
// is right), "wait". False for other names.
bool play(const std::string& name, FakeTerminal& terminal);

}  // namespace tappay::agent::test
