#pragma once

#include <memory>

#include "chip/tpm/provision.h"
#include "chip/tpm/settings.h"

// A TPM 2.0 as the terminal's security chip.
//
// What travels enciphered: on a device, the answers of derive, unseal, agree and activate and the
// argument of seal, under one session salted with the storage key that is kept for as long as the
// connection: one asymmetric operation of the chip at the start, then 2 ms for each such call,
// nearly all of it in this process. It keeps listeners on the bus out. Somebody who stands in the
// bus and answers in the chip's place is not found here, but by the back end, which verifies what
// the chip signs. Through a private socket nothing is enciphered: who can read that socket's
// memory can read the chip's.
// What is left in this process: the library's own buffer holds the last answer until the next
// command.
//
// Every call may be repeated inside: after the chip went away and came back, and when another
// client has changed what this one remembered. The counter may then go up by two.
namespace tappay::chip::tpm {

class Line;

class TpmChip : public Chip {
public:
    // ChipUnavailable when there is no chip. Ends what an interrupted import has left.
    static Result<std::unique_ptr<TpmChip>> open(Settings settings);
    ~TpmChip() override;

    [[nodiscard]] Form form() const override;
    [[nodiscard]] Description description() const override;
    [[nodiscard]] Result<Factory> factory() override;
    [[nodiscard]] Result<Keys> makeKeys() override;
    [[nodiscard]] Result<void> clear() override;
    [[nodiscard]] Result<crypto::tpm2::Statement> certify(crypto::tpm2::Role role,
                                                          ByteView nonce) override;
    [[nodiscard]] Result<SecretBytes> activate(const crypto::tpm2::Credential& hidden) override;
    [[nodiscard]] Result<crypto::EcPublicKey> identity() override;
    [[nodiscard]] Result<Bytes> sign(ByteView message) override;
    [[nodiscard]] Result<AgreementKey> makeAgreementKey() override;
    [[nodiscard]] Result<SecretBytes> agree(const AgreementKey& ours,
                                            const crypto::EcPublicKey& peer) override;
    [[nodiscard]] Result<void> import(Slot slot, const crypto::tpm2::WrappedKey& key) override;
    [[nodiscard]] Result<SecretBytes> derive(Slot slot, ByteView context) override;
    [[nodiscard]] Result<void> forget(Slot slot) override;
    [[nodiscard]] Result<bool> holds(Slot slot) override;
    [[nodiscard]] Result<Bytes> seal(ByteView secret) override;
    [[nodiscard]] Result<SecretBytes> unseal(ByteView sealed) override;
    [[nodiscard]] Result<std::uint64_t> count() override;
    [[nodiscard]] Result<crypto::tpm2::Statement> attestCounter(ByteView nonce) override;
    [[nodiscard]] Result<std::optional<crypto::tpm2::Statement>> attestPlatform(
        ByteView nonce) override;

    // Puts the back end's certificate into a chip that came without (provision.h).
    [[nodiscard]] Result<void> adopt(ByteView authority);
    // Makes the default key of a virtual chip and its papers.
    [[nodiscard]] Result<void> manufacture(const Maker& maker);

protected:
    TpmChip(TpmChip&& other) noexcept;

private:
    TpmChip(std::unique_ptr<Line> line, Form form, Description description);

    std::unique_ptr<Line> m_line;
    Form m_form;
    Description m_description;
};

}  // namespace tappay::chip::tpm
