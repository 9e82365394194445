#pragma once

#include "chip/chip.h"

namespace tappay::daemon {

// In the place of a chip that could not be opened: says why, to whoever asks for whatever.
class AbsentChip final : public chip::Chip {
public:
    AbsentChip(chip::Form form, Failure why) : m_form(form), m_why(std::move(why)) {}

    [[nodiscard]] chip::Form form() const override { return m_form; }
    [[nodiscard]] chip::Description description() const override { return {}; }
    [[nodiscard]] Result<chip::Factory> factory() override { return why(); }
    [[nodiscard]] Result<chip::Keys> makeKeys() override { return why(); }
    [[nodiscard]] Result<void> clear() override { return why(); }
    [[nodiscard]] Result<crypto::tpm2::Statement> certify(crypto::tpm2::Role, ByteView) override {
        return why();
    }
    [[nodiscard]] Result<SecretBytes> activate(const crypto::tpm2::Credential&) override {
        return why();
    }
    [[nodiscard]] Result<crypto::EcPublicKey> identity() override { return why(); }
    [[nodiscard]] Result<Bytes> sign(ByteView) override { return why(); }
    [[nodiscard]] Result<chip::AgreementKey> makeAgreementKey() override { return why(); }
    [[nodiscard]] Result<SecretBytes> agree(const chip::AgreementKey&,
                                            const crypto::EcPublicKey&) override {
        return why();
    }
    [[nodiscard]] Result<void> import(chip::Slot, const crypto::tpm2::WrappedKey&) override {
        return why();
    }
    [[nodiscard]] Result<SecretBytes> derive(chip::Slot, ByteView) override { return why(); }
    [[nodiscard]] Result<void> forget(chip::Slot) override { return why(); }
    [[nodiscard]] Result<bool> holds(chip::Slot) override { return why(); }
    [[nodiscard]] Result<Bytes> seal(ByteView) override { return why(); }
    [[nodiscard]] Result<SecretBytes> unseal(ByteView) override { return why(); }
    [[nodiscard]] Result<std::uint64_t> count() override { return why(); }
    [[nodiscard]] Result<crypto::tpm2::Statement> attestCounter(ByteView) override { return why(); }
    [[nodiscard]] Result<std::optional<crypto::tpm2::Statement>> attestPlatform(ByteView) override {
        return why();
    }

private:
    [[nodiscard]] std::unexpected<Failure> why() const { return std::unexpected(m_why); }

    chip::Form m_form;
    Failure m_why;
};

}  // namespace tappay::daemon
