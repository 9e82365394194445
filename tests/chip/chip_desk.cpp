#include "chip/chip_desk.h"

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "base/clock.h"
#include "chip/software/factory.h"
#include "chip/software/software_chip.h"
#include "crypto/mac.h"
#include "crypto/random.h"

namespace tappay::chip {

using crypto::tpm2::PublicArea;
using crypto::tpm2::WrappedKey;

namespace {

crypto::CertificateContents authority(const char* name, const crypto::EcPrivateKey& key,
                                      const crypto::Validity& validity, int pathLength) {
    return {.subject = {name, ""},
            .key = key.publicKey(),
            .purpose = crypto::Purpose::Authority,
            .validity = validity,
            .pathLength = pathLength};
}

}  // namespace

TemporaryDirectory::TemporaryDirectory() {
    std::string pattern = std::filesystem::temp_directory_path() / "tappay-chip-XXXXXX";
    m_path = ::mkdtemp(pattern.data());
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code error;
    std::filesystem::remove_all(m_path, error);
}

Maker::Maker()
    : m_validity{std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) -
                     std::chrono::hours(1),
                 std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) +
                     std::chrono::hours(24)},
      m_rootKey(crypto::EcPrivateKey::generate(crypto::Curve::P256).value()),
      m_key(crypto::EcPrivateKey::generate(crypto::Curve::P256).value()),
      m_root(crypto::issueRoot(authority("Root", m_rootKey, m_validity, 1), m_rootKey).value()),
      m_certificate(
          crypto::issueCertificate(authority("Maker", m_key, m_validity, 0), {m_root, m_rootKey})
              .value()) {}

tpm::Maker Maker::papers() {
    return [this](const PublicArea& key) -> Result<tpm::Papers> {
        ++m_asked;
        TAPPAY_TRY(certificate,
                   crypto::issueCertificate(
                       {.key = key.key,
                        .purpose = crypto::Purpose::EndorsementKey,
                        .validity = m_validity,
                        .chip = crypto::ChipModel{"id:54415059", "swtpm", "id:00010000"}},
                       {m_certificate, m_key}));
        return tpm::Papers{{std::move(certificate), m_certificate}, m_root};
    };
}

virtual_element::Request Desk::request() const {
    virtual_element::Request request;
    request.directory = m_directory.path() / "chip";
    request.restarts = 10000;
    return request;
}

Result<std::unique_ptr<Chip>> Desk::open() {
    if (m_form == Form::Virtual)
        return virtual_element::VirtualChip::open(request(), m_maker.papers());
    const auto directory = m_directory.path() / "chip";
    if (!std::filesystem::exists(directory))
        TAPPAY_CHECK(makeSoftwareChip(
            directory,
            {m_maker.key(), m_maker.certificate(), {}, m_maker.root(), m_maker.validity()}));
    return openSoftwareChip(directory);
}

Bytes nonceOf(std::uint8_t first) {
    return Bytes(32, first);
}

Bytes keyOf(std::uint8_t first) {
    Bytes key;
    for (int i = 0; i < 32; ++i)
        key.push_back(static_cast<std::uint8_t>(first + i));
    return key;
}

WrappedKey wrapped(const PublicArea& storage, ByteView key) {
    crypto::SystemRandom random;
    return crypto::tpm2::wrapHmacKey(storage, key, random).value();
}

Bytes hmacOf(ByteView key, ByteView context) {
    return crypto::hmacSha256(key, context).value();
}

Bytes octetsOf(const SecretBytes& secret) {
    return {secret.view().begin(), secret.view().end()};
}

Bytes turned(const Bytes& octets, std::size_t bit) {
    Bytes other = octets;
    other[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    return other;
}

bool eventually(const std::function<bool()>& condition) {
    const auto deadline = Deadline::in(std::chrono::seconds(20));
    while (!condition()) {
        if (deadline.passed()) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

namespace {

bool killSwtpm(pid_t process) {
    if (process <= 1) return false;
    const int handle = static_cast<int>(::syscall(SYS_pidfd_open, process, 0));
    if (handle < 0) return false;
    std::string name;
    std::getline(std::ifstream("/proc/" + std::to_string(process) + "/comm"), name);
    const bool killed =
        name == "swtpm" && ::syscall(SYS_pidfd_send_signal, handle, SIGKILL, nullptr, 0) == 0;
    ::close(handle);
    return killed;
}

}  // namespace

bool killElement(const virtual_element::Element& element) {
    return eventually([&] {
        const auto process = element.processId();
        return process && killSwtpm(*process);
    });
}

std::vector<TPM2_HANDLE> loadedIn(const std::string& transport) {
    tpm::Connection connection({.transport = transport});
    if (!connection.open()) return {0};
    auto objects = connection.handles(TPM2_TRANSIENT_FIRST, TPM2_TRANSIENT_LAST).value();
    const auto sessions =
        connection.handles(TPM2_LOADED_SESSION_FIRST, TPM2_LOADED_SESSION_LAST).value();
    const auto policies = connection.handles(0x03000000, 0x03FFFFFF).value();
    objects.insert(objects.end(), sessions.begin(), sessions.end());
    objects.insert(objects.end(), policies.begin(), policies.end());
    return objects;
}

}  // namespace tappay::chip
