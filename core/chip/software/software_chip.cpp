#include "chip/software/software_chip.h"

#include <array>
#include <limits>
#include <mutex>
#include <utility>

#include "chip/software/chip_files.h"
#include "chip/software/software_model.h"
#include "crypto/cipher.h"
#include "crypto/mac.h"
#include "crypto/random.h"

namespace tappay::chip {

namespace {

using crypto::EcPrivateKey;
using crypto::tpm2::Role;
using crypto::tpm2::Statement;

constexpr std::size_t kLongestContext = 1024, kLongestSealed = 128;
constexpr std::size_t kShortestNonce = 16, kLongestNonce = 64;
constexpr std::size_t kSealKey = 32, kGcmNonce = 12, kGcmTag = 16;

std::unexpected<Failure> missing(const char* what) {
    return fail(FailureCode::KeyUnavailable, std::string("the chip has no ") + what);
}

std::unexpected<Failure> refused(const char* what) {
    return fail(FailureCode::CryptoFailed, what);
}

class SoftwareChip final : public Chip {
public:
    explicit SoftwareChip(std::filesystem::path directory) : m_files(std::move(directory)) {}
    Result<void> load();

    [[nodiscard]] Form form() const override { return Form::Software; }
    [[nodiscard]] Description description() const override {
        return {softwareModel().manufacturer, softwareModel().model, softwareModel().version};
    }
    [[nodiscard]] Result<Factory> factory() override;
    [[nodiscard]] Result<Keys> makeKeys() override;
    [[nodiscard]] Result<void> clear() override;
    [[nodiscard]] Result<Statement> certify(Role role, ByteView nonce) override;
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
    [[nodiscard]] Result<Statement> attestCounter(ByteView nonce) override;
    [[nodiscard]] Result<std::optional<Statement>> attestPlatform(ByteView) override {
        return std::nullopt;
    }

private:
    using MaybeKey = std::optional<EcPrivateKey>;
    using MaybeSecret = std::optional<SecretBytes>;

    Result<void> make(const char* name, MaybeKey& key) const;
    template <typename Item>
    Result<void> remove(const char* name, std::optional<Item>& item) const;
    MaybeSecret& master(Slot slot) { return m_masters.at(slot == Slot::A ? 0 : 1); }
    static const char* fileOf(Slot slot) {
        return slot == Slot::A ? ChipFiles::kMasterA : ChipFiles::kMasterB;
    }

