#pragma once

#include <cstdint>
#include <span>
#include <string>

// The test cards that setup makes: what a person would read on them and in their contracts.
namespace tappay::simulator {

struct CardPlan {
    std::string name;
    std::string aid;  // hexadecimal
    std::string label, preferredName;
    std::string pan;
    std::string expiry;             // YYMMDD
    std::string certificateExpiry;  // MMYY
    std::string cvmList;            // hexadecimal, tag 8E
    std::string aip;                // hexadecimal
    bool byteProtocol = false;      // T=0
    bool templateAnswers = true;    // format 2
    bool pdol = true;
    std::uint8_t pinTries = 3;
    int wrongPins = 0;  // at the issuer
    bool damagedCertificate = false;
    std::string accountStatus = "active";
    std::string balance;
    std::string singleLimit;
};

inline constexpr const char* kIssuerPrefix = "622848";
inline constexpr const char* kPanSequence = "01";
inline constexpr const char* kPin = "123456";

std::span<const CardPlan> cardPlans();

}  // namespace tappay::simulator
