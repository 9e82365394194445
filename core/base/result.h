#pragma once

#include <expected>
#include <string>
#include <utility>

#include "base/failure.h"

namespace tappay {

// Every operation that can go wrong for a reason outside the program returns one of these.
// Nothing is thrown across a module.
template <typename T>
using Result = std::expected<T, Failure>;

inline std::unexpected<Failure> fail(FailureCode code, std::string detail = {}) {
    return std::unexpected(Failure{code, std::move(detail)});
}

}  // namespace tappay

// Declares `variable` from a Result, or returns its failure from the enclosing function. The
// compiler of this project has std::expected without and_then, hence a macro.
#define TAPPAY_TRY(variable, expression) TAPPAY_TRY_NAMED(variable, expression, __LINE__)
#define TAPPAY_TRY_NAMED(variable, expression, line) TAPPAY_TRY_LINE(variable, expression, line)
#define TAPPAY_TRY_LINE(variable, expression, line)                               \
    auto result_##line = (expression);                                            \
    if (!result_##line) return std::unexpected(std::move(result_##line).error()); \
    auto variable = std::move(*result_##line)

// The same for Result<void> and for results whose value does not matter.
#define TAPPAY_CHECK(expression)                                \
    do {                                                        \
        if (auto checked = (expression); !checked)              \
            return std::unexpected(std::move(checked).error()); \
    } while (false)
