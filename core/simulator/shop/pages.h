#pragma once

#include "simulator/shop/cart.h"
#include "simulator/shop/order_records.h"

// The shop's pages as HTML. Every text that comes from outside is escaped here.
namespace tappay::simulator::shop {

class Pages {
public:
    // `paymentSystem` is where the page library comes from.
    Pages(Language language, Cart cart, QString paymentSystem)
        : m_language(language),
          m_cart(std::move(cart)),
          m_paymentSystem(std::move(paymentSystem)) {}

    [[nodiscard]] QString goods() const;
    [[nodiscard]] QString cart() const;
    // `isAsked`: the payment system has been asked just now.
    [[nodiscard]] QString order(const OrderRecord& record, bool isAsked) const;
    // A sentence, what helps, and the way on.
    [[nodiscard]] QString message(std::string_view title, std::string_view help,
                                  std::string_view link, const QString& to) const;

private:
    [[nodiscard]] QString say(std::string_view key) const;
    [[nodiscard]] QString frame(const QString& title, const QString& main,
                                const QString& scripts = {}) const;
    [[nodiscard]] QString goodCard(const Good& good) const;
    [[nodiscard]] QString cartLine(const Cart::Line& line) const;
    [[nodiscard]] QString payment(const OrderRecord& record) const;

    Language m_language;
    Cart m_cart;
    QString m_paymentSystem;
};

}  // namespace tappay::simulator::shop
