#include "iso8583/message.h"
#include "iso8583/packing.h"

namespace tappay::iso8583 {

namespace {

constexpr std::size_t kLengthOctets = 2;

}  // namespace

void FrameReader::feed(ByteView bytes) {
    append(m_buffer, bytes);
}

Result<std::optional<Bytes>> FrameReader::next() {
    if (m_buffer.size() < kLengthOctets) return std::nullopt;
    const auto length = static_cast<std::size_t>(m_buffer[0] << 8 | m_buffer[1]);
    if (length < kSmallestFrame)
        return fail(FailureCode::HostAnswerInvalid, "length header too small for a message");
    if (length > kMaxFrame)
        return fail(FailureCode::HostAnswerInvalid, "length header larger than any message");
    if (m_buffer.size() < kLengthOctets + length) return std::nullopt;
    const auto begin = m_buffer.begin() + kLengthOctets;
    const auto end = begin + static_cast<std::ptrdiff_t>(length);
    Bytes frame(begin, end);
    m_buffer.erase(m_buffer.begin(), end);
    return frame;
}

}  // namespace tappay::iso8583
