#include "iso8583/fields.h"

#include <algorithm>
#include <array>

namespace tappay::iso8583 {

namespace {

struct Part {
    std::string_view value;
    std::size_t digits;
};

// Parts stand one after the other; trailing empty ones are left out, empty ones between are zeros.
std::string join(std::span<const Part> parts) {
    std::string text;
    std::string zeros;
    for (const Part& part : parts) {
        const std::size_t missing = part.digits - std::min(part.digits, part.value.size());
        if (part.value.empty()) {
            zeros.append(part.digits, '0');
            continue;
        }
        text += zeros;
        zeros.clear();
        text.append(missing, '0');
        text += part.value;
    }
    return text;
}

// Takes up to `digits` characters off the front; the last parts may be empty.
std::string take(std::string_view& text, std::size_t digits) {
    const std::string part(text.substr(0, digits));
    text.remove_prefix(part.size());
    return part;
}

Result<void> check(const char* field, std::string_view text,
                   std::initializer_list<std::size_t> lengths) {
    const bool digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || std::ranges::find(lengths, text.size()) == lengths.end())
        return fail(FailureCode::HostAnswerInvalid, field);
    return {};
}

}  // namespace

std::string Field60::encode() const {
    const std::array parts{Part{transactionType, 2},   Part{batch, 6},
                           Part{networkManagement, 3}, Part{readingAbility, 1},
                           Part{icCondition, 1},       Part{partialApproval, 1},
                           Part{accountType, 3}};
    return join(parts);
}

Result<Field60> Field60::decode(std::string_view text) {
    TAPPAY_CHECK(check("field 60", text, {11, 12, 13, 14, 17}));
    Field60 field;
    field.transactionType = take(text, 2);
    field.batch = take(text, 6);
    field.networkManagement = take(text, 3);
    field.readingAbility = take(text, 1);
    field.icCondition = take(text, 1);
    field.partialApproval = take(text, 1);
    field.accountType = take(text, 3);
    return field;
}

std::string Field61::encode() const {
    const std::array parts{Part{batch, 6}, Part{stan, 6}, Part{date, 4}};
    return join(parts);
}

Result<Field61> Field61::decode(std::string_view text) {
    // 61.4 and 61.5, the authorisation's mode and institution, are read over.
    TAPPAY_CHECK(check("field 61", text, {12, 16, 18, 29}));
    Field61 field;
    field.batch = take(text, 6);
    field.stan = take(text, 6);
    field.date = take(text, 4);
    return field;
}

}  // namespace tappay::iso8583
