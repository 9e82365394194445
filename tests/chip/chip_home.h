#pragma once

#include <stdlib.h>

#include <filesystem>
#include <memory>
#include <string>

#include "chip/software/factory.h"
#include "chip/software/software_chip.h"

namespace tappay::chip {

// A factory and one chip that has left it, in a directory that is gone at the end.
class ChipHome {
public:
    ChipHome() {
        std::string name = std::filesystem::temp_directory_path() / "tappay-chip-XXXXXX";
        m_above = ::mkdtemp(name.data());
        makeSoftwareChip(directory(), line()).value();
    }
    ~ChipHome() { std::filesystem::remove_all(m_above); }
    ChipHome(const ChipHome&) = delete;
    ChipHome& operator=(const ChipHome&) = delete;

    [[nodiscard]] std::filesystem::path directory() const { return m_above / "chip"; }
    [[nodiscard]] std::filesystem::path other(const char* name) const { return m_above / name; }
    [[nodiscard]] FactoryLine line() const {
        return {m_factoryKey, m_factory, {}, m_authority, m_validity};
    }
    [[nodiscard]] std::unique_ptr<Chip> open() const {
        auto chip = openSoftwareChip(directory());
        if (!chip) throw std::runtime_error(chip.error().detail);
        return std::move(*chip);
    }
    [[nodiscard]] const Bytes& root() const { return m_root; }
    [[nodiscard]] const Bytes& authority() const { return m_authority; }
    [[nodiscard]] std::chrono::sys_seconds now() const {
        return m_validity.notBefore + std::chrono::days(1);
    }

private:
    using Key = crypto::EcPrivateKey;
    static Key newKey() { return Key::generate(crypto::Curve::P256).value(); }
    crypto::CertificateContents authorityNamed(const char* name, const Key& key, int path) const {
        return {.subject = {name, ""},
                .key = key.publicKey(),
                .purpose = crypto::Purpose::Authority,
                .validity = m_validity,
                .pathLength = path};
    }

    std::filesystem::path m_above;
    crypto::Validity m_validity{std::chrono::sys_days(std::chrono::year(2026) / 11 / 22),
                                std::chrono::sys_days(std::chrono::year(2036) / 11 / 22)};
    Key m_rootKey = newKey(), m_factoryKey = newKey(), m_authorityKey = newKey();
    Bytes m_root = crypto::issueRoot(authorityNamed("Maker", m_rootKey, 1), m_rootKey).value();
    Bytes m_factory =
        crypto::issueCertificate(authorityNamed("Factory", m_factoryKey, 0), {m_root, m_rootKey})
            .value();
    Bytes m_authority =
        crypto::issueRoot(authorityNamed("Back end", m_authorityKey, 0), m_authorityKey).value();
};

}  // namespace tappay::chip
