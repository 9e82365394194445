#include "protocol/parameters.h"

#include "protocol/message_text.h"

namespace tappay::protocol {

namespace {

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
    question.version = readNumber(reader, "version", 0);
    question.time = reader.text("time", isTime);
    TAPPAY_CHECK(reader.status());
    return question;
}

Result<ParametersAnswer> decodeParametersAnswer(std::string_view text) {
    TAPPAY_TRY(reader, openMessage(text, "parameters"));
    ParametersAnswer answer;
    answer.terminalId = reader.text("terminalId", ascii(kTerminalId, kTerminalId));
    answer.version = readNumber(reader, "version", 1);
    answer.profile = reader.text("profile", isProfile);
    answer.contents = reader.optionalText("contents", isOfPossibleSize);
    answer.time = reader.text("time", isTime);
    answer.asked = reader.text("asked", isTime);
    TAPPAY_CHECK(reader.status());
    return answer;
}

}  // namespace tappay::protocol
