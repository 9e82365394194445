#include "emv/trace/redactor.h"

#include <algorithm>
#include <numeric>

#include "emv/tags.h"
#include "emv/trace/masking.h"

namespace tappay::emv::trace {

namespace {

enum Instruction : std::uint8_t {
    kExternalAuthenticate = 0x82,
    kGetChallenge = 0x84,
    kInternalAuthenticate = 0x88,
    kSelect = 0xA4,
    kGetProcessingOptions = 0xA8,
    kGenerateAc = 0xAE,
    kReadRecord = 0xB2,
};

constexpr std::size_t kUnpredictableNumberLength = 4;

void clear(std::span<std::uint8_t> octets) {
    std::ranges::fill(octets, 0);
}

// The values that a list asked for. Without the list, or with one that doesn't fit, everything
// goes.
void maskByDol(std::span<std::uint8_t> values, ByteView dol) {
    const auto entries = tlv::parseDol(dol);
    const auto total = [](const std::vector<tlv::DolEntry>& list) {
        return std::accumulate(
            list.begin(), list.end(), std::size_t{0},
            [](std::size_t sum, const tlv::DolEntry& one) { return sum + one.length; });
    };
    if (!entries || total(*entries) != values.size()) return clear(values);
    for (const tlv::DolEntry& entry : *entries) {
        maskCut(entry.tag, values.first(entry.length));
        values = values.subspan(entry.length);
    }
}

// Template 83 around the values (EMV Book 3, 6.5.8).
void maskOptions(std::span<std::uint8_t> data, ByteView pdol) {
    const auto options = tlv::parseTemplate(data, 0x83);
    if (!options) return clear(data);
    if (!options->value.empty()) maskByDol(data.last(options->value.size()), pdol);
}

// A signature alone, or in a template (Book 3, 6.5.9.4).
void maskSignature(std::span<std::uint8_t> data) {
    const auto format1 = tlv::parseTemplate(data, tag::kFormat1);
    if (!format1) return maskObjects(data);
    if (!format1->value.empty()) clear(data.last(format1->value.size()));
}

// Records of a log and others that are no template don't say what they hold.
void maskRecord(std::span<std::uint8_t> data) {
    if (!tlv::parseTemplate(data, tag::kRecord)) return clear(data);
    maskObjects(data);
}

// Where a number must not be found: its middle, and one digit at either side of it, so that fewer
// values are hit by chance. The whole of a short one.
std::pair<std::size_t, std::size_t> needleOf(std::size_t digits) {
    constexpr std::size_t kLong = 16;
    return digits < kLong ? std::pair{std::size_t{0}, digits}
                          : std::pair{std::size_t{5}, digits - 8};
}

// Replaces every digit of each occurrence but the first and the last; `width` characters a digit.
void hide(std::string& text, const std::string& needle, std::size_t width) {
    for (auto at = text.find(needle); at != std::string::npos; at = text.find(needle, at + 1))
        for (auto i = at + 2 * width - 1; i + width < at + needle.size(); i += width)
            text[i] = '0';
}

}  // namespace

Bytes Redactor::command(const apdu::Command& command) {
    m_command = {command.cla, command.ins, command.p1, command.p2, {}, command.le};
    apdu::Command kept = command;
    maskCommandData(kept.data, command);
    return kept.encode();
}

void Redactor::maskCommandData(std::span<std::uint8_t> data, const apdu::Command& command) {
    // With secure messaging it is an issuer's order.
    if (command.cla != 0x00 && command.cla != 0x80) return clear(data);
    switch (command.ins) {
        case kSelect:
        case kExternalAuthenticate:
            return;
        case kGetProcessingOptions:
            m_firstGenerateAc = true;
            return maskOptions(data, m_pdol);
        case kInternalAuthenticate:
            // The terminal's own list asks for the unpredictable number.
            if (!m_ddol.empty() || data.size() != kUnpredictableNumberLength)
                maskByDol(data, m_ddol);
            return;
        case kGenerateAc:
            maskByDol(data, m_firstGenerateAc ? m_cdol1 : m_cdol2);
            m_firstGenerateAc = false;
            return;
        default:  // VERIFY, and what the kernel does not send
            return clear(data);
    }
}

Bytes Redactor::answer(const apdu::Response& response) {
    apdu::Response kept = response;
    const std::span<std::uint8_t> data(kept.data);
    if (m_command.ins == kSelect) {
        m_pdol.clear();
        m_ddol.clear();
        m_cdol1.clear();
        m_cdol2.clear();
    }
    learn(data);
    if (m_command.ins == kInternalAuthenticate)
        maskSignature(data);
    else if (m_command.ins == kReadRecord)
        maskRecord(data);
    else if (m_command.ins != kGetChallenge)
        maskObjects(data);
    return kept.encode();
}

Bytes Redactor::objects(ByteView objects) {
    Bytes kept(objects.begin(), objects.end());
    maskObjects(kept);
    return kept;
}

Bytes Redactor::scripts(ByteView scripts) {
    Bytes kept(scripts.begin(), scripts.end());
    const auto templates = tlv::parse(kept);
    if (!templates) {
        spoil(kept);
        return kept;
    }
    constexpr std::size_t kHeader = 5;
    for (const tlv::Item& script : *templates) {
        const auto objects = tlv::parse(script.value);
        const auto at = [&](ByteView part) {
            return std::span(kept).subspan(static_cast<std::size_t>(part.data() - kept.data()),
                                           part.size());
        };
        if (!objects) {
            if (!script.value.empty()) spoil(at(script.value));
            continue;
        }
        for (const tlv::Item& object : *objects)
            if (object.tag != tag::kScriptIdentifier && object.value.size() > kHeader)
                clear(at(object.value).subspan(kHeader));
    }
    return kept;
}

void Redactor::learn(ByteView objects, int depth) {
    constexpr int kDeepest = 8;
    const auto items = tlv::parse(objects);
    if (!items || depth > kDeepest) return;
    for (const tlv::Item& item : *items) {
        if (item.constructed())
            learn(item.value, depth + 1);
        else
            learnValue(item.tag, item.value);
    }
}

void Redactor::learnValue(tlv::Tag tag, ByteView value) {
    const auto keep = [&](Bytes& list) { list.assign(value.begin(), value.end()); };
    if (tag == tag::kPdol) keep(m_pdol);
    if (tag == tag::kDdol) keep(m_ddol);
    if (tag == tag::kCdol1) keep(m_cdol1);
    if (tag == tag::kCdol2) keep(m_cdol2);
    std::string digits = cardNumberIn(tag, value);
    const bool known = std::ranges::any_of(m_numbers, [&](const SecretBytes& number) {
        return std::ranges::equal(number.view(), asBytes(digits));
    });
    if (!digits.empty() && !known) m_numbers.emplace_back(asBytes(digits));
    wipe(digits);
}

void Redactor::hideNumbers(std::string& hexText) const {
    for (const SecretBytes& number : m_numbers) {
        const auto [from, length] = needleOf(number.size());
        const ByteView digits = number.view().subspan(from, length);
        std::string compressed = toText(digits), characters = toHex(digits);
        hide(hexText, compressed, 1);
        hide(hexText, characters, 2);
        wipe(compressed);
        wipe(characters);
    }
}

}  // namespace tappay::emv::trace
