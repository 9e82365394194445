#include "base/pan.h"

namespace tappay {

std::string maskPan(std::string_view digits) {
    std::string masked(digits.size(), '*');
    if (digits.size() < 13) return masked;
    for (std::size_t i = 0; i < digits.size(); ++i)
        if (i < 6 || i + 4 >= digits.size()) masked[i] = digits[i];
    return masked;
}

bool luhnValid(std::string_view digits) {
    int sum = 0;
    bool twice = false;
    for (std::size_t i = digits.size(); i-- > 0;) {
        if (digits[i] < '0' || digits[i] > '9') return false;
        int value = digits[i] - '0';
        if (twice) value = value > 4 ? value * 2 - 9 : value * 2;
        sum += value;
        twice = !twice;
    }
    return !digits.empty() && sum % 10 == 0;
}

}  // namespace tappay
