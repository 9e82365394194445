#include <algorithm>
#include <charconv>
#include <vector>

#include "crypto/ocra.h"

namespace tappay::crypto {

namespace {

std::vector<std::string_view> split(std::string_view text, char at) {
    std::vector<std::string_view> parts;
    while (true) {
        const auto end = text.find(at);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

// Digits alone, `least` to `most`.
std::optional<unsigned> number(std::string_view text, unsigned least, unsigned most) {
    unsigned value = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end || value < least || value > most)
        return std::nullopt;
    return value;
}

std::optional<OcraHash> hashNamed(std::string_view text) {
    if (text == "SHA1") return OcraHash::Sha1;
    if (text == "SHA256") return OcraHash::Sha256;
    if (text == "SHA512") return OcraHash::Sha512;
    return std::nullopt;
}

bool readFunction(std::string_view text, OcraSuite& suite) {
    const auto parts = split(text, '-');
    if (parts.size() != 3 || parts[0] != "HOTP") return false;
    const auto hash = hashNamed(parts[1]);
    const auto digits = parts[2] == "0" ? std::optional(0U) : number(parts[2], 4, 10);
    if (!hash || !digits) return false;
    suite.hash = *hash;
    suite.digits = *digits;
    return true;
}

bool readQuestion(std::string_view text, OcraSuite& suite) {
    if (text.size() != 4 || text[0] != 'Q' || std::string_view("ANH").find(text[1]) > 2)
        return false;
    const auto length = number(text.substr(2), 4, 64);
    if (!length) return false;
    suite.question = static_cast<OcraSuite::Question>(text[1]);
    suite.questionLength = *length;
    return true;
}

bool readTimeStep(std::string_view text, OcraSuite& suite) {
    const auto unit = text.back();
    const auto count = text.substr(0, text.size() - 1);
    const auto steps = unit == 'H' ? number(count, 1, 48) : number(count, 1, 59);
    if (!steps || (unit != 'S' && unit != 'M' && unit != 'H')) return false;
    suite.timeStep = *steps * (unit == 'H' ? 3600 : unit == 'M' ? 60 : 1);
    return true;
}

// P, S and T, in this order, each once.
bool readOptional(std::string_view text, OcraSuite& suite) {
    if (text.size() < 2) return false;
    const auto rest = text.substr(1);
    if (text[0] == 'P' && !suite.pin && !suite.session && !suite.timeStep) {
        suite.pin = hashNamed(rest);
        return suite.pin.has_value();
    }
    if (text[0] == 'S' && !suite.session && !suite.timeStep) {
        const auto length = rest.size() == 3 ? number(rest, 1, 512) : std::nullopt;
        if (length) suite.session = *length;
        return length.has_value();
    }
    return text[0] == 'T' && !suite.timeStep && readTimeStep(rest, suite);
}

bool readData(std::string_view text, OcraSuite& suite) {
    auto parts = split(text, '-');
    suite.counter = parts.front() == "C";
    if (suite.counter) parts.erase(parts.begin());
    if (parts.empty() || !readQuestion(parts.front(), suite)) return false;
    return std::all_of(parts.begin() + 1, parts.end(),
                       [&](auto part) { return readOptional(part, suite); });
}

}  // namespace

Result<OcraSuite> OcraSuite::parse(std::string_view text) {
    OcraSuite suite;
    suite.name = text;
    const auto parts = split(text, ':');
    if (parts.size() != 3 || parts[0] != "OCRA-1" || !readFunction(parts[1], suite) ||
        !readData(parts[2], suite))
        return fail(FailureCode::InputMalformed, "OCRA suite");
    return suite;
}

}  // namespace tappay::crypto
