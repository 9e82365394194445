#include "walkthrough/payer.h"

#include <QMetaEnum>
#include <cstdio>

namespace tappay::ui {

namespace {

const QString kPin = QStringLiteral("123456");  // of the sandbox's own test cards
constexpr std::chrono::seconds kStep{30};
// A key guard lets no Enter through right after a change of screen.
constexpr std::chrono::milliseconds kGuard{450};

}  // namespace

void say(const char* text) {
    std::printf("%s\n", text);
    std::fflush(stdout);
}

int give(const char* reason) {
    std::fprintf(stderr, "tappay: %s\n", reason);
    return 1;
}

Payer::Payer(ShopWindow& shop, Driver& driver, const Walk& walk)
    : m_shop(shop), m_driver(driver), m_walk(walk) {}

bool Payer::follow(const std::function<void(Sale::Screen)>& seen) {
    while (!sale().transaction().settled()) {
        const Sale::Screen screen = sale().screen();
        std::printf("screen: %s, state: %s\n",
                    QMetaEnum::fromType<Sale::Screen>().valueToKey(screen),
                    qPrintable(sale().transaction().state));
        seen(screen);
        // It may have gone on while it was looked at.
        if (sale().screen() != screen) continue;
        act(screen);
        if (!m_driver.waitFor([&] { return sale().screen() != screen; }, kStep)) return false;
    }
    seen(sale().screen());
    return true;
}

void Payer::act(Sale::Screen screen) {
    switch (screen) {
        case Sale::Consent:
            say("agreeing to pay");
            m_driver.pause(kGuard);
            return m_driver.press(Qt::Key_Enter);
        case Sale::PresentCard:
        case Sale::TapAgain:
        case Sale::SeePhone:
            return present(m_walk.tapped && sale().transaction().acceptsTap);
        case Sale::InsertCard:
            return present(false);
        case Sale::CardInDoubt:
            say("asking the same card again");
            return m_driver.press(Qt::Key_Enter);
        case Sale::ChooseApplication:
            return m_driver.type(QStringLiteral("1"));
        case Sale::EnterPin:
            say("entering the PIN");
            m_driver.type(kPin);
            return m_driver.press(Qt::Key_Enter);
        case Sale::RemoveCard:
            return m_shop.till().sandbox()->remove();
        default:
            return;
    }
}

// A card that is there already is brought once more.
void Payer::present(bool tapped) {
    SandboxCards& cards = *m_shop.till().sandbox();
    std::printf("%s the card %s\n", tapped ? "tapping" : "inserting", qPrintable(m_walk.card));
    cards.remove();
    if (tapped)
        cards.tap(m_walk.card);
    else
        cards.insert(m_walk.card);
}

}  // namespace tappay::ui
