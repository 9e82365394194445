// The issuer's side of a transfer to another of its accounts.
#include "base/pan.h"
#include "simulator/network/issuer_card.h"

namespace tappay::simulator::network {

namespace {

constexpr std::string_view kTransfer = "400000";  // field 3

}  // namespace

bool isTransfer(const iso8583::Message& request) {
    return request.text(3) == kTransfer;
}

// Field 62 has the payee's number, as digits.
std::string Issuer::judgePayee(const iso8583::Message& request, const Card& card,
                               Entry& entry) const {
    const std::string number = toText(request.binary(62));
    if (number.empty() || number == card.pan) return "30";
    const Account* payee = m_config.bank.accountOf(number);
    if (payee == nullptr) return "14";
    if (payee->status != AccountStatus::Active) return "62";
    if (entry.amount.currency != payee->opening.currency) return "57";
    entry.payee = accountId(number);
    entry.payeePan = maskPan(number);
    return "00";
}

}  // namespace tappay::simulator::network
