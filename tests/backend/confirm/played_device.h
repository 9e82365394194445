#pragma once

#include <optional>

#include "crypto/certificate.h"

namespace tappay::test {

// A security device and who made it.
class PlayedDevice {
public:
    enum class Kind : std::uint8_t { Ec, Rsa };

    // The authority that the back end accepts.
    static Bytes authority();

    explicit PlayedDevice(Kind kind = Kind::Ec, bool accepted = true);

    [[nodiscard]] Bytes sign(ByteView message) const;
    [[nodiscard]] const Bytes& certificate() const { return m_certificate; }

    std::string id;  // as registered

private:
    std::optional<crypto::EcPrivateKey> m_ec;
    std::optional<crypto::RsaPrivateKey> m_rsa;
    Bytes m_certificate;
};

}  // namespace tappay::test
