#pragma once

#include <cstdint>
#include <string>
#include <vector>

// The slip (签购单) as data: window, command line and printer lay out the same lines.
namespace tappay::terminal {

enum class Copy : std::uint8_t { Merchant, Cardholder };

struct ReceiptLine {
    std::string key;    // stable: "merchant_name", "card", "amount", ...
    std::string label;  // English source text; the window translates it
    std::string value;
    bool emphasis = false;
};

struct Receipt {
    std::string transactionId;
    Copy copy = Copy::Merchant;
    bool reprint = false;
    bool final = false;  // a receipt of an open payment is marked as draft
    bool signatureLine = false;
    std::vector<ReceiptLine> lines;
};

}  // namespace tappay::terminal
