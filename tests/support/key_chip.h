#pragma once

#include "chip/chip.h"

namespace tappay::test {

// A chip that has an identity and nothing else.
class KeyChip : public chip::Chip {
public:
    explicit KeyChip(const crypto::EcPrivateKey& key) : m_key(key) {}

    [[nodiscard]] chip::Form form() const override { return chip::Form::Software; }
    [[nodiscard]] chip::Description description() const override { return {}; }
    [[nodiscard]] Result<crypto::EcPublicKey> identity() override { return m_key.publicKey(); }
    [[nodiscard]] Result<Bytes> sign(ByteView message) override { return m_key.signEcdsa(message); }

    [[nodiscard]] Result<chip::Factory> factory() override { return nothing(); }
    [[nodiscard]] Result<chip::Keys> makeKeys() override { return nothing(); }
    [[nodiscard]] Result<void> clear() override { return nothing(); }
    [[nodiscard]] Result<crypto::tpm2::Statement> certify(crypto::tpm2::Role, ByteView) override {
        return nothing();
    }
    [[nodiscard]] Result<SecretBytes> activate(const crypto::tpm2::Credential&) override {
        return nothing();
    }
    [[nodiscard]] Result<chip::AgreementKey> makeAgreementKey() override { return nothing(); }
    [[nodiscard]] Result<SecretBytes> agree(const chip::AgreementKey&,
                                            const crypto::EcPublicKey&) override {
        return nothing();
    }
    [[nodiscard]] Result<void> import(chip::Slot, const crypto::tpm2::WrappedKey&) override {
        return nothing();
    }
    [[nodiscard]] Result<SecretBytes> derive(chip::Slot, ByteView) override { return nothing(); }
    [[nodiscard]] Result<void> forget(chip::Slot) override { return nothing(); }
    [[nodiscard]] Result<bool> holds(chip::Slot) override { return false; }
    [[nodiscard]] Result<Bytes> seal(ByteView) override { return nothing(); }
    [[nodiscard]] Result<SecretBytes> unseal(ByteView) override { return nothing(); }
    [[nodiscard]] Result<std::uint64_t> count() override { return nothing(); }
    [[nodiscard]] Result<crypto::tpm2::Statement> attestCounter(ByteView) override {
        return nothing();
    }
    [[nodiscard]] Result<std::optional<crypto::tpm2::Statement>> attestPlatform(ByteView) override {
        return std::nullopt;
    }

private:
    static std::unexpected<Failure> nothing() {
        return fail(FailureCode::KeyUnavailable, "a chip with an identity and nothing else");
    }

    const crypto::EcPrivateKey& m_key;
};

}  // namespace tappay::test
