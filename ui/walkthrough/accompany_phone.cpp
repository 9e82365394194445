#include <QDir>
#include <cstdio>
#include <iostream>
#include <string>

#include "walkthrough/payer.h"
#include "walkthrough/settings.h"

namespace tappay::ui {

namespace {

constexpr std::chrono::minutes kPatience{2};
constexpr std::chrono::minutes kPairing{5};  // as long as a code is good

// A window of somebody who pays, with everything it knows of phones and cards.
class Companion {
public:
    Companion(const QString& socket, const QString& folder)
        : m_shop(socket, QString()), m_driver(m_shop, folder) {}

    [[nodiscard]] Driver& driver() { return m_driver; }
    [[nodiscard]] Till& till() { return m_shop.till(); }
    [[nodiscard]] Phones& phones() { return *till().phones(); }
    [[nodiscard]] Confirmations& confirmations() { return *till().confirmations(); }

    // Why it can't go on; null: it can.
    const char* begin() {
        if (!m_shop.window()) return "the window can't be made";
        if (!m_driver.waitFor([&] { return till().session()->connected(); }))
            return "the Tap & Pay application does not answer";
        if (!m_driver.waitFor([&] { return phones().facts().known; }))
            return "the application says nothing of phones: is there an account?";
        return nullptr;
    }

private:
    WalkSettings m_settings{"cardholder"};
    ShopWindow m_shop;
    Driver m_driver;
};

// What the person at the phone reads out, as the line "accept 483920" on the standard input.
bool sameCode(const QString& shown) {
    std::string line;
    while (std::getline(std::cin, line))
        if (line.starts_with("accept ")) return line.substr(7) == shown.toStdString();
    return false;
}

}  // namespace

int accompanyPairing(const QString& socket, const QString& folder) {
    if (!QDir().mkpath(folder)) return give("the folder can't be made");
    Companion window(socket, folder);
    if (const char* reason = window.begin()) return give(reason);
    Phones& phones = window.phones();
    Driver& driver = window.driver();
    const auto state = [&phones] { return phones.pairing().state; };
    driver.go(QStringLiteral("phone"));
    // The page asks how phones are now, and takes no other wish meanwhile.
    driver.waitFor([&] { return phones.facts().busy(); }, std::chrono::seconds(1));
    if (!driver.waitFor([&] { return !phones.facts().busy(); }))
        return give("the payment service does not answer");
    driver.press(Qt::Key_A);
    if (!driver.waitFor([&] { return state() == QLatin1String("offered"); })) {
        std::fprintf(stderr, "tappay: %s %s\n", qPrintable(phones.facts().happened),
                     qPrintable(phones.facts().remedy));
        return give("no phone could be invited");
    }
    driver.picture(QStringLiteral("pairing-offered"));
    std::printf("invitation %s\n", qPrintable(phones.pairing().invitation));
    std::fflush(stdout);
    if (!driver.waitFor([&] { return state() != QLatin1String("offered"); }, kPairing) ||
        state() != QLatin1String("answered"))
        return give("no phone has answered");
    driver.picture(QStringLiteral("pairing-code"));
    const QString code = QString(phones.pairing().code).remove(QLatin1Char(' '));
    std::printf("code %s\n", qPrintable(code));
    std::fflush(stdout);
    if (!sameCode(code)) {
        phones.refuse();
        driver.waitFor([&] { return !phones.asking(); });
        return give("the phone shows another code");
    }
    phones.accept();
    driver.waitFor([&] { return phones.pairing().ended(); }, kPatience);
    if (state() != QLatin1String("accepted")) return give("the phone could not be paired");
    driver.picture(QStringLiteral("pairing-accepted"));
    std::printf("paired %s\n", qPrintable(phones.pairing().name));
    driver.press(Qt::Key_Escape);
    driver.waitFor([&] { return !phones.pairing().valid(); });
    driver.picture(QStringLiteral("phone-paired"));
    return 0;
}

int accompanyConfirmation(const QString& socket, const QString& folder) {
    if (!QDir().mkpath(folder)) return give("the folder can't be made");
    Companion window(socket, folder);
    if (const char* reason = window.begin()) return give(reason);
    Driver& driver = window.driver();
    Confirmations& all = window.confirmations();
    const Sale& sale = *window.till().sale();
    say("ready");
    if (!driver.waitFor([&] { return sale.screen() == Sale::Consent; }, kPatience))
        return give("nobody asked for a payment");
    const QVariantList& cards = window.till().cardholder()->facts().cards;
    if (cards.isEmpty() || window.phones().cardholders().pairedName().isEmpty())
        return give("the account has no card, or no phone is paired");
    driver.picture(QStringLiteral("confirm-consent"));
    driver.press(Qt::Key_P);
    if (cards.size() > 1) {
        driver.picture(QStringLiteral("confirm-cards"));
        driver.press(Qt::Key_Tab);
        driver.pause(std::chrono::milliseconds(450));  // the guard of Enter
        driver.press(Qt::Key_Enter);
    }
    if (!driver.waitFor([&] { return all.onStage(); })) return give("it was not begun");
    QString seen;
    while (!all.current().ended()) {
        seen = all.current().state;
        std::printf("state %s %s\n", qPrintable(seen), qPrintable(all.current().code));
        std::fflush(stdout);
        driver.picture(QStringLiteral("confirm-%1").arg(seen));
        if (!driver.waitFor([&] { return all.current().state != seen; }, kPatience * 2))
            return give("it did not come to an end in time");
    }
    const Confirmation end = all.current();
    driver.picture(QStringLiteral("confirm-%1").arg(end.state));
    std::printf("state %s %s\n", qPrintable(end.state), qPrintable(end.reason));
    if (!end.happened.isEmpty()) std::printf("%s\n", qPrintable(end.happened));
    return end.paid() ? 0 : 1;
}

}  // namespace tappay::ui
