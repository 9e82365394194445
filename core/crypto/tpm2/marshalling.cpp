#include "crypto/tpm2/marshalling.h"

#include <algorithm>

namespace tappay::crypto::tpm2 {

ByteView Reader::take(std::size_t octets) {
    if (!m_good || octets > m_rest.size()) {
        m_good = false;
        return {};
    }
    const ByteView taken = m_rest.first(octets);
    m_rest = m_rest.subspan(octets);
    return taken;
}

std::uint64_t Reader::number(std::size_t octets) {
    std::uint64_t value = 0;
    for (const std::uint8_t octet : take(octets))
        value = value << 8 | octet;
    return value;
}

ByteView Reader::sized(std::size_t longest) {
    const auto size = static_cast<std::size_t>(number(2));
    if (size > longest) m_good = false;
    return take(size);
}

void Reader::expect(ByteView octets) {
    if (!std::ranges::equal(take(octets.size()), octets)) m_good = false;
}

void putNumber(Bytes& to, std::size_t octets, std::uint64_t value) {
    for (std::size_t left = octets; left > 0; --left)
        to.push_back(static_cast<std::uint8_t>(value >> (8 * (left - 1))));
}

void putSized(Bytes& to, ByteView contents) {
    putNumber(to, 2, contents.size());
    append(to, contents);
}

}  // namespace tappay::crypto::tpm2
