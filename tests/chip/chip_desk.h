#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "chip/chip.h"
#include "chip/tpm/provision.h"
#include "chip/virtual/virtual_chip.h"
#include "crypto/certificate.h"

// What the tests of chips need around one.
namespace tappay::chip {

class TemporaryDirectory {
public:
    TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

// Certifies default keys, with a key of its own under a root that is the back end's authority as
// well.
class Maker {
public:
    Maker();
    [[nodiscard]] const Bytes& root() const { return m_root; }
    [[nodiscard]] const crypto::EcPrivateKey& key() const { return m_key; }
    [[nodiscard]] const Bytes& certificate() const { return m_certificate; }  // of key()
    [[nodiscard]] crypto::Validity validity() const { return m_validity; }
    // For VirtualChip::open().
    [[nodiscard]] tpm::Maker papers();
    // How often it was asked for papers.
    [[nodiscard]] int asked() const { return m_asked; }

private:
    crypto::Validity m_validity;
    crypto::EcPrivateKey m_rootKey, m_key;
    Bytes m_root, m_certificate;
    int m_asked = 0;
};

// One chip of a form, in a directory of its own.
class Desk {
public:
    explicit Desk(Form form) : m_form(form) {}
    // A new chip in factory state the first time, the same one afterwards.
    Result<std::unique_ptr<Chip>> open();
    [[nodiscard]] Maker& maker() { return m_maker; }
    [[nodiscard]] virtual_element::Request request() const;

private:
    Form m_form;
    TemporaryDirectory m_directory;
    Maker m_maker;
};

// 32 octets that differ by `first`.
Bytes nonceOf(std::uint8_t first);
Bytes keyOf(std::uint8_t first);
crypto::tpm2::WrappedKey wrapped(const crypto::tpm2::PublicArea& storage, ByteView key);
Bytes hmacOf(ByteView key, ByteView context);
Bytes octetsOf(const SecretBytes& secret);
Bytes turned(const Bytes& octets, std::size_t bit);
// Until it is true, at most 20 s.
bool eventually(const std::function<bool()>& condition);

// Kills the element's process, waiting for one if it is just being started again. False when there
// was none. Signals nothing but a living swtpm.
bool killElement(const virtual_element::Element& element);

// Handles loaded in the chip at this moment, by a client of the test's own.
std::vector<TPM2_HANDLE> loadedIn(const std::string& transport);

}  // namespace tappay::chip
