#pragma once

#include <QtCore/QJsonArray>

#include "backend/enrolment/enrolling_test.h"
#include "backend/orders/shop_desk.h"

namespace tappay::test {

// A back end with a shop, and terminals that pay its orders.
class PayingTest : public EnrollingTest {
protected:
    void SetUp() override {
        ShopDesk::writeConfig(m_installation, "enrolling.json", "orders.json");
        m_shop.emplace(config());
        open(config());
    }
    [[nodiscard]] backend::Config config() const { return m_installation.config("orders.json"); }
    void open(backend::Config config) {
        restart(std::move(config));
        m_shop->at(m_backend->port());
    }

    protocol::AuthorisationRequest paymentOf(const Newcomer& terminal, const std::string& order,
                                             const std::string& amount = "12.34") {
        auto asked = payment(terminal);
        asked.order = order;
        asked.merchantId = ShopDesk::kMerchantId;
        asked.amount = parseMoney(amount, asked.amount.currency).value();
        return asked;
    }
    Result<protocol::PaymentAnswer> send(const Newcomer& terminal,
                                         const protocol::AuthorisationRequest& asked) {
        return sendPayment(seal(terminal, asked));
    }
    std::string captureBody(const Newcomer& terminal, const std::string& key) {
        const protocol::CaptureRequest request{key, terminal.enrolled.terminalId,
                                               "1122334455667788", terminal.now()};
        return protocol::sign(request, signer(terminal)).value();
    }
    Result<protocol::PaymentAnswer> capture(const Newcomer& terminal, const std::string& key) {
        return m_questions.open(exchange("POST", "/v1/captures", captureBody(terminal, key)));
    }
    Result<protocol::PaymentAnswer> statusOf(const Newcomer& terminal, const std::string& key) {
        const protocol::StatusQuestion question{key, terminal.enrolled.terminalId, terminal.now()};
        return m_questions.open(exchange("GET", "/v1/transactions/" + key, {},
                                         "Authorization: TapPay " +
                                             protocol::sign(question, signer(terminal)).value() +
                                             "\r\n"));
    }
    Result<protocol::PaymentAnswer> takeBack(const Newcomer& terminal, const std::string& key) {
        const protocol::UndoRequest request{key, terminal.enrolled.terminalId,
                                            protocol::UndoReason::CardDeclined, terminal.now()};
        return m_questions.open(
            exchange("POST", "/v1/undo", protocol::sign(request, signer(terminal)).value()));
    }
    std::string order(const std::string& reference = "A-1", const std::string& amount = "12.34") {
        return m_shop->create(reference, amount).text("id");
    }
    std::string state(const std::string& order) {
        return m_shop->get("/v1/orders/" + order).text("state");
    }
    ShopDesk::Answer refund(const std::string& order, const std::string& reference,
                            const QJsonValue& amount) {
        return m_shop->post("/v1/orders/" + order + "/refunds",
                            {{"reference", QString::fromStdString(reference)}, {"amount", amount}});
    }
    QJsonArray refunds(const std::string& order) {
        return m_shop->get("/v1/orders/" + order + "/refunds").body["refunds"].toArray();
    }
    // The state of the last one once it isn't pending any more; each look is an answer of the back
    // end.
    std::string settledRefund(const std::string& order) {
        for (;;) {
            const auto state = refunds(order).last().toObject()["state"].toString().toStdString();
            if (state != "pending") return state;
        }
    }
    // The name of the failure, or of the state.
    static std::string said(const Result<protocol::PaymentAnswer>& answer) {
        return std::string(answer ? protocol::nameOf(answer->state)
                                  : describe(answer.error().code).name);
    }

    std::optional<ShopDesk> m_shop;
};

}  // namespace tappay::test
