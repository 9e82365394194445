#include "protocol/parameters.h"

#include <limits>

#include "protocol/message_text.h"

namespace tappay::protocol {

namespace {

std::uint32_t readVersion(ObjectReader& reader, std::int64_t least) {
    return static_cast<std::uint32_t>(
        reader.integer("version", least, std::numeric_limits<std::uint32_t>::max()));
}

bool isProfile(std::string_view text) {
    return text == "production" || text == "test";
}

bool isOfPossibleSize(std::string_view text) {
    return !text.empty() && text.size() <= kLargestParameters;
}

}  // namespace

std::string encode(const ParametersQuestion& question) {
    return json({{"type", "parameters_question"},
                 {"terminalId", qt(question.terminalId)},
                 {"version", static_cast<qint64>(question.version)},
                 {"time", qt(question.time)}});
}

std::string encode(const ParametersAnswer& answer) {
    QJsonObject object{{"type", "parameters"},
                       {"terminalId", qt(answer.terminalId)},
                       {"version", static_cast<qint64>(answer.version)},
                       {"profile", qt(answer.profile)},
                       {"time", qt(answer.time)},
                       {"asked", qt(answer.asked)}};
    if (!answer.contents.empty()) object["contents"] = qt(answer.contents);
    return json(object);
}

Result<ParametersQuestion> decodeParametersQuestion(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "parameters_question"));
    ParametersQuestion question;
    question.terminalId = reader.text("terminalId", ascii(kTerminalId, kTerminalId));
    question.version = readVersion(reader, 0);
    question.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<ParametersAnswer> decodeParametersAnswer(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "parameters"));
    ParametersAnswer answer;
    answer.terminalId = reader.text("terminalId", ascii(kTerminalId, kTerminalId));
    answer.version = readVersion(reader, 1);
    answer.profile = reader.text("profile", isProfile);
    answer.contents = reader.optionalText("contents", isOfPossibleSize);
    answer.time = reader.text("time", isTime);
    answer.asked = reader.text("asked", isTime);
    TAPPAY_CHECK(reader.status());
    return answer;
}

}  // namespace tappay::protocol
