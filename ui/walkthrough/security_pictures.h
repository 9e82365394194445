#pragma once

#include <functional>

#include "walkthrough/driver.h"
#include "walkthrough/recorded_terminal.h"

namespace tappay::ui {

// Brings the window through enrolment, the Security page and every standing of the terminal;
// `picture` is called at each. Leaves a terminal at work at *Sell*.
void takeSecurityPictures(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                          const std::function<void(const char* name)>& picture);

}  // namespace tappay::ui
