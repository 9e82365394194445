#include "tappay-browser/framing.h"

#include <cstring>

namespace tappay::browser {

namespace {

constexpr qsizetype kLengthOctets = sizeof(std::uint32_t);

}  // namespace

Result<std::optional<QByteArray>> FrameReader::next() {
    if (m_octets.size() < kLengthOctets) return std::nullopt;
    std::uint32_t length = 0;
    std::memcpy(&length, m_octets.constData(), sizeof length);
    if (length == 0) return fail(FailureCode::InputMalformed, "a message of no length");
    if (length > kMaxFromPlugin)
        return fail(FailureCode::InputMalformed, "a message of more than 64 KiB");
    if (m_octets.size() - kLengthOctets < qsizetype(length)) return std::nullopt;
    QByteArray message = m_octets.mid(kLengthOctets, length);
    m_octets.remove(0, kLengthOctets + qsizetype(length));
    return message;
}

QByteArray frame(QByteArrayView message) {
    if (message.size() > qsizetype(kMaxToPlugin)) return {};
    const auto length = static_cast<std::uint32_t>(message.size());
    QByteArray framed(kLengthOctets, Qt::Uninitialized);
    std::memcpy(framed.data(), &length, sizeof length);
    return framed.append(message);
}

}  // namespace tappay::browser
