#include "backend/booking.h"

#include <algorithm>
#include <array>

#include "iso8583/fields.h"

namespace tappay::backend {

namespace {

constexpr std::string_view kDuplicate = "94";

// The network could not look at it now: in progress, re-sign-on, cut-over, inoperative,
// malfunction, no answer from the issuer, wrong MAC.
constexpr std::array<std::string_view, 11> kLater{"09", "22", "68", "77", "90", "91",
                                                  "96", "98", "99", "A0", "A7"};

}  // namespace

std::optional<bool> isBooked(const std::string& responseCode, std::uint32_t attempt) {
    if (responseCode.empty() || std::ranges::find(kLater, responseCode) != kLater.end()) return {};
    if (responseCode == kDuplicate && attempt > 0) return true;
    return iso8583::answerOf(responseCode) == iso8583::Answer::Approved;
}

}  // namespace tappay::backend
