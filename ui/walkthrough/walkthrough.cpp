#include "walkthrough/walkthrough.h"

#include <QDir>
#include <QMetaEnum>
#include <QQuickWindow>
#include <cstdio>

#include "walkthrough/driver.h"

namespace tappay::ui {

namespace {

using std::chrono::seconds;

const QString kPin = QStringLiteral("123456");  // of the sandbox's own test cards
constexpr seconds kStep{30};

void say(const char* text) {
    std::printf("%s\n", text);
    std::fflush(stdout);
}

int give(const char* reason) {
    std::fprintf(stderr, "tappay: %s\n", reason);
    return 1;
}

// Follows the payment to its end and does at each screen what a person would.
class Follower {
public:
    Follower(ShopWindow& shop, Driver& driver, const Walk& walk)
        : m_shop(shop), m_driver(driver), m_walk(walk) {}

    // True when it came to an end in time.
    bool follow() {
        while (!sale().transaction().settled()) {
            const Sale::Screen screen = sale().screen();
            show(screen);
            act(screen);
            if (!m_driver.waitFor([&] { return sale().screen() != screen; }, kStep)) return false;
        }
        show(sale().screen());
        return true;
    }

    [[nodiscard]] int pictures() const { return m_number; }

private:
    Sale& sale() { return *m_shop.till().sale(); }

    void show(Sale::Screen screen) {
        const char* name = QMetaEnum::fromType<Sale::Screen>().valueToKey(screen);
        std::printf("screen: %s, state: %s\n", name, qPrintable(sale().transaction().state));
        // A short-lived screen may be gone again before its picture is taken; that is all right.
        m_driver.picture(QStringLiteral("%1-%2")
                             .arg(m_number++, 2, 10, QLatin1Char('0'))
                             .arg(QString::fromLatin1(name).toLower()));
    }

    void act(Sale::Screen screen) {
        switch (screen) {
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
    void present(bool tapped) {
        SandboxCards& cards = *m_shop.till().sandbox();
        std::printf("%s the card %s\n", tapped ? "tapping" : "inserting", qPrintable(m_walk.card));
        cards.remove();
        if (tapped)
            cards.tap(m_walk.card);
        else
            cards.insert(m_walk.card);
    }

    ShopWindow& m_shop;
    Driver& m_driver;
    const Walk& m_walk;
    int m_number = 3;
};

}  // namespace

int runWalkthrough(const QString& socket, const QString& sandboxDirectory, const QString& folder,
                   const Walk& walk) {
    if (sandboxDirectory.isEmpty())
        return give("TAPPAY_SANDBOX_DIR is not set: no card to pay with");
    if (!QDir().mkpath(folder)) return give("the folder can't be made");
    ShopWindow shop(socket, sandboxDirectory);
    if (!shop.window()) return give("the window can't be made");
    Driver driver(shop, folder);
    Sale& sale = *shop.till().sale();

    if (!driver.waitFor([&] { return shop.till().session()->connected(); }))
        return give("the Tap & Pay application does not answer");
    say("connected");
    driver.picture(QStringLiteral("01-welcome"));
    std::printf("typing %s\n", qPrintable(walk.amount));
    driver.type(walk.amount);
    driver.picture(QStringLiteral("02-amount"));
    say("pressing Enter");
    driver.press(Qt::Key_Enter);
    if (!driver.waitFor([&] { return sale.transaction().valid(); })) {
        std::fprintf(stderr, "tappay: %s %s\n", qPrintable(sale.happened()),
                     qPrintable(sale.remedy()));
        return give("the payment was not begun");
    }
    Follower follower(shop, driver, walk);
    if (!follower.follow()) return give("the payment did not come to an end in time");

    const Transaction end = sale.transaction();
    const auto numbered = [n = follower.pictures()](const char* name) mutable {
        return QStringLiteral("%1-%2").arg(n++, 2, 10, QLatin1Char('0')).arg(QLatin1String(name));
    };
    auto next = numbered;
    if (end.taken()) {
        driver.press(Qt::Key_R);
        if (!driver.waitFor([&] { return shop.till().receipt()->ready(); }))
            return give("no receipt");
        driver.picture(next("receipt"));
        if (!shop.till().receipt()->savePdfAs(QDir(folder).filePath(QStringLiteral("receipt.pdf"))))
            return give("the receipt can't be written");
        say("saved receipt.pdf");
        driver.press(Qt::Key_Escape);
    }
    shop.till().sandbox()->remove();
    driver.press(Qt::Key_Escape);
    for (const char* page : {"today", "settings", "help"}) {
        driver.go(QLatin1String(page));
        driver.picture(next(page));
    }
    std::printf("the payment of %s is %s\n", qPrintable(end.money()), qPrintable(end.state));
    return end.taken() ? 0 : 1;
}

}  // namespace tappay::ui
