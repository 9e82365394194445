#include "walkthrough/walkthrough.h"

#include <QDir>
#include <QMetaEnum>
#include <cstdio>

#include "walkthrough/payer.h"
#include "walkthrough/settings.h"

namespace tappay::ui {

int runWalkthrough(const QString& socket, const QString& sandboxDirectory, const QString& folder,
                   const Walk& walk) {
    if (sandboxDirectory.isEmpty())
        return give("TAPPAY_SANDBOX_DIR is not set: no card to pay with");
    if (!QDir().mkpath(folder)) return give("the folder can't be made");
    const WalkSettings settings("merchant");
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
    int number = 3;
    const auto next = [&number](const QString& name) {
        return QStringLiteral("%1-%2").arg(number++, 2, 10, QLatin1Char('0')).arg(name);
    };
    Payer payer(shop, driver, walk);
    // A short-lived screen may be gone again before its picture is taken; that is all right.
    const bool ended = payer.follow([&](Sale::Screen screen) {
        const char* name = QMetaEnum::fromType<Sale::Screen>().valueToKey(screen);
        driver.picture(next(QString::fromLatin1(name).toLower()));
    });
    if (!ended) return give("the payment did not come to an end in time");

    const Transaction end = sale.transaction();
    if (end.taken()) {
        driver.press(Qt::Key_R);
        if (!driver.waitFor([&] { return shop.till().receipt()->ready(); }))
            return give("no receipt");
        driver.picture(next(QStringLiteral("receipt")));
        if (!shop.till().receipt()->savePdfAs(QDir(folder).filePath(QStringLiteral("receipt.pdf"))))
            return give("the receipt can't be written");
        say("saved receipt.pdf");
        driver.press(Qt::Key_Escape);
    }
    shop.till().sandbox()->remove();
    driver.press(Qt::Key_Escape);
    for (const char* page : {"today", "settings", "help"}) {
        driver.go(QLatin1String(page));
        driver.picture(next(QLatin1String(page)));
    }
    std::printf("the payment of %s is %s\n", qPrintable(end.money()), qPrintable(end.state));
    return end.taken() ? 0 : 1;
}

}  // namespace tappay::ui
