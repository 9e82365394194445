#pragma once

namespace tappay::browser {

// Starts the window (`tappay`, beside this program) as a process of its own that outlives the
// browser's connection. Nothing happens with TAPPAY_NO_WINDOW in the environment.
void startWindow();

}  // namespace tappay::browser
