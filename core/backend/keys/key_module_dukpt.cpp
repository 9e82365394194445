// AES DUKPT (X9.24-3): the initial keys of terminals and the PIN keys that come of them.
#include <limits>

#include "backend/keys/key_module.h"
#include "crypto/dukpt.h"
#include "crypto/pin_block.h"

namespace tappay::backend::keys {

namespace {

namespace dukpt = crypto::dukpt;
constexpr std::size_t kBaseOctets = 32, kBaseId = 4;

}  // namespace

Result<std::pair<SecretBytes, Bytes>> KeyModule::nextInitialKey() {
    const std::scoped_lock lock(m_baseMutex);
    if (!m_base || m_base->devices == std::numeric_limits<std::uint32_t>::max()) {
        SecretBytes value(kBaseOctets);
        m_random.fill(value.writable());
        Bytes id(kBaseId);
        m_random.fill(id);
        TAPPAY_TRY(key, keep(KeyPurpose::BaseDerivation, KeyAlgorithm::Aes, value.view()));
        m_base = Base{std::move(key), std::move(id)};
    }
    const auto device = ++m_base->devices;
    auto id = m_base->id;
    for (const int shift : {24, 16, 8, 0})
        id.push_back(static_cast<std::uint8_t>(device >> shift));
    TAPPAY_TRY(base, m_vault->value(m_base->key));
    TAPPAY_TRY(initial, dukpt::aesInitialKey(base.view(), id));
    return std::pair(std::move(initial), std::move(id));
}

Result<KeyModule::NewPinKey> KeyModule::makeInitialKey(const KeyHandle& master,
                                                       std::string_view session) {
    TAPPAY_CHECK(requirePurpose(master, KeyPurpose::Master));
    TAPPAY_TRY(next, nextInitialKey());
    auto& [value, id] = next;
    TAPPAY_TRY(block, wrapForTerminal(master, session, {"B1", 'A', 'X'}, value));
    TAPPAY_TRY(key, keep(KeyPurpose::InitialPin, KeyAlgorithm::Aes, value.view()));
    return NewPinKey{std::move(key), std::move(block), std::move(id)};
}

Result<Bytes> KeyModule::translatePin(const DukptKey& from, const KeyHandle& to, ByteView block,
                                      ByteView pan) {
    TAPPAY_CHECK(requirePurpose(from.initial, KeyPurpose::InitialPin));
    TAPPAY_CHECK(requireNetworkPinKey(to));
    TAPPAY_TRY(initial, m_vault->value(from.initial));
    const auto key = dukpt::aesKey(initial, from.serial, dukpt::Use::Pin);
    if (!key && key.error().code == FailureCode::KeyUnavailable)
        return fail(FailureCode::KeyRejected, key.error().detail);
    if (!key) return std::unexpected(key.error());
    TAPPAY_TRY(pin, crypto::decipherPinFormat4(key->view(), block, pan));
    return encipherPin(to, pin, pan);
}

}  // namespace tappay::backend::keys
