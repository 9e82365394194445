#include <array>
#include <cstdio>

#include "terminal/receipt_layout.h"

namespace tappay::terminal {

namespace {

struct Slip {
    const Record& record;
    const std::string& merchantName;
    Copy copy;
    bool reprint;
};

struct Row {
    const char* key;
    const char* label;
    std::string (*value)(const Slip& slip);  // empty: no line
    bool emphasis = false;
};

template <auto Member>
std::string shown(const Slip& slip) {
    return slip.record.shown.*Member;
}

bool approved(const Slip& slip) {
    const State state = slip.record.shown.state;
    return isPaid(state) || state == State::AdviceRefused;
}

// By the card, from its own balance; the shop has nothing of it.
bool paidInVain(const Slip& slip) {
    const auto& failure = slip.record.shown.failure;
    return slip.record.shown.state == State::Declined && failure &&
           failure->code == FailureCode::PaidNotAccepted;
}

// In a web shop, by a cardholder at the own computer.
bool ofOrder(const Slip& slip) {
    return slip.record.shown.order.has_value();
}

// A slip that stays true, whatever else has to be done.
bool lasting(const Record& record) {
    return isFinal(record.shown.state) || isPaid(record.shown.state);
}

std::string resultOf(const Slip& slip) {
    switch (slip.record.shown.state) {
        case State::Approved:
            return "Approved";
        case State::Declined:
            return paidInVain(slip) ? "Declined. The shop received nothing"
                                    : "Declined. Nothing charged";
        case State::Undone:
            return "Undone. Nothing charged";
        case State::Cancelled:
            return "Cancelled. Nothing charged";
        case State::Failed:
            return "Not completed. Nothing charged";
        case State::AdvicePending:
            return "Paid from card. Bank will be told";
        case State::AdviceRefused:
            return "Paid from card. Refused by the bank";
        case State::CardInDoubt:
        case State::Abandoned:
            return "Not confirmed. The card may have paid";
        case State::UndoRefused:
            return "Charged. Too late to undo";
        default:
            return ofOrder(slip) ? "Result not known yet. Do not pay again"
                                 : "Result not known yet. Do not charge again";
    }
}

std::string timeOf(const Slip& slip) {
    const LocalTime at = localTime(slip.record.shown.changed);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d %02d:%02d:%02d", at.year, at.month,
                  at.day, at.hour, at.minute, at.second);
    return text.data();
}

std::string merchantOf(const Slip& slip) {
    const auto& order = slip.record.shown.order;
    return order ? order->shop : slip.merchantName;
}

std::string orderOf(const Slip& slip) {
    const auto& order = slip.record.shown.order;
    return order ? order->reference : std::string();
}

// Masked number with the entry mode of the slip: I for a chip card that was inserted (插卡), C for
// one that was tapped (挥卡).
std::string cardOf(const Slip& slip) {
    const auto& pan = slip.record.shown.maskedPan;
    if (pan.empty() || slip.record.entryMode.empty()) return pan;
    return pan + (slip.record.entryMode.starts_with("07") ? " /C" : " /I");
}

std::string balanceOf(const Slip& slip) {
    const auto& balance = slip.record.shown.cardBalance;
    if (!approved(slip) || !balance) return {};
    return std::string(balance->currency.alpha) + " " + formatMoney(*balance);
}

// What the cardholder needs to get it back.
std::string noticeOf(const Slip& slip) {
    return paidInVain(slip)
               ? "The card's balance may be lower. Its bank puts it right with this slip"
               : "";
}

std::string cvmOf(const Slip& slip) {
    if (!approved(slip)) return {};
    const auto& cvm = slip.record.shown.cvm;
    if (cvm == "none") return "No PIN and no signature needed";
    if (cvm == "signature") return "Signature";
    return slip.record.shown.signatureNeeded ? "PIN and signature" : "PIN";
}

std::string markOf(const Slip& slip) {
    if (!lasting(slip.record)) return "DRAFT";
    return slip.reprint ? "REPRINT" : "";
}

std::string copyOf(const Slip& slip) {
    return slip.copy == Copy::Merchant ? "Merchant copy" : "Cardholder copy";
}

using Shown = TransactionSnapshot;

// The order of the slip (签购单).
constexpr std::array kLayout{
    Row{"mark", "", markOf, true},
    Row{"copy", "", copyOf},
    Row{"merchant_name", "Merchant", merchantOf, true},
    Row{"merchant_id", "Merchant no.", shown<&Shown::merchantId>},
    Row{"terminal_id", "Terminal no.", shown<&Shown::terminalId>},
    Row{"operator", "Operator", [](const Slip& slip) { return slip.record.operatorId; }},
    Row{"acquirer", "Acquirer", shown<&Shown::acquirerId>},
    Row{"issuer", "Issuer", shown<&Shown::issuerName>},
    Row{"card", "Card no.", cardOf},
    Row{"card_sequence", "Card sequence no.", shown<&Shown::panSequence>},
    Row{"type", "Type",
        [](const Slip& slip) { return std::string(ofOrder(slip) ? "Web payment" : "Sale"); }},
    Row{"batch", "Batch", shown<&Shown::batch>},
    Row{"voucher", "Voucher no.", shown<&Shown::stan>},
    Row{"auth_code", "Authorisation code", shown<&Shown::authCode>},
    Row{"reference", "Reference no.", shown<&Shown::reference>},
    Row{"time", "Date and time", timeOf},
    Row{"amount", "Amount",
        [](const Slip& slip) {
            const Money& amount = slip.record.shown.amount;
            return std::string(amount.currency.alpha) + " " + formatMoney(amount);
        },
        true},
    Row{"result", "Result", resultOf, true},
    Row{"notice", "", noticeOf, true},
    Row{"balance", "Balance on the card", balanceOf},
    Row{"response_code", "Response code",
        [](const Slip& slip) {
            const bool forShop =
                slip.copy == Copy::Merchant && slip.record.shown.state == State::Declined;
            return forShop ? slip.record.shown.responseCode : std::string();
        }},
    Row{"order", "Order no.", orderOf},
    Row{"remark", "Remark", shown<&Shown::note>},
    Row{"aid", "AID", shown<&Shown::aid>},
    Row{"application", "Application", shown<&Shown::cardLabel>},
    Row{"tc", "TC",
        [](const Slip& slip) {
            return approved(slip) ? slip.record.shown.cryptogram : std::string();
        }},
    Row{"cryptogram", "Cryptogram",
        [](const Slip& slip) {
            return approved(slip) ? std::string() : slip.record.shown.cryptogram;
        }},
    Row{"tvr", "TVR", shown<&Shown::tvr>},
    Row{"tsi", "TSI", shown<&Shown::tsi>},
    Row{"atc", "ATC", shown<&Shown::atc>},
    Row{"cvm", "Cardholder check", cvmOf},
};

}  // namespace

Receipt layOut(const Record& record, const std::string& merchantName, Copy copy, bool reprint) {
    const Slip slip{record, merchantName, copy, reprint};
    Receipt receipt;
    receipt.transactionId = record.shown.id;
    receipt.copy = copy;
    receipt.final = lasting(record);
    receipt.reprint = receipt.final && reprint;
    receipt.signatureLine = approved(slip) && copy == Copy::Merchant &&
                            (record.shown.cvm != "none" || record.shown.signatureNeeded);
    for (const auto& row : kLayout)
        if (auto value = row.value(slip); !value.empty())
            receipt.lines.push_back({row.key, row.label, std::move(value), row.emphasis});
    return receipt;
}

}  // namespace tappay::terminal
