#pragma once

#include <string>

#include "base/result.h"

// How a terminal gets its parameters: docs/protocol.md, "Parameters".
namespace tappay::protocol {

// The largest set; with it an answer stays below the longest compact object (crypto/jose.h).
constexpr std::size_t kLargestParameters = 40 * 1024;

struct ParametersQuestion {
    std::string terminalId;
    std::uint32_t version = 0;  // of those it has; 0 for none
    std::string time;
};

struct ParametersAnswer {
    std::string terminalId;
    std::uint32_t version = 0;
    std::string profile;   // "production" or "test"; one never follows the other
    std::string contents;  // JSON, docs/configuration.md, "Parameters"; empty when nothing is newer
    std::string time;
    std::string asked;  // time of the question
};

std::string encode(const ParametersQuestion& question);
std::string encode(const ParametersAnswer& answer);
Result<ParametersQuestion> decodeParametersQuestion(std::string_view json);
Result<ParametersAnswer> decodeParametersAnswer(std::string_view json);

}  // namespace tappay::protocol
