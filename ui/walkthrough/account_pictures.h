#pragma once

#include <functional>

#include "walkthrough/driver.h"
#include "walkthrough/recorded_terminal.h"

namespace tappay::ui {

// The first start, and every page of a cardholder; `picture` is called at each. Leaves a merchant's
// window.
void takeAccountPictures(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                         const std::function<void(const char* name)>& picture);

}  // namespace tappay::ui
