#pragma once

#include <string>

#include "backend/card_vault.h"
#include "backend/config.h"
#include "backend/payment.h"
#include "iso8583/message.h"

// The messages of the acquirer network (CUPS POS dialect of ISO 8583) this back end speaks.
namespace tappay::backend {

// 0200 purchase with chip data, or with a `payee` a transfer to that account. InputMalformed when
// the card's data don't fit, e.g. a PIN block of the format that the network doesn't take.
Result<iso8583::Message> purchase(const protocol::AuthorisationRequest& request,
                                  const Payment& payment, const NetworkConfig& network,
                                  const std::string& payee = {});
// 0200 with transaction type 36: what the card approved by itself.
iso8583::Message offlinePurchase(const Payment& payment, const KeptCard& card,
                                 const NetworkConfig& network);
// 0400 for a purchase or a transfer, under its own trace number. `reason` goes to field 39.
iso8583::Message reversal(const Payment& payment, const KeptCard& card, const std::string& reason,
                          const NetworkConfig& network, const std::string& payee = {});

// 0200 balance inquiry: asks the issuer whether the card is there, and moves no money.
struct BalanceInquiry {
    std::string terminalId, merchantId, entryMode;
    Currency currency;
    std::uint32_t batch = 0, stan = 0;
};
iso8583::Message balanceInquiry(const protocol::CardData& card, const BalanceInquiry& inquiry,
                                const NetworkConfig& network);

// 0220 refund of a payment, under a trace number of its own. Field 61 names the payment.
struct RefundTrace {
    std::int64_t amount = 0;  // minor units
    std::uint32_t batch = 0, stan = 0;
};
iso8583::Message refund(const Payment& payment, const RefundTrace& trace, const KeptCard& card,
                        const NetworkConfig& network);

// 0800 sign-on for double-length keys: who asks, and nothing of a payment.
struct NetworkSignOnRequest {
    std::string terminalId, merchantId;
    std::string serialNumber;  // of the terminal, at most 39 characters
    std::uint32_t batch = 0, stan = 0;
};
iso8583::Message networkSignOn(const NetworkSignOnRequest& request, const NetworkConfig& network);
// All do but those of the network's management, which bring the keys for it.
bool carriesMac(const std::string& mti);

// What the network says of the payment, its state apart.
void takeReply(Payment& payment, const iso8583::Message& reply, const std::string& acquirerId);

// What a reply must repeat of its request.
struct Expected {
    std::string mti;  // of the reply
    std::string processingCode, amount, stan, terminalId, merchantId;
};
Expected expectedReply(const iso8583::Message& request);

// The first field of a reply that differs ("type", "processing code", "trace", "terminal",
// "merchant", "amount"), or empty.
std::string differingField(const Expected& expected, const iso8583::Message& reply);

// Field 39 of the reversal for a payment whose reply can't be used.
inline constexpr const char* kReasonNoReply = "98";
inline constexpr const char* kReasonWrongMac = "A0";
inline constexpr const char* kReasonOther = "06";

// The reason the network hears for what a terminal says.
std::string reversalReason(protocol::UndoReason reason);

}  // namespace tappay::backend
