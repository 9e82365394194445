#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

// The composite fields of the CUPS dialect.
namespace tappay::iso8583 {

// Field 60: transaction type, batch, network management code, and what the terminal can read.
struct Field60 {
    std::string transactionType = "22";     // n2: 22 purchase, 23 void ...
    std::string batch = "000001";           // n6
    std::string networkManagement = "000";  // n3
    std::string readingAbility = "6";       // n1: 5 contact IC, 6 contactless too
    std::string icCondition = "0";          // n1
    std::string partialApproval;            // n1, optional
    std::string accountType;                // n3, optional
    [[nodiscard]] std::string encode() const;
    static Result<Field60> decode(std::string_view text);
    friend bool operator==(const Field60&, const Field60&) = default;
};

// Field 61: the original transaction of a void, refund or completion.
struct Field61 {
    std::string batch;  // n6
    std::string stan;   // n6
    std::string date;   // n4 MMDD, optional
    [[nodiscard]] std::string encode() const;
    static Result<Field61> decode(std::string_view text);
};

// Field 39 as the terminal must read it (CUPS response codes).
enum class Answer : std::uint8_t {
    Approved,
    ApprovedPartially,
    Declined,
    CaptureCard,
    SignOnAgain
};
Answer answerOf(std::string_view responseCode);
// English source text of what to tell the person; never the issuer's private reason.
std::string_view adviceOf(std::string_view responseCode);

}  // namespace tappay::iso8583
