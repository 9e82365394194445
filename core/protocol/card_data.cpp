#include "protocol/card_data.h"

#include <algorithm>
#include <vector>

#include "base/uuid.h"
#include "crypto/dukpt.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kMaxIcc = 255;

struct Member {
    std::string_view name, value;
};

std::string_view asText(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool digits(std::string_view text, std::size_t least, std::size_t most) {
    return text.size() >= least && text.size() <= most &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool isTrack2(std::string_view text) {
    const auto separator = text.find('D');
    return text.size() <= 37 && separator != std::string_view::npos &&
           digits(text.substr(0, separator), 12, 19) && digits(text.substr(separator + 1), 4, 37);
}

// {"name":"value",...}: strings of printable ASCII without escapes, which is all this message has.
class FlatObject {
public:
    explicit FlatObject(std::string_view json) : m_rest(json) {}

    Result<std::vector<Member>> members() {
        std::vector<Member> found;
        if (!take('{')) return malformed();
        do {
            Member member;
            if (!string(member.name) || !take(':') || !string(member.value)) return malformed();
            for (const auto& earlier : found)
                if (earlier.name == member.name) return malformed();
            found.push_back(member);
        } while (take(','));
        if (!take('}')) return malformed();
        skipBlanks();
        if (!m_rest.empty()) return malformed();
        return found;
    }

private:
    static std::unexpected<Failure> malformed() {
        return fail(FailureCode::InputMalformed, "sealed is not a flat object of strings");
    }
    void skipBlanks() {
        while (!m_rest.empty() && std::string_view(" \t\r\n").contains(m_rest.front()))
            m_rest.remove_prefix(1);
    }
    bool take(char wanted) {
        skipBlanks();
        if (m_rest.empty() || m_rest.front() != wanted) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    bool string(std::string_view& text) {
        if (!take('"')) return false;
        const auto end = m_rest.find('"');
        if (end == std::string_view::npos) return false;
        text = m_rest.substr(0, end);
        m_rest.remove_prefix(end + 1);
        return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~' && c != '\\'; });
    }

    std::string_view m_rest;
};

}  // namespace

SecretBytes encodeCardData(std::string_view key, const CardData& card) {
    auto icc = toHex(card.icc), pinBlock = toHex(card.pinBlock);
    const auto serial = toHex(card.pinKeySerial);
    std::vector<Member> members = {{"key", key},
                                   {"pan", asText(card.pan.view())},
                                   {"track2", asText(card.track2.view())},
                                   {"expiry", card.expiry}};
    if (card.panSequence) members.push_back({"panSequence", *card.panSequence});
    members.push_back({"icc", icc});
    members.push_back({"pinBlock", pinBlock});
    if (!serial.empty()) members.push_back({"pinKeySerial", serial});

    std::vector<std::string_view> pieces;
    for (const auto& member : members) {
        for (const std::string_view piece :
             {pieces.empty() ? std::string_view("{\"") : std::string_view(",\""), member.name,
              std::string_view("\":\""), member.value, std::string_view("\"")})
            pieces.push_back(piece);
    }
    pieces.push_back("}");
    std::size_t size = 0;
    for (const auto piece : pieces)
        size += piece.size();
    SecretBytes json(size);
    auto to = json.writable().begin();
    for (const auto piece : pieces)
        to = std::ranges::copy(piece, to).out;
    wipe(icc);
    wipe(pinBlock);
    return json;
}

Result<SealedCard> decodeCardData(ByteView json) {
    TAPPAY_TRY(members, FlatObject(asText(json)).members());
    const auto value = [&](std::string_view name) {
        const auto found = std::ranges::find(members, name, &Member::name);
        return found == members.end() ? std::string_view{} : found->value;
    };
    const auto wrong = [](std::string_view name) {
        return fail(FailureCode::InputMalformed, "sealed: " + std::string(name) + " is wrong");
    };

    SealedCard sealed;
    sealed.key = value("key");
    if (!isUuid(sealed.key)) return wrong("key");
    if (!digits(value("pan"), 12, 19)) return wrong("pan");
    sealed.card.pan = SecretBytes(asBytes(value("pan")));
    if (!value("track2").empty() && !isTrack2(value("track2"))) return wrong("track2");
    sealed.card.track2 = SecretBytes(asBytes(value("track2")));
    sealed.card.expiry = value("expiry");
    if (!digits(sealed.card.expiry, 4, 4)) return wrong("expiry");
    if (const auto sequence = value("panSequence"); !sequence.empty()) {
        if (!digits(sequence, 2, 2)) return wrong("panSequence");
        sealed.card.panSequence = sequence;
    }
    auto icc = fromHex(value("icc"));
    if (!icc || icc->size() > kMaxIcc) return wrong("icc");
    sealed.card.icc = std::move(*icc);
    auto pinBlock = fromHex(value("pinBlock"));
    if (!pinBlock || (!pinBlock->empty() && pinBlock->size() != 8 && pinBlock->size() != 16))
        return wrong("pinBlock");
    sealed.card.pinBlock = std::move(*pinBlock);
    auto serial = fromHex(value("pinKeySerial"));
    const bool whole = serial && serial->size() == crypto::dukpt::kAesSerial;
    if (!whole && !value("pinKeySerial").empty()) return wrong("pinKeySerial");
    if (whole && sealed.card.pinBlock.empty()) return wrong("pinKeySerial");
    sealed.card.pinKeySerial = std::move(*serial);
    return sealed;
}

}  // namespace tappay::protocol
