#include "crypto/dukpt_device.h"

#include <bit>
#include <utility>

namespace tappay::crypto::dukpt {

namespace {

constexpr int kMostBits = 16;
constexpr std::size_t kCounterBits = 32;

}  // namespace

Result<AesDevice> AesDevice::load(const SecretBytes& initial, ByteView initialKeyId,
                                  std::uint32_t used) {
    if (initialKeyId.size() != kAesKeyId)
        return fail(FailureCode::InputMalformed, "initial key id is not 8 octets");
    AesDevice device(initialKeyId);
    TAPPAY_CHECK(device.fillBelow(kCounterBits, initial, 0));
    // Down the way to the last counter, as if each one before it had been used.
    std::uint32_t reached = 0;
    for (std::size_t bit = kCounterBits; bit-- > 0;) {
        const bool onTheWay = (used >> bit & 1U) != 0;
        if (!onTheWay) continue;
        reached |= 1U << bit;
        const auto key = std::exchange(device.m_registers[bit], SecretBytes());
        TAPPAY_CHECK(device.fillBelow(bit, key, reached));
    }
    device.m_counter = used;
    return device;
}

// X9.24-3, "Update Derivation Keys".
Result<void> AesDevice::fillBelow(std::size_t position, const SecretBytes& from,
                                  std::uint32_t counter) {
    // Below a counter with all its bits there is nothing to come.
    const bool last = std::popcount(counter) >= kMostBits;
    for (std::size_t bit = 0; bit < position; ++bit) {
        m_registers[bit].clear();
        if (last) continue;
        TAPPAY_TRY(key, aesStep(from, aesSerial(m_initialKeyId, counter | 1U << bit)));
        m_registers[bit] = std::move(key);
    }
    return {};
}

Result<AesDevice::Transaction> AesDevice::next() {
    const auto counter = nextAesCounter(m_counter);
    if (!counter) {
        m_registers = {};
        return std::unexpected(counter.error());
    }
    const auto position = static_cast<std::size_t>(std::countr_zero(*counter));
    Transaction transaction{aesSerial(m_initialKeyId, *counter),
                            std::exchange(m_registers[position], SecretBytes())};
    m_counter = *counter;
    TAPPAY_CHECK(fillBelow(position, transaction.key, *counter));
    return transaction;
}

std::vector<ByteView> AesDevice::held() const {
    std::vector<ByteView> keys;
    for (const auto& key : m_registers)
        if (!key.empty()) keys.push_back(key.view());
    return keys;
}

}  // namespace tappay::crypto::dukpt
