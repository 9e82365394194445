#include <QDir>
#include <QSet>
#include <QTemporaryDir>
#include <cstdio>

#include "walkthrough/payer.h"
#include "walkthrough/settings.h"

namespace tappay::ui {

namespace {

constexpr std::chrono::minutes kPatience{2};

// The name of the picture of a screen; empty: none is taken.
QString nameOf(Sale::Screen screen) {
    switch (screen) {
        case Sale::Consent:
            return QStringLiteral("consent");
        case Sale::PresentCard:
            return QStringLiteral("card");
        case Sale::EnterPin:
            return QStringLiteral("pin");
        case Sale::Capturing:
            return QStringLiteral("telling");
        case Sale::Approved:
            return QStringLiteral("paid");
        default:
            return {};
    }
}

}  // namespace

int accompanyPurchase(const QString& socket, const QString& sandboxDirectory, const QString& folder,
                      const Walk& walk) {
    if (sandboxDirectory.isEmpty())
        return give("TAPPAY_SANDBOX_DIR is not set: no card to pay with");
    if (!QDir().mkpath(folder)) return give("the folder can't be made");
    const WalkSettings settings("cardholder");
    ShopWindow shop(socket, sandboxDirectory);
    if (!shop.window()) return give("the window can't be made");
    Driver driver(shop, folder);
    Sale& sale = *shop.till().sale();
    if (!driver.waitFor([&] { return shop.till().session()->connected(); }))
        return give("the Tap & Pay application does not answer");
    say("ready");
    if (!driver.waitFor([&] { return sale.screen() == Sale::Consent; }, kPatience))
        return give("nobody asked for a payment");

    Payer payer(shop, driver, walk);
    const bool ended = payer.follow([&](Sale::Screen screen) {
        const QString name = nameOf(screen);
        if (!name.isEmpty()) driver.picture(name);
    });
    if (!ended) return give("the payment did not come to an end in time");
    shop.till().sandbox()->remove();
    const Transaction end = sale.transaction();
    std::printf("the payment of %s to %s is %s\n", qPrintable(end.money()),
                qPrintable(end.order.shop), qPrintable(end.state));
    if (!end.failure.isEmpty()) std::printf("%s\n", qPrintable(end.happened));
    return end.state == QLatin1String("approved") ? 0 : 1;
}

}  // namespace tappay::ui
