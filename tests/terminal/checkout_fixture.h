#pragma once

#include "support/signed_orders.h"
#include "terminal/sale_fixture.h"

namespace tappay::terminal::testing {

// A page that brings nothing back.
class DeafCarrier final : public link::Carrier {
public:
    std::optional<std::string> carry(const Parcel& parcel, const Deadline&) override {
        parcels.push_back(parcel);
        return std::nullopt;
    }
    std::vector<Parcel> parcels;
};

class CheckoutTest : public SaleTest {
protected:
    CheckoutTest() {
        world.standing.who = link::TerminalIdentity{.terminalId = "10000001",
                                                    .keyId = "key-1",
                                                    .sealTo = {},
                                                    .sealKeyId = "seal-1",
                                                    .answersBy = orders.key.publicKey()};
        world.backEnd.authorising = [this](const auto& request,
                                           const auto&) -> FakeBackEnd::Answer {
            asked.push_back(request.order);
            return world.backEnd.approve(request);
        };
    }

    std::string checkOut(RunningTerminal& terminal,
                         std::shared_ptr<link::Carrier> carrier = nullptr) {
        const auto id = terminal->startCheckout(orders.sign(order), kOrigin, std::move(carrier));
        EXPECT_TRUE(id) << id.error().detail;
        return id.value_or("");
    }
    // Agreed to, with a card in the reader.
    std::string pay(RunningTerminal& terminal, std::shared_ptr<link::Carrier> carrier = nullptr) {
        world.readers.insert();
        const auto id = checkOut(terminal, std::move(carrier));
        EXPECT_TRUE(terminal->accept(id));
        return id;
    }
    FailureCode refusal(RunningTerminal& terminal) {
        const auto again = terminal->startCheckout(orders.sign(order), kOrigin, nullptr);
        return again ? FailureCode::Internal : again.error().code;
    }

    static constexpr const char* kOrigin = "https://tea.example";
    test::SignedOrders orders;
    protocol::Order order = test::SignedOrders::order();
    std::vector<std::string> asked;  // orders of the authorisations
};

}  // namespace tappay::terminal::testing
