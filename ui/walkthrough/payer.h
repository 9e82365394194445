#pragma once

#include <functional>

#include "walkthrough/driver.h"
#include "walkthrough/walkthrough.h"

namespace tappay::ui {

// Follows the payment on the stage to its end and does at each screen what a person would: agrees,
// brings a card of the sandbox, types the PIN of its test cards.
class Payer {
public:
    Payer(ShopWindow& shop, Driver& driver, const Walk& walk);

    // True when it came to an end in time. `seen` is called with each screen, the last one too.
    bool follow(const std::function<void(Sale::Screen)>& seen);

private:
    void act(Sale::Screen screen);
    void present(bool tapped);
    [[nodiscard]] Sale& sale() { return *m_shop.till().sale(); }

    ShopWindow& m_shop;
    Driver& m_driver;
    const Walk& m_walk;
};

// A line of what goes on, and of why it can't; the latter gives the exit status.
void say(const char* text);
int give(const char* reason);

}  // namespace tappay::ui
