#pragma once

#include "backend/config.h"
#include "backend/support/installation.h"
#include "chip/software/factory.h"
#include "crypto/certificate.h"

namespace tappay::test {

using Key = crypto::EcPrivateKey;

// Who certifies whom: the back end's authority with its issuer, and a maker of chips with a
// factory. Written into an installation as the configuration "enrolling.json" names it.
class Authorities {
public:
    // What the installation's back end and its network have in common (tmk.hex).
    static constexpr const char* kNetworkMasterKey = "0123456789ABCDEFFEDCBA9876543210";

    explicit Authorities(const Installation& installation);

    static Key newKey() { return Key::generate(crypto::Curve::P256).value(); }
    [[nodiscard]] chip::FactoryLine factoryLine() const;
    [[nodiscard]] static crypto::CertificateContents contents(const char* name,
                                                              const crypto::CertifiedKey& key,
                                                              crypto::Purpose purpose);
    [[nodiscard]] const Bytes& root() const { return m_root; }
    [[nodiscard]] const Bytes& issuer() const { return m_issuer; }
    [[nodiscard]] const Key& issuerKey() const { return m_issuerKey; }
    [[nodiscard]] const Key& rootKey() const { return m_rootKey; }
    [[nodiscard]] const Bytes& factory() const { return m_factory; }
    [[nodiscard]] const Key& factoryKey() const { return m_factoryKey; }
    [[nodiscard]] const Key& distributorKey() const { return m_distributorKey; }

private:
    [[nodiscard]] static crypto::CertificateContents authority(const char* name, const Key& key,
                                                               int pathLength);
    Key m_rootKey = newKey(), m_issuerKey = newKey(), m_makerKey = newKey(),
        m_factoryKey = newKey(), m_distributorKey = newKey();
    Bytes m_root, m_issuer, m_maker, m_factory;
};

}  // namespace tappay::test
