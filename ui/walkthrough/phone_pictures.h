#pragma once

#include <functional>

#include "walkthrough/driver.h"
#include "walkthrough/recorded_terminal.h"

namespace tappay::ui {

// The page of the phones, the pairing of one, and everything that can become of a confirmation;
// `picture` is called at each. Leaves a merchant's window.
void takePhonePictures(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                       const std::function<void(const char* name)>& picture);

}  // namespace tappay::ui
