#include "protocol/device_records.h"

#include <algorithm>

#include "crypto/cipher.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kCounter = 8, kTag = 16, kNonce = 12;

Bytes counterOctets(std::uint64_t counter) {
    Bytes octets(kCounter);
    for (std::size_t i = 0; i < kCounter; ++i)
        octets[i] = static_cast<std::uint8_t>(counter >> (8 * (kCounter - 1 - i)));
    return octets;
}

Bytes nonceOf(ByteView counter) {
    return concat({Bytes(kNonce - kCounter), counter});
}

}  // namespace

Result<Bytes> DeviceRecords::seal(ByteView message) {
    if (m_closed) return fail(FailureCode::InputMalformed, "the channel is closed");
    const auto counter = counterOctets(m_sent++);
    TAPPAY_TRY(sealed, crypto::sealGcm(m_sendKey.view(), nonceOf(counter), counter, message));
    return concat({counter, sealed.ciphertext, sealed.tag});
}

Result<Bytes> DeviceRecords::open(ByteView record) {
    const auto read = [&]() -> Result<Bytes> {
        if (m_closed || record.size() < kCounter + kTag)
            return fail(FailureCode::InputMalformed, "no record");
        const auto counter = record.first(kCounter);
        if (!std::ranges::equal(counter, counterOctets(m_received)))
            return fail(FailureCode::InputMalformed, "not the next record");
        return crypto::openGcm(m_receiveKey.view(), nonceOf(counter), counter,
                               record.subspan(kCounter, record.size() - kCounter - kTag),
                               record.last(kTag));
    }();
    if (!read) {
        close();
        return fail(FailureCode::InputMalformed, read.error().detail);
    }
    ++m_received;
    return read;
}

void DeviceRecords::close() {
    m_closed = true;
    m_sendKey.clear();
    m_receiveKey.clear();
}

}  // namespace tappay::protocol
