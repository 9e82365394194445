#include "companion/phone_store.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <limits>

#include "base/private_file.h"
#include "companion/phone_files.h"
#include "protocol/object_reader.h"

namespace tappay::companion {

namespace {

constexpr const char *kKey = "key.pem", *kPairing = "pairing", *kPhone = "phone.json",
                     *kSequence = "sequence.json", *kDevices = "devices.json",
                     *kInbox = "inbox.json", *kLock = "lock";

// How many numbers are written down at once. Few, since those that a killed phone leaves out count
// among the 64 by which a message may be overtaken (docs/protocol.md, "Messages of a phone").
constexpr std::uint32_t kBlock = 8;

std::unexpected<Failure> unusable(const std::string& detail) {
    return fail(FailureCode::KeyUnavailable, detail);
}

}  // namespace

std::string_view nameOf(KeptDevice::Standing standing) {
    switch (standing) {
        case KeptDevice::Standing::Offered:
            return "offered";
        case KeptDevice::Standing::Registered:
            return "registered";
        case KeptDevice::Standing::Revoked:
            break;
    }
    return "revoked";
}

std::string_view nameOf(confirm::DeviceWay way) {
    return way == confirm::DeviceWay::Reader ? "reader" : "bluetooth";
}

Result<std::unique_ptr<PhoneStore>> PhoneStore::open(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error || ::chmod(directory.c_str(), S_IRWXU) != 0)
        return unusable("the phone's directory can't be made");
    const auto path = directory / kLock;
    FileDescriptor lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!lock.valid()) return unusable("the phone's directory can't be written");
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        return fail(FailureCode::AlreadyRunning, "another program is this phone");
    return std::unique_ptr<PhoneStore>(new PhoneStore(directory, std::move(lock)));
}

Result<std::optional<crypto::EcPrivateKey>> PhoneStore::key() const {
    const std::scoped_lock lock(m_mutex);
    TAPPAY_TRY(pem, readPrivateFile(file(kKey)));
    if (!pem) return std::nullopt;
    auto key = crypto::EcPrivateKey::fromPem(textOf(*pem));
    if (!key) return unusable(kKey);
    return std::optional(std::move(*key));
}

Result<crypto::EcPrivateKey> PhoneStore::makeKey() {
    const std::scoped_lock lock(m_mutex);
    TAPPAY_TRY(key, crypto::EcPrivateKey::generate(crypto::Curve::P256));
    TAPPAY_TRY(pem, key.toPem());
    TAPPAY_CHECK(writePrivateFile(file(kKey), pem.view()));
    return key;
}

// The invitation and the name, a line each: the secret is nowhere but in it.
Result<std::optional<OpenPairing>> PhoneStore::pairing() const {
    const std::scoped_lock lock(m_mutex);
    TAPPAY_TRY(contents, readPrivateFile(file(kPairing)));
    if (!contents) return std::nullopt;
    const auto lines = textOf(*contents);
    const auto end = lines.find('\n');
    auto invitation = protocol::decodeInvitation(lines.substr(0, end));
    if (!invitation || end == std::string_view::npos) return unusable(kPairing);
    return OpenPairing{std::move(*invitation), std::string(lines.substr(end + 1))};
}

Result<void> PhoneStore::write(const OpenPairing& pairing) {
    const std::scoped_lock lock(m_mutex);
    const auto text = protocol::encodeInvitation(pairing.invitation);
    auto whole = concat({text.view(), asBytes("\n"), asBytes(pairing.name)});
    auto written = writePrivateFile(file(kPairing), whole);
    wipe(whole);
    return written;
}

Result<void> PhoneStore::removePairing() {
    const std::scoped_lock lock(m_mutex);
    return removePrivateFile(file(kPairing));
}

Result<std::optional<PairedPhone>> PhoneStore::phone() const {
    TAPPAY_TRY(json, text(kPhone));
    if (json.empty()) return std::nullopt;
    TAPPAY_TRY(phone, readPhone(json));
    return phone;
}

Result<void> PhoneStore::write(const PairedPhone& phone) {
    const std::scoped_lock lock(m_mutex);
    return writePrivateFile(file(kPhone), asBytes(textOf(phone)));
}

Result<std::uint32_t> PhoneStore::nextSequence() {
    const std::scoped_lock lock(m_mutex);
    if (m_reserved == 0) {
        TAPPAY_TRY(contents, readPrivateFile(file(kSequence)));
        if (contents) {
            TAPPAY_TRY(reader, protocol::ObjectReader::parse(tappay::textOf(*contents),
                                                             FailureCode::KeyUnavailable));
            m_reserved = static_cast<std::uint32_t>(
                reader.integer("reserved", 1, std::numeric_limits<std::uint32_t>::max() - kBlock));
            if (auto good = reader.status(); !good) {
                m_reserved = 0;
                return std::unexpected(std::move(good).error());
            }
        }
        m_sequence = m_reserved;
    }
    if (m_sequence == m_reserved) {
        const auto until = m_reserved + kBlock;
        TAPPAY_CHECK(writePrivateFile(file(kSequence),
                                      asBytes("{\"reserved\":" + std::to_string(until) + "}")));
        m_reserved = until;
    }
    return ++m_sequence;
}

Result<std::vector<KeptDevice>> PhoneStore::devices() const {
    TAPPAY_TRY(json, text(kDevices));
    if (json.empty()) return std::vector<KeptDevice>();
    return readDevices(json);
}

Result<void> PhoneStore::write(const std::vector<KeptDevice>& devices) {
    const std::scoped_lock lock(m_mutex);
    return writePrivateFile(file(kDevices), asBytes(textOf(devices)));
}

Result<std::string> PhoneStore::inbox() const {
    return text(kInbox);
}

Result<void> PhoneStore::writeInbox(std::string_view json) {
    const std::scoped_lock lock(m_mutex);
    return writePrivateFile(file(kInbox), asBytes(json));
}

Result<void> PhoneStore::removeInbox() {
    const std::scoped_lock lock(m_mutex);
    return removePrivateFile(file(kInbox));
}

Result<void> PhoneStore::forget() {
    const std::scoped_lock lock(m_mutex);
    for (const auto* name : {kKey, kPairing, kPhone, kDevices, kInbox, kSequence})
        TAPPAY_CHECK(removePrivateFile(file(name)));
    m_sequence = m_reserved = 0;
    return {};
}

Result<std::string> PhoneStore::text(const char* name) const {
    const std::scoped_lock lock(m_mutex);
    TAPPAY_TRY(contents, readPrivateFile(file(name)));
    return contents ? std::string(tappay::textOf(*contents)) : std::string();
}

}  // namespace tappay::companion
