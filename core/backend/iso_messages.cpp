#include "backend/iso_messages.h"

#include <cstdio>

#include "iso8583/fields.h"

namespace tappay::backend {

namespace {

constexpr const char *kPurchaseCode = "000000", *kInquiryCode = "310000", *kCreditCode = "200000",
                     *kTransferCode = "400000";
// Transaction types of field 60.1.
constexpr const char* kPurchaseType = "22";
constexpr const char* kInquiryType = "01";
constexpr const char* kOfflinePurchaseType = "36";
constexpr const char* kRefundType = "25";
constexpr const char* kManagementType = "00";
constexpr const char* kSignOnDoubleLength = "003";  // field 60.3
constexpr std::size_t kSerialNumber = 50;

std::string digits(std::uint32_t number, int width) {
    char text[16];
    std::snprintf(text, sizeof text, "%0*u", width, number);
    return text;
}

iso8583::Message framed(const std::string& mti, const NetworkConfig& network) {
    iso8583::Message message;
    const auto word = [&](std::size_t at) {
        return static_cast<std::uint16_t>(network.tpdu[at] << 8U | network.tpdu[at + 1]);
    };
    message.tpdu = {word(1), word(3)};
    message.header = network.header;
    message.mti = mti;
    return message;
}

// Fields all payments have in common.
iso8583::Message common(const Payment& payment, const std::string& mti, const char* type,
                        const NetworkConfig& network) {
    auto message = framed(mti, network);
    message.set(3, kPurchaseCode);
    message.set(4, moneyToN12(payment.amount));
    message.set(11, digits(payment.stan, 6));
    message.set(22, payment.entryMode);
    message.set(25, "00");
    message.set(41, payment.terminalId);
    message.set(42, payment.merchantId);
    message.set(49, digits(payment.amount.currency.numeric, 3));
    iso8583::Field60 field60;
    field60.transactionType = type;
    field60.batch = digits(payment.batch, 6);
    message.set(60, field60.encode());
    return message;
}

void setCard(iso8583::Message& message, ByteView pan, const std::string& expiry,
             const std::string& panSequence) {
    message.set(2, toText(pan));
    message.set(14, expiry);
    if (!panSequence.empty()) message.set(23, "0" + panSequence);
}

// The dialect has no field of its own for the account that gets the money.
void setPayee(iso8583::Message& message, const std::string& payee) {
    if (payee.empty()) return;
    message.set(3, kTransferCode);
    message.setBinary(62, toBytes(payee));
}

}  // namespace

Result<iso8583::Message> purchase(const protocol::AuthorisationRequest& request,
                                  const Payment& payment, const NetworkConfig& network,
                                  const std::string& payee) {
    const auto& card = request.card;
    auto message = common(payment, "0200", kPurchaseType, network);
    setPayee(message, payee);
    setCard(message, card.pan.view(), card.expiry, card.panSequence.value_or(""));
    if (!card.track2.empty()) message.set(35, toText(card.track2.view()));
    if (!card.pinBlock.empty()) {
        const bool format4 = network.pinField == iso8583::PinField::Octets16;
        if (card.pinBlock.size() != static_cast<std::size_t>(network.pinField))
            return fail(FailureCode::InputMalformed,
                        format4 ? "the network takes PIN blocks of format 4"
                                : "the network takes PIN blocks of format 0");
        message.set(26, "12");  // longest PIN the terminal takes
        message.setBinary(52, card.pinBlock);
        // Format with card number, double-length key; or format 4.
        message.set(53, format4 ? "4600000000000000" : "2600000000000000");
    }
    if (!card.icc.empty()) message.setBinary(55, card.icc);
    return message;
}

iso8583::Message offlinePurchase(const Payment& payment, const KeptCard& card,
                                 const NetworkConfig& network) {
    auto message = common(payment, "0200", kOfflinePurchaseType, network);
    setCard(message, card.pan.view(), card.expiry, card.panSequence);
    message.setBinary(55, card.icc);
    return message;
}

iso8583::Message reversal(const Payment& payment, const KeptCard& card, const std::string& reason,
                          const NetworkConfig& network, const std::string& payee) {
    auto message = common(payment, "0400", kPurchaseType, network);
    setPayee(message, payee);
    setCard(message, card.pan.view(), card.expiry, card.panSequence);
    if (!payment.authCode.empty()) message.set(38, payment.authCode);
    message.set(39, reason);
    return message;
}

iso8583::Message balanceInquiry(const protocol::CardData& card, const BalanceInquiry& inquiry,
                                const NetworkConfig& network) {
    auto message = framed("0200", network);
    setCard(message, card.pan.view(), card.expiry, card.panSequence.value_or(""));
    message.set(3, kInquiryCode);
    message.set(11, digits(inquiry.stan, 6));
    message.set(22, inquiry.entryMode);
    message.set(25, "00");
    if (!card.track2.empty()) message.set(35, toText(card.track2.view()));
    message.set(41, inquiry.terminalId);
    message.set(42, inquiry.merchantId);
    message.set(49, digits(inquiry.currency.numeric, 3));
    message.setBinary(55, card.icc);
    iso8583::Field60 field60;
    field60.transactionType = kInquiryType;
    field60.batch = digits(inquiry.batch, 6);
    message.set(60, field60.encode());
    return message;
}

iso8583::Message refund(const Payment& payment, const RefundTrace& trace, const KeptCard& card,
                        const NetworkConfig& network) {
    auto part = payment;
    part.amount.minor = trace.amount;
    part.batch = trace.batch;
    part.stan = trace.stan;
    auto message = common(part, "0220", kRefundType, network);
    message.set(3, kCreditCode);
    setCard(message, card.pan.view(), card.expiry, card.panSequence);
    if (!payment.reference.empty()) message.set(37, payment.reference);
    if (!payment.authCode.empty()) message.set(38, payment.authCode);
    iso8583::Field61 original;
    original.batch = digits(payment.batch, 6);
    original.stan = digits(payment.stan, 6);
    message.set(61, original.encode());
    return message;
}

iso8583::Message networkSignOn(const NetworkSignOnRequest& request, const NetworkConfig& network) {
    auto message = framed("0800", network);
    message.set(11, digits(request.stan, 6));
    message.set(41, request.terminalId);
    message.set(42, request.merchantId);
    message.set(60, kManagementType + digits(request.batch, 6) + kSignOnDoubleLength);
    auto serial = "Sequence No" + request.serialNumber;
    serial.resize(kSerialNumber, ' ');
    message.setBinary(62, toBytes(serial));
    message.set(63, "01 ");  // the operator
    return message;
}

bool carriesMac(const std::string& mti) {
    return !mti.starts_with("08");
}

void takeReply(Payment& payment, const iso8583::Message& reply, const std::string& acquirerId) {
    payment.responseCode = reply.text(39);
    payment.authCode = reply.text(38);
    payment.reference = reply.text(37);
    payment.acquirerId = reply.has(32) ? reply.text(32) : acquirerId;
    auto issuer = reply.text(44).substr(0, 11);
    issuer.erase(issuer.find_last_not_of(' ') + 1);
    payment.issuerName = issuer;
    payment.icc.assign(reply.binary(55).begin(), reply.binary(55).end());
}

Expected expectedReply(const iso8583::Message& request) {
    auto mti = request.mti;
    mti[2] = static_cast<char>(mti[2] + 1);
    return {mti,
            request.text(3),
            request.text(4),
            request.text(11),
            request.text(41),
            request.text(42)};
}

std::string differingField(const Expected& expected, const iso8583::Message& reply) {
    if (reply.mti != expected.mti) return "type";
    if (reply.text(3) != expected.processingCode) return "processing code";
    if (reply.text(11) != expected.stan) return "trace";
    if (reply.text(41) != expected.terminalId) return "terminal";
    if (reply.text(42) != expected.merchantId) return "merchant";
    if (reply.text(4) != expected.amount) return "amount";
    return {};
}

std::string reversalReason(protocol::UndoReason reason) {
    return reason == protocol::UndoReason::NoAnswer ? kReasonNoReply : kReasonOther;
}

}  // namespace tappay::backend
