#include "walkthrough/purchase_pictures.h"

#include <utility>

#include "walkthrough/recorded_orders.h"
#include "walkthrough/recorded_states.h"

namespace tappay::ui {

void takePurchasePictures(RecordedTerminal& terminal, ShopWindow& shop, Driver& driver,
                          const std::function<void(const char* name)>& picture) {
    Sale& sale = *shop.till().sale();
    const auto show = [&](const QJsonObject& purchase, const char* name) {
        terminal.send(purchase);
        picture(name);
    };
    const QJsonObject consent = recorded::purchase("intended", "consent", 0);
    show(consent, "consent");
    show(recorded::byLink(consent), "consent-link");
    show(recorded::withTimeLeft(consent, 42), "consent-hurry");
    show(recorded::longOrder(consent), "consent-long");
    driver.press(Qt::Key_End);
    picture("consent-long-end");
    show(recorded::purchase("intended", "present_card", 1), "purchase-card");
    show(recorded::withPin(recorded::purchase("card_read", "enter_pin", 2), 3, -1), "purchase-pin");
    show(recorded::purchase("sent", "authorising", 3), "purchase-authorising");
    show(recorded::purchase("capturing", "completing", 4), "purchase-telling");
    show(recorded::purchase("approved", "done", 4), "purchase-paid");
    show(recorded::byLink(recorded::purchase("approved", "remove_card", 4)), "purchase-paid-link");
    for (const auto& [state, failure, name] :
         {std::tuple("declined", "bank.declined", "purchase-declined"),
          std::tuple("declined", "limit.exceeded", "purchase-over-limit"),
          std::tuple("cancelled", "cancelled", "purchase-refused"),
          std::tuple("undone", "order.expired", "purchase-undone"),
          std::tuple("failed", "card.timeout", "purchase-failed")})
        show(recorded::withFailure(recorded::purchase(state, "done", 0), failure), name);
    sale.leave();
    terminal.refuse(
        QStringLiteral("checkout.open"),
        recorded::withFailure({}, "order.paid").value(QLatin1String("failure")).toObject());
    sale.openOrder(QStringLiteral("01936b2e-6000-7abc-8def-0123456789ab"));
    driver.waitFor([&] { return !sale.happened().isEmpty(); });
    picture("link-refused");
    sale.leave();
    terminal.send(consent);
    driver.waitFor([&] { return sale.screen() == Sale::Consent; });
    show(recorded::withFailure(recorded::purchase("unknown", "checking", 0), "bank.timeout"),
         "purchase-not-known");
    sale.leave();
}

}  // namespace tappay::ui
