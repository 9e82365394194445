#pragma once

#include <string>
#include <string_view>

namespace tappay {

// First six and last four digits, what receipts, logs and the API may show: "622848******8901".
// Anything shorter than 13 digits is masked whole.
std::string maskPan(std::string_view digits);

// The Luhn check digit of ISO/IEC 7812-1 Annex B.
bool luhnValid(std::string_view digits);

}  // namespace tappay
