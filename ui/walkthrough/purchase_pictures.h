#pragma once

#include <functional>

#include "walkthrough/driver.h"
#include "walkthrough/recorded_terminal.h"

namespace tappay::ui {

// Brings the window through a web order: consent in its forms, card, result; `picture` is called at
// each. Leaves nothing on the stage.
void takePurchasePictures(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                          const std::function<void(const char* name)>& picture);

}  // namespace tappay::ui
