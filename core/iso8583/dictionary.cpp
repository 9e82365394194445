#include "iso8583/dictionary.h"

#include <algorithm>
#include <array>

namespace tappay::iso8583 {

namespace {

using enum Kind;
using enum Length;

// CUPS POS terminal specification (Q/CUP 009 family), message formats. Field 62 carries keys and
// tables as raw octets, hence Binary.
constexpr std::array kFields{
    Field{2, "Primary account number", Numeric, Ll, 19},
    Field{3, "Processing code", Numeric, Fixed, 6},
    Field{4, "Amount", Numeric, Fixed, 12},
    Field{11, "System trace audit number", Numeric, Fixed, 6},
    Field{12, "Local time", Numeric, Fixed, 6},
    Field{13, "Local date", Numeric, Fixed, 4},
    Field{14, "Expiration date", Numeric, Fixed, 4},
    Field{15, "Settlement date", Numeric, Fixed, 4},
    Field{22, "Point-of-service entry mode", Numeric, Fixed, 3},
    Field{23, "Card sequence number", Numeric, Fixed, 3, true},
    Field{25, "Point-of-service condition code", Numeric, Fixed, 2},
    Field{26, "PIN capture code", Numeric, Fixed, 2},
    Field{32, "Acquiring institution", Numeric, Ll, 11},
    Field{35, "Track 2", Track, Ll, 37},
    Field{36, "Track 3", Track, Lll, 104},
    Field{37, "Retrieval reference number", Text, Fixed, 12},
    Field{38, "Authorisation identification", Text, Fixed, 6},
    Field{39, "Response code", Text, Fixed, 2},
    Field{41, "Terminal identification", Text, Fixed, 8},
    Field{42, "Merchant identification", Text, Fixed, 15},
    Field{44, "Additional response data", Text, Ll, 25},
    Field{48, "Settlement totals", Numeric, Lll, 322},
    Field{49, "Transaction currency", Text, Fixed, 3},
    Field{52, "PIN block", Binary, Fixed, 8},
    Field{53, "Security control information", Numeric, Fixed, 16},
    Field{54, "Balance", Text, Lll, 20},
    Field{55, "ICC data", Binary, Lll, 255},
    Field{57, "Electronic purse data", Text, Lll, 100},
    Field{58, "Electronic purse data, PBOC", Text, Lll, 100},
    Field{59, "Reserved", Text, Lll, 600},
    Field{60, "Transaction type and terminal condition", Numeric, Lll, 17},
    Field{61, "Original message", Numeric, Lll, 29},
    Field{62, "Private data", Binary, Lll, 512},
    Field{63, "Operator and remarks", Text, Lll, 163},
    Field{64, "Message authentication code", Binary, Fixed, 8},
};

static_assert(std::ranges::is_sorted(kFields, std::ranges::less{}, &Field::number));

}  // namespace

const Field* field(int number) {
    const auto* const found = std::ranges::lower_bound(kFields, number, {}, &Field::number);
    return found != kFields.end() && found->number == number ? found : nullptr;
}

}  // namespace tappay::iso8583
