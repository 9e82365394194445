#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "emv/parameters.h"

namespace tappay::terminal {

// One set of what the back end decides about cards: docs/configuration.md, "Parameters".
struct Parameters {
    std::uint32_t version = 0;
    std::string profile;                  // "production" or "test"
    emv::Parameters kernel;               // who the terminal is comes from its enrolment
    bool forceOnline = false;             // no card approves alone
    std::set<std::string> exceptionFile;  // SHA-256 of card numbers, hexadecimal
};

// ParametersRejected with the name of the setting that is missing, unknown or wrong. Each CA key's
// check sum (SHA-1 over RID, index, modulus and exponent, EMV Book 2, 11.2) must be right, and its
// profile that of the set.
Result<Parameters> readParameters(std::string_view json);

}  // namespace tappay::terminal
