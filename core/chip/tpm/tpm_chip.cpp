#include "chip/tpm/tpm_chip.h"

#include "chip/tpm/agreement.h"
#include "chip/tpm/description.h"
#include "chip/tpm/endorsement.h"
#include "chip/tpm/keys.h"
#include "chip/tpm/line.h"
#include "chip/tpm/sealing.h"
#include "chip/tpm/slots.h"
#include "chip/tpm/statements.h"

namespace tappay::chip::tpm {

using crypto::tpm2::Role;
using crypto::tpm2::Statement;

Result<std::unique_ptr<TpmChip>> TpmChip::open(Settings settings) {
    const Form form = settings.form;
    const auto patience = std::exchange(settings.patience, std::chrono::milliseconds(0));
    auto line = std::make_unique<Line>(std::move(settings));
    TAPPAY_TRY(description, line->call(describeChip));
    TAPPAY_CHECK(line->call(tidySlots));
    line->setPatience(patience);
    return std::unique_ptr<TpmChip>(new TpmChip(std::move(line), form, std::move(description)));
}

TpmChip::TpmChip(std::unique_ptr<Line> line, Form form, Description description)
    : m_line(std::move(line)), m_form(form), m_description(std::move(description)) {}

TpmChip::TpmChip(TpmChip&& other) noexcept = default;

TpmChip::~TpmChip() = default;

Form TpmChip::form() const {
    return m_form;
}

Description TpmChip::description() const {
    return m_description;
}

Result<Factory> TpmChip::factory() {
    return m_line->call(readFactory);
}

Result<Keys> TpmChip::makeKeys() {
    return m_line->call(tpm::makeKeys);
}

Result<void> TpmChip::clear() {
    return m_line->call(clearKeys);
}

Result<Statement> TpmChip::certify(Role role, ByteView nonce) {
    return m_line->call([&](Connection& chip) { return certifyKey(chip, role, nonce); });
}

Result<SecretBytes> TpmChip::activate(const crypto::tpm2::Credential& hidden) {
    return m_line->call([&](Connection& chip) { return activateCredential(chip, hidden); });
}

Result<crypto::EcPublicKey> TpmChip::identity() {
    TAPPAY_TRY(area, m_line->call([](Connection& chip) { return keyAt(chip, Role::Identity); }));
    return std::get<crypto::EcPublicKey>(area.key);
}

Result<Bytes> TpmChip::sign(ByteView message) {
    return m_line->call([&](Connection& chip) { return signMessage(chip, message); });
}

Result<AgreementKey> TpmChip::makeAgreementKey() {
    return m_line->call([](Connection& chip) { return tpm::makeAgreementKey(chip); });
}

Result<SecretBytes> TpmChip::agree(const AgreementKey& ours, const crypto::EcPublicKey& peer) {
    return m_line->call([&](Connection& chip) { return agreeWith(chip, ours, peer); });
}

Result<void> TpmChip::import(Slot slot, const crypto::tpm2::WrappedKey& key) {
    return m_line->call([&](Connection& chip) { return importKey(chip, slot, key); });
}

Result<SecretBytes> TpmChip::derive(Slot slot, ByteView context) {
    return m_line->call([&](Connection& chip) { return deriveFrom(chip, slot, context); });
}

Result<void> TpmChip::forget(Slot slot) {
    return m_line->call([&](Connection& chip) { return forgetSlot(chip, slot); });
}

Result<bool> TpmChip::holds(Slot slot) {
    return m_line->call([&](Connection& chip) { return slotHolds(chip, slot); });
}

Result<Bytes> TpmChip::seal(ByteView secret) {
    return m_line->call([&](Connection& chip) { return sealData(chip, secret); });
}

Result<SecretBytes> TpmChip::unseal(ByteView sealed) {
    return m_line->call([&](Connection& chip) { return unsealData(chip, sealed); });
}

Result<std::uint64_t> TpmChip::count() {
    return m_line->call(addToCounter);
}

Result<Statement> TpmChip::attestCounter(ByteView nonce) {
    return m_line->call([&](Connection& chip) { return certifyCounter(chip, nonce); });
}

Result<std::optional<Statement>> TpmChip::attestPlatform(ByteView nonce) {
    // Nothing measures a machine into a virtual chip: its registers are those of an empty start.
    if (m_form == Form::Virtual) return std::nullopt;
    TAPPAY_TRY(quote, m_line->call([&](Connection& chip) { return quotePlatform(chip, nonce); }));
    return std::optional(std::move(quote));
}

Result<void> TpmChip::adopt(ByteView authority) {
    return m_line->call([&](Connection& chip) { return writeAuthority(chip, authority); });
}

Result<void> TpmChip::manufacture(const Maker& maker) {
    return m_line->call([&](Connection& chip) { return tpm::manufacture(chip, maker); });
}

}  // namespace tappay::chip::tpm
