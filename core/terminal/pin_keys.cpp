#include "terminal/pin_keys.h"

#include "crypto/pin_block.h"
#include "terminal/standing.h"

namespace tappay::terminal {

Result<PinKeySequence::Key> PinKeySequence::next() {
    const std::scoped_lock lock(m_mutex);
    TAPPAY_TRY(transaction, m_device.next());
    TAPPAY_TRY(key, crypto::dukpt::aesUseKey(transaction.key, transaction.serial,
                                             crypto::dukpt::Use::Pin));
    return Key{std::move(transaction.serial), std::move(key)};
}

bool PinKeySequence::usedUp() const {
    const std::scoped_lock lock(m_mutex);
    return m_device.usedUp();
}

Result<EncipheredPin> encipherPin(SignOn& signOn, ByteView pin, ByteView pan, Random& random) {
    if (signOn.pinKeys) {
        TAPPAY_TRY(once, signOn.pinKeys->next());
        TAPPAY_TRY(block, crypto::encipherPinFormat4(once.key.view(), pin, pan, random));
        return EncipheredPin{std::move(block), std::move(once.serial)};
    }
    const auto key = signOn.pinKey.view();
    TAPPAY_TRY(block, signOn.pinFormat == PinFormat::Format4
                          ? crypto::encipherPinFormat4(key, pin, pan, random)
                          : crypto::encipherPinFormat0(key, pin, pan));
    return EncipheredPin{std::move(block), {}};
}

}  // namespace tappay::terminal
