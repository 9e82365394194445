#pragma once

#include <QtCore/QByteArray>
#include <optional>

#include "base/result.h"

// Native messaging: each message is its length, 4 octets in the machine's own order, and that many
// octets of JSON. Chromium and Firefox are the same here.
namespace tappay::browser {

constexpr std::uint32_t kMaxFromPlugin = 64 * 1024;  // octets of a message; more is no payment
constexpr std::uint32_t kMaxToPlugin = 1024 * 1024;  // what browsers take from a host

// Takes octets as they come and gives whole messages.
class FrameReader {
public:
    void add(QByteArrayView octets) { m_octets.append(octets); }
    // The next whole message; nothing while it is not there yet. InputMalformed for a length that
    // is zero or too large: what follows can't be told apart any more, so the reader stays broken.
    [[nodiscard]] Result<std::optional<QByteArray>> next();
    // A message has begun and is not whole.
    [[nodiscard]] bool midway() const { return !m_octets.isEmpty(); }

private:
    QByteArray m_octets;
};

// One message with its length before it; empty for one that the browser would not take.
QByteArray frame(QByteArrayView message);

}  // namespace tappay::browser