    std::mutex m_mutex;
    ChipFiles m_files;
    MaybeKey m_endorsement, m_attestation, m_identity, m_storage;
    std::vector<Bytes> m_chain, m_authority;
    MaybeSecret m_seal;
    std::array<MaybeSecret, 2> m_masters;
    std::uint64_t m_counter = 0;  // 0: not begun
};

template <typename Item>
Result<void> take(Result<Item> read, Item& into) {
    if (!read) return std::unexpected(std::move(read).error());
    into = std::move(*read);
    return {};
}

Result<void> SoftwareChip::load() {
    TAPPAY_CHECK(m_files.check());
    TAPPAY_CHECK(take(m_files.key(ChipFiles::kEndorsement), m_endorsement));
    TAPPAY_CHECK(take(m_files.certificates(ChipFiles::kEndorsementChain), m_chain));
    TAPPAY_CHECK(take(m_files.certificates(ChipFiles::kAuthority), m_authority));
    TAPPAY_CHECK(take(m_files.key(ChipFiles::kAttestation), m_attestation));
    TAPPAY_CHECK(take(m_files.key(ChipFiles::kIdentity), m_identity));
    TAPPAY_CHECK(take(m_files.key(ChipFiles::kStorage), m_storage));
    TAPPAY_CHECK(take(m_files.secret(ChipFiles::kSeal), m_seal));
    TAPPAY_CHECK(take(m_files.secret(ChipFiles::kMasterA), master(Slot::A)));
    TAPPAY_CHECK(take(m_files.secret(ChipFiles::kMasterB), master(Slot::B)));
    return take(m_files.number(ChipFiles::kCounter), m_counter);
}

Result<Factory> SoftwareChip::factory() {
    const std::lock_guard lock(m_mutex);
    if (!m_endorsement || m_chain.empty() || m_authority.size() != 1)
        return missing("factory state");
    TAPPAY_TRY(area, crypto::tpm2::publicAreaOf(Role::Endorsement, m_endorsement->publicKey()));
    return Factory{std::move(area), m_chain, m_authority.front()};
}

Result<void> SoftwareChip::make(const char* name, MaybeKey& key) const {
    if (key) return {};
    TAPPAY_TRY(made, EcPrivateKey::generate(crypto::Curve::P256));
    TAPPAY_CHECK(m_files.write(name, made));
    key = std::move(made);
    return {};
}

Result<Keys> SoftwareChip::makeKeys() {
    const std::lock_guard lock(m_mutex);
    TAPPAY_CHECK(make(ChipFiles::kAttestation, m_attestation));
    TAPPAY_CHECK(make(ChipFiles::kStorage, m_storage));
    TAPPAY_CHECK(make(ChipFiles::kIdentity, m_identity));
    if (!m_seal) {
        SecretBytes made(kSealKey);
        crypto::SystemRandom().fill(made.writable());
        TAPPAY_CHECK(m_files.write(ChipFiles::kSeal, made));
        m_seal = std::move(made);
    }
    using crypto::tpm2::publicAreaOf;
    TAPPAY_TRY(attestation, publicAreaOf(Role::Attestation, m_attestation->publicKey()));
    TAPPAY_TRY(identity, publicAreaOf(Role::Identity, m_identity->publicKey()));
    TAPPAY_TRY(storage, publicAreaOf(Role::Storage, m_storage->publicKey()));
    return Keys{std::move(attestation), std::move(identity), std::move(storage)};
}

template <typename Item>
Result<void> SoftwareChip::remove(const char* name, std::optional<Item>& item) const {
    TAPPAY_CHECK(m_files.remove(name));
    item.reset();
    return {};
}

// The identity first: what a power cut leaves behind can sign nothing, and is made to go when this
// is called again.
Result<void> SoftwareChip::clear() {
    const std::lock_guard lock(m_mutex);
    TAPPAY_CHECK(remove(ChipFiles::kIdentity, m_identity));
    TAPPAY_CHECK(remove(ChipFiles::kMasterA, master(Slot::A)));
    TAPPAY_CHECK(remove(ChipFiles::kMasterB, master(Slot::B)));
    TAPPAY_CHECK(remove(ChipFiles::kSeal, m_seal));
    TAPPAY_CHECK(remove(ChipFiles::kStorage, m_storage));
    return remove(ChipFiles::kAttestation, m_attestation);
}

bool longEnough(ByteView nonce) {
    return nonce.size() >= kShortestNonce && nonce.size() <= kLongestNonce;
}

Result<Bytes> nameOf(Role role, const EcPrivateKey& key) {
    TAPPAY_TRY(area, crypto::tpm2::publicAreaOf(role, key.publicKey()));
    return std::move(area.name);
}

Result<Statement> SoftwareChip::certify(Role role, ByteView nonce) {
    const std::lock_guard lock(m_mutex);
    if ((role != Role::Identity && role != Role::Storage) || !longEnough(nonce))
        return refused("nothing to certify");
    const MaybeKey& key = role == Role::Identity ? m_identity : m_storage;
    if (!key || !m_attestation) return missing("key to certify");
    TAPPAY_TRY(signer, nameOf(Role::Attestation, *m_attestation));
    TAPPAY_TRY(name, nameOf(role, *key));
    Bytes said = crypto::tpm2::sayCertified(signer, nonce, name);
    TAPPAY_TRY(signature, m_attestation->signEcdsa(said));
    return Statement{std::move(said), std::move(signature)};
}

Result<SecretBytes> SoftwareChip::activate(const crypto::tpm2::Credential& hidden) {
    const std::lock_guard lock(m_mutex);
    if (!m_endorsement || !m_attestation) return missing("attestation key");
    TAPPAY_TRY(name, nameOf(Role::Attestation, *m_attestation));
    return crypto::tpm2::openCredential(*m_endorsement, name, hidden);
}

Result<crypto::EcPublicKey> SoftwareChip::identity() {
    const std::lock_guard lock(m_mutex);
    if (!m_identity) return missing("identity");
    return m_identity->publicKey();
}

Result<Bytes> SoftwareChip::sign(ByteView message) {
    const std::lock_guard lock(m_mutex);
    if (!m_identity) return missing("identity");
    return m_identity->signEcdsa(message);
}

Result<AgreementKey> SoftwareChip::makeAgreementKey() {
    constexpr std::size_t scalarOctets = 32;
    SecretBytes scalar(scalarOctets);
    crypto::SystemRandom().fill(scalar.writable());
    TAPPAY_TRY(key, EcPrivateKey::fromScalar(crypto::Curve::P256, scalar.view()));
    TAPPAY_TRY(kept, seal(scalar.view()));
    return AgreementKey{key.publicKey(), std::move(kept)};
}

Result<SecretBytes> SoftwareChip::agree(const AgreementKey& ours, const crypto::EcPublicKey& peer) {
    TAPPAY_TRY(scalar, unseal(ours.kept));
    TAPPAY_TRY(key, EcPrivateKey::fromScalar(crypto::Curve::P256, scalar.view()));
    return key.agree(peer);
}

Result<void> SoftwareChip::import(Slot slot, const crypto::tpm2::WrappedKey& key) {
    const std::lock_guard lock(m_mutex);
    if (!m_storage) return missing("storage key");
    TAPPAY_TRY(opened, crypto::tpm2::unwrapHmacKey(*m_storage, key));
    TAPPAY_CHECK(m_files.write(fileOf(slot), opened));
    master(slot) = std::move(opened);
    return {};
}

Result<SecretBytes> SoftwareChip::derive(Slot slot, ByteView context) {
    const std::lock_guard lock(m_mutex);
    if (!master(slot)) return missing("master key in this slot");
    if (context.size() > kLongestContext) return refused("context is too long");
    TAPPAY_TRY(derived, crypto::hmacSha256(master(slot)->view(), context));
    SecretBytes secret{ByteView(derived)};
    wipe(derived);
    return secret;
}

Result<void> SoftwareChip::forget(Slot slot) {
    const std::lock_guard lock(m_mutex);
    return remove(fileOf(slot), master(slot));
}

Result<bool> SoftwareChip::holds(Slot slot) {
    const std::lock_guard lock(m_mutex);
    return master(slot).has_value();
}

// Nonce, tag, ciphertext.
Result<Bytes> SoftwareChip::seal(ByteView secret) {
    const std::lock_guard lock(m_mutex);
    if (!m_seal) return missing("key to seal with");
    if (secret.empty() || secret.size() > kLongestSealed) return refused("nothing to seal");
    Bytes nonce(kGcmNonce);
    crypto::SystemRandom().fill(nonce);
    TAPPAY_TRY(sealed, crypto::sealGcm(m_seal->view(), nonce, {}, secret));
    return concat({nonce, sealed.tag, sealed.ciphertext});
}

Result<SecretBytes> SoftwareChip::unseal(ByteView sealed) {
    const std::lock_guard lock(m_mutex);
    if (!m_seal) return missing("key to unseal with");
    if (sealed.size() <= kGcmNonce + kGcmTag) return refused("nothing to unseal");
    TAPPAY_TRY(opened, crypto::openGcm(m_seal->view(), sealed.first(kGcmNonce), {},
                                       sealed.subspan(kGcmNonce + kGcmTag),
                                       sealed.subspan(kGcmNonce, kGcmTag)));
    SecretBytes secret{ByteView(opened)};
    wipe(opened);
    return secret;
}

// Written before it is told, so that no value is told twice.
Result<std::uint64_t> SoftwareChip::count() {
    const std::lock_guard lock(m_mutex);
    if (m_counter == std::numeric_limits<std::uint64_t>::max()) return missing("higher count");
    TAPPAY_CHECK(m_files.write(ChipFiles::kCounter, m_counter + 1));
    return ++m_counter;
}

Result<Statement> SoftwareChip::attestCounter(ByteView nonce) {
    const std::lock_guard lock(m_mutex);
    if (!m_attestation || m_counter == 0) return missing("counter or attestation key");
    if (!longEnough(nonce)) return refused("nonce");
    TAPPAY_TRY(signer, nameOf(Role::Attestation, *m_attestation));
    Bytes said = crypto::tpm2::sayCounter(signer, nonce, m_counter);
    TAPPAY_TRY(signature, m_attestation->signEcdsa(said));
    return Statement{std::move(said), std::move(signature)};
}

}  // namespace

const crypto::ChipModel& softwareModel() {
    static const crypto::ChipModel model{"id:54415059", "software", "id:00010000"};
    return model;
}

Result<std::unique_ptr<Chip>> openSoftwareChip(const std::filesystem::path& directory) {
    auto chip = std::make_unique<SoftwareChip>(directory);
    TAPPAY_CHECK(chip->load());
    return chip;
}

}  // namespace tappay::chip
