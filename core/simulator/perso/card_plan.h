#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

// The test cards that setup makes: what a person would read on them and in their contracts.
namespace tappay::simulator {

// What an application does when it is tapped. Amounts are decimal texts.
struct TapPlan {
    std::string processing;                // hexadecimal, 9F68
    std::string qualifiers;                // hexadecimal, 9F6C
    std::string balance = {};              // of the electronic cash, 9F79; empty: it has none
    std::string singleLimit = "100.00";    // 9F78
    std::string resetThreshold = "20.00";  // 9F6D
    std::string cvmLimit = "1000.00";      // 9F6B
    bool signatureInRecord = true;
    bool confirmsOnDevice = false;
};

struct CardPlan {
    std::string name;
    std::string aid;  // hexadecimal
    std::string label, preferredName;
    std::uint8_t priority = 1;  // 87
    std::string pan;
    std::string panSequence = "01";  // empty: none
    std::string expiry;              // YYMMDD
    std::string certificateExpiry;   // MMYY
    std::string cvmList;             // hexadecimal, tag 8E
    std::string aip;                 // hexadecimal
    bool contact = true;
    std::optional<TapPlan> tap = {};
    bool national = false;        // SM2, SM3 and SM4 for terminals that have them
    bool byteProtocol = false;    // T=0
    bool templateAnswers = true;  // format 2
    bool pdol = true;
    bool directory = true;
    std::uint8_t pinTries = 3;
    int wrongPins = 0;  // at the issuer
    bool damagedCertificate = false;
    bool applicationBlocked = false, cardBlocked = false;
    bool alwaysDeclines = false;
    std::string accountStatus = "active";
    std::string balance;  // empty: there is no account
    std::string singleLimit;
    std::vector<CardPlan> others = {};  // more applications on the same card
};

inline constexpr const char* kPin = "123456";

std::span<const CardPlan> cardPlans();

}  // namespace tappay::simulator
