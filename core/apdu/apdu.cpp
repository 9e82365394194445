#include "apdu/apdu.h"

namespace tappay::apdu {

namespace {

void appendBigEndian(Bytes& to, std::size_t value) {
    to.push_back(static_cast<std::uint8_t>(value >> 8));
    to.push_back(static_cast<std::uint8_t>(value));
}

}  // namespace

Bytes Command::encode() const {
    Bytes out{cla, ins, p1, p2};
    const bool extended = data.size() > 255 || (le && *le > 256);
    if (!data.empty()) {
        if (extended) {
            out.push_back(0);
            appendBigEndian(out, data.size());
        } else {
            out.push_back(static_cast<std::uint8_t>(data.size()));
        }
        append(out, data);
    }
    if (le) {
        if (extended) {
            if (data.empty()) out.push_back(0);
            appendBigEndian(out, *le);
        } else {
            out.push_back(static_cast<std::uint8_t>(*le));
        }
    }
    return out;
}

Result<Command> parseCommand(ByteView bytes) {
    if (bytes.size() < 4) return fail(FailureCode::InputMalformed, "shorter than a command header");
    Command command{bytes[0], bytes[1], bytes[2], bytes[3], {}, {}};
    ByteView rest = bytes.subspan(4);
    if (rest.empty()) return command;
    if (rest.size() == 1) {
        command.le = rest[0];
        return command;
    }
    const bool extended = rest[0] == 0;
    if (extended && rest.size() == 3) {
        command.le = static_cast<std::uint16_t>(rest[1] << 8 | rest[2]);
        return command;
    }
    const std::size_t header = extended ? 3 : 1;
    if (rest.size() < header) return fail(FailureCode::InputMalformed, "Lc cut short");
    const std::size_t lc = extended ? static_cast<std::size_t>(rest[1] << 8 | rest[2]) : rest[0];
    rest = rest.subspan(header);
    if (rest.size() < lc) return fail(FailureCode::InputMalformed, "data shorter than Lc");
    command.data.assign(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(lc));
    rest = rest.subspan(lc);
    if (rest.empty()) return command;
    if (rest.size() != (extended ? 2U : 1U))
        return fail(FailureCode::InputMalformed, "octets after Le");
    command.le = extended ? static_cast<std::uint16_t>(rest[0] << 8 | rest[1]) : rest[0];
    return command;
}

Bytes Response::encode() const {
    Bytes out = data;
    appendBigEndian(out, sw);
    return out;
}

Result<Response> parseResponse(ByteView bytes) {
    if (bytes.size() < 2) return fail(FailureCode::CardRemoved, "answer without a status word");
    const std::size_t length = bytes.size() - 2;
    const ByteView data = bytes.first(length);
    return Response{Bytes(data.begin(), data.end()),
                    static_cast<std::uint16_t>(bytes[length] << 8 | bytes[length + 1])};
}

Command select(ByteView aid, bool next) {
    return {0x00,
            0xA4,
            0x04,
            static_cast<std::uint8_t>(next ? 0x02 : 0x00),
            Bytes(aid.begin(), aid.end()),
            0};
}

Command readRecord(std::uint8_t sfi, std::uint8_t record) {
    return {0x00, 0xB2, record, static_cast<std::uint8_t>(sfi << 3 | 4), {}, 0};
}

Command getProcessingOptions(ByteView pdolData) {
    Bytes data{0x83};
    if (pdolData.size() > 127) data.push_back(0x81);
    data.push_back(static_cast<std::uint8_t>(pdolData.size()));
    append(data, pdolData);
    return {0x80, 0xA8, 0x00, 0x00, std::move(data), 0};
}

Command getData(std::uint16_t tag) {
    return {0x80, 0xCA, static_cast<std::uint8_t>(tag >> 8), static_cast<std::uint8_t>(tag), {}, 0};
}

Command verifyPlaintextPin(ByteView pinBlock) {
    return {0x00, 0x20, 0x00, 0x80, Bytes(pinBlock.begin(), pinBlock.end()), {}};
}

Command verifyEncipheredPin(ByteView enciphered) {
    return {0x00, 0x20, 0x00, 0x88, Bytes(enciphered.begin(), enciphered.end()), {}};
}

Command getChallenge() {
    return {0x00, 0x84, 0x00, 0x00, {}, 0};
}

Command internalAuthenticate(ByteView ddolData) {
    return {0x00, 0x88, 0x00, 0x00, Bytes(ddolData.begin(), ddolData.end()), 0};
}

Command externalAuthenticate(ByteView issuerAuthenticationData) {
    return {0x00,
            0x82,
            0x00,
            0x00,
            Bytes(issuerAuthenticationData.begin(), issuerAuthenticationData.end()),
            {}};
}

Command generateAc(std::uint8_t p1, ByteView cdolData) {
    return {0x80, 0xAE, p1, 0x00, Bytes(cdolData.begin(), cdolData.end()), 0};
}

}  // namespace tappay::apdu
