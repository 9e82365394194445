#pragma once

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>
#include <span>

#include "base/result.h"

namespace tappay::agent {

// What one parameter of a method may be.
struct Parameter {
    enum class Kind : std::uint8_t {
        Id,       // a UUID
        Note,     // up to 100 visible characters
        Word,     // up to 20 characters; the method parses it
        Integer,  // from `least` to `most`
        Text,     // up to `most` characters; the method parses it
        Choice,   // one of the words in `choices`, separated by blanks
    };
    const char* name;
    Kind kind;
    bool required = true;
    int least = 0;
    int most = 0;
    const char* choices = "";
};

// InputMalformed when a required one is missing, an unlisted one is there, or a value does not fit;
// the detail names the parameter and never repeats the value.
Result<void> checkParameters(const QJsonObject& given, std::span<const Parameter> known);

}  // namespace tappay::agent
