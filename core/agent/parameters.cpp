#include "agent/parameters.h"

#include <algorithm>

#include "base/uuid.h"

namespace tappay::agent {

namespace {

constexpr qsizetype kNoteLength = 100;
constexpr qsizetype kWordLength = 20;

// Also keeps out direction marks and zero-width characters: what is shown is what was meant.
bool isNote(const QString& note) {
    const QList<uint> characters = note.toUcs4();
    return characters.size() <= kNoteLength &&
           std::ranges::all_of(characters, [](uint c) { return QChar::isPrint(c); });
}

bool isInteger(const QJsonValue& value, int least, int most) {
    if (!value.isDouble()) return false;
    const double number = value.toDouble();
    return number >= least && number <= most && number == static_cast<int>(number);
}

bool fits(const QJsonValue& value, const Parameter& parameter) {
    if (parameter.kind == Parameter::Kind::Integer)
        return isInteger(value, parameter.least, parameter.most);
    if (!value.isString()) return false;
    const QString text = value.toString();
    switch (parameter.kind) {
        case Parameter::Kind::Id:
            return isUuid(text.toStdString());
        case Parameter::Kind::Note:
            return isNote(text);
        case Parameter::Kind::Word:
            return text.size() <= kWordLength;
        case Parameter::Kind::Text:
            return text.size() <= parameter.most;
        case Parameter::Kind::Choice:
            return QLatin1String(parameter.choices).size() > 0 &&
                   QString::fromLatin1(parameter.choices).split(QLatin1Char(' ')).contains(text);
        case Parameter::Kind::Integer:
            break;
    }
    return false;
}

}  // namespace

Result<void> checkParameters(const QJsonObject& given, std::span<const Parameter> known) {
    qsizetype matched = 0;
    for (const Parameter& parameter : known) {
        const auto found = given.find(QLatin1String(parameter.name));
        if (found == given.end()) {
            if (!parameter.required) continue;
            return fail(FailureCode::InputMalformed,
                        std::string("missing parameter ") + parameter.name);
        }
        if (!fits(*found, parameter))
            return fail(FailureCode::InputMalformed,
                        std::string("wrong value of parameter ") + parameter.name);
        ++matched;
    }
    if (matched != given.size())
        return fail(FailureCode::InputMalformed, "a parameter this method does not have");
    return {};
}

}  // namespace tappay::agent
