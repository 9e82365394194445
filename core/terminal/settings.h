#pragma once

#include <QJsonObject>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/money.h"

namespace tappay::terminal {

// One JSON object of a configuration, read strictly: every setting is asked for exactly once, and
// what nobody asked for is an error. The first problem is kept, with the full name of the setting
// ("backEnd.url"); values after it are empty.
class Settings {
public:
    // NotConfigured when the file can't be read or is not a JSON object.
    static Result<Settings> read(const std::filesystem::path& file);
    // The same from text; paths in it are as they are.
    static Result<Settings> parse(std::string_view json, const std::string& name);

    // For what may be left out.
    [[nodiscard]] bool has(const char* key) const;

    std::string text(const char* key, std::size_t shortest = 1, std::size_t longest = 4096);
    // Empty when it is not there.
    std::string optionalText(const char* key);
    std::string digits(const char* key, std::size_t shortest, std::size_t longest);
    // Relative to the file.
    std::filesystem::path path(const char* key);
    int number(const char* key, int least, int most);
    bool flag(const char* key);
    Bytes hex(const char* key, std::size_t shortest, std::size_t longest);
    Money money(const char* key, const Currency& currency);
    Settings object(const char* key);
    std::vector<Settings> list(const char* key);
    std::vector<std::string> texts(const char* key);

    void refuse(const char* key, const std::string& why);
    // After everything was asked for: NotConfigured with the first problem of this object, of those
    // inside it, or with the name of a setting nobody knows.
    Result<void> check();

private:
    struct Shared {
        std::filesystem::path directory;
        std::optional<Failure> problem;
    };
    Settings(QJsonObject object, std::string prefix, std::shared_ptr<Shared> shared);
    QJsonValue take(const char* key);

    QJsonObject m_left;  // what was not asked for yet
    std::string m_prefix;
    std::shared_ptr<Shared> m_shared;
};

}  // namespace tappay::terminal
