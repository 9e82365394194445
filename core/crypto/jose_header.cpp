#include "crypto/jose_header.h"

#include <algorithm>

namespace tappay::crypto {

namespace {

constexpr std::size_t kMaxKeyId = 128;

bool plain(char c) {
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

class Reader {
public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    // False on anything outside the grammar, or a member that comes twice.
    bool readObject(JoseMembers& members, const std::string& prefix) {
        if (!take('{')) return false;
        if (take('}')) return true;
        do {
            std::string name;
            if (!readString(name) || !take(':')) return false;
            name.insert(0, prefix);
            if (peek() == '{') {
                // One level inside is all that a JOSE header of ours has.
                if (!prefix.empty() || !readObject(members, name + ".")) return false;
                continue;
            }
            std::string value;
            if (!readString(value) || !members.emplace(name, value).second) return false;
        } while (take(','));
        return take('}');
    }

    bool atEnd() {
        skipBlanks();
        return m_rest.empty();
    }

private:
    void skipBlanks() {
        while (!m_rest.empty() &&
               (m_rest[0] == ' ' || m_rest[0] == '\t' || m_rest[0] == '\n' || m_rest[0] == '\r'))
            m_rest.remove_prefix(1);
    }

    char peek() {
        skipBlanks();
        return m_rest.empty() ? '\0' : m_rest[0];
    }

    bool take(char c) {
        if (peek() != c) return false;
        m_rest.remove_prefix(1);
        return true;
    }

    bool readString(std::string& to) {
        if (!take('"')) return false;
        const auto* const end = std::ranges::find_if_not(m_rest, plain);
        if (end == m_rest.end() || *end != '"') return false;
        const auto size = static_cast<std::size_t>(end - m_rest.begin());
        to = m_rest.substr(0, size);
        m_rest.remove_prefix(size + 1);
        return true;
    }

    std::string_view m_rest;
};

}  // namespace

Result<JoseMembers> parseJoseHeader(std::string_view json,
                                    std::initializer_list<std::string_view> expected) {
    JoseMembers members;
    Reader reader(json);
    if (!reader.readObject(members, "") || !reader.atEnd())
        return fail(FailureCode::InputMalformed, "JOSE header is not the expected object");
    const bool all = std::ranges::all_of(
        expected, [&](std::string_view name) { return members.contains(name); });
    if (!all || members.size() != expected.size())
        return fail(FailureCode::InputMalformed, "JOSE header has other members than expected");
    return members;
}

Result<std::vector<std::string_view>> splitCompact(std::string_view compact, std::size_t count) {
    if (compact.size() > kMaxCompact) return fail(FailureCode::InputMalformed, "JOSE over 64 KiB");
    std::vector<std::string_view> parts;
    while (parts.size() < count) {
        const auto dot = compact.find('.');
        parts.push_back(compact.substr(0, dot));
        if (dot == std::string_view::npos) break;
        compact.remove_prefix(dot + 1);
        if (parts.size() == count) return fail(FailureCode::InputMalformed, "JOSE: too many parts");
    }
    if (parts.size() != count) return fail(FailureCode::InputMalformed, "JOSE: too few parts");
    return parts;
}

bool isKeyId(std::string_view kid) {
    return !kid.empty() && kid.size() <= kMaxKeyId && std::ranges::all_of(kid, plain);
}

}  // namespace tappay::crypto
