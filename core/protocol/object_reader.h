#pragma once

#include <QtCore/QJsonObject>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tappay::protocol {

// Reads the members of one JSON object and remembers the first that is missing or wrong, so that a
// whole struct is read before one check. Used for messages and for configuration files.
class ObjectReader {
public:
    // `failure` is the code status() gives; InputMalformed for messages.
    explicit ObjectReader(QJsonObject object, FailureCode failure = FailureCode::InputMalformed,
                          std::string path = {});
    // `json` must hold one object and be valid UTF-8.
    static Result<ObjectReader> parse(std::string_view json,
                                      FailureCode failure = FailureCode::InputMalformed);

    using Check = std::function<bool(std::string_view)>;
    std::string text(const char* name, const Check& check = {});
    std::string optionalText(const char* name, const Check& check = {});
    std::int64_t integer(const char* name, std::int64_t least, std::int64_t most);
    ObjectReader object(const char* name);
    // The same as JSON, for who hands it on.
    std::string objectText(const char* name);
    // A list of at most `most` texts.
    std::vector<std::string> texts(const char* name, std::size_t most);
    // Every element must be an object.
    void each(const char* name, const std::function<void(ObjectReader&)>& element);

    [[nodiscard]] bool has(const char* name) const;
    void refuse(const std::string& name, std::string_view why = "wrong");
    // Takes over what a reader of an inner object has found wrong.
    void adopt(const ObjectReader& inner);
    // Refuses members that nobody has asked for.
    void refuseUnknown();
    [[nodiscard]] Result<void> status() const;

private:
    QJsonValue take(const char* name);

    QJsonObject m_object;
    FailureCode m_code;
    std::string m_path;
    std::optional<Failure> m_failure;
    QStringList m_known;
};

}  // namespace tappay::protocol
