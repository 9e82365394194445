#pragma once

#include "base/secret.h"
#include "confirm/card_exchange.h"
#include "crypto/certificate.h"

namespace tappay::confirm {

// The key reference is the slot's number (NIST SP 800-73-4, part 1, table 4b).
enum class PivSlot : std::uint8_t { Authentication = 0x9A, Signature = 0x9C };
// NIST SP 800-78-4, table 6-2.
enum class PivAlgorithm : std::uint8_t { Rsa2048 = 0x07, EccP256 = 0x11 };

struct DeviceSignature {
    PivAlgorithm algorithm = PivAlgorithm::EccP256;
    // Over the confirmation request with SHA-256: ECDSA as r || s, 64 octets, or RSASSA-PKCS1-v1_5,
    // 256 octets.
    Bytes signature;
    Bytes certificate;  // DER
};

// A key or card with the PIV application of NIST SP 800-73-4, as anybody can buy one. Failures
// beside those of CardExchange: CardDataMalformed for what breaks the standard.
class PivDevice {
public:
    // DeviceUnsupported when it has no such application. The card outlives this.
    static Result<PivDevice> open(apdu::Card& card);

    // DeviceUnsupported when there is none, or one of a kind that we don't read.
    Result<Bytes> certificate(PivSlot slot);
    // How often a PIN may still be wrong. DeviceUnsupported when the device doesn't say.
    Result<unsigned> triesLeft();
    // 6 to 8 digits. DevicePinWrong (then triesLeft() says how many), DevicePinBlocked;
    // InputMalformed for what can't be a PIN, without asking the device.
    Result<void> verifyPin(const SecretBytes& pin);

    // DeviceWrong unless slot 9C has the `registered` certificate; which algorithm its key is for.
    Result<PivAlgorithm> checkRegistered(ByteView registered);
    // The whole way; the certificate is compared before anything else is asked of the device. One
    // signature is asked for once, never again.
    Result<DeviceSignature> sign(ByteView request, const SecretBytes& pin, ByteView registered);

private:
    explicit PivDevice(apdu::Card& card) : m_exchange(card) {}
    Result<Bytes> authenticate(PivAlgorithm algorithm, PivSlot slot, ByteView challenge);

    CardExchange m_exchange;
};

// Which of our algorithms the key of a certificate is for. DeviceUnsupported, InputMalformed.
Result<PivAlgorithm> algorithmOf(ByteView certificate);

// From a device's own form (DER for P-256) to that of DeviceSignature. CardDataMalformed.
Result<Bytes> signatureOf(PivAlgorithm algorithm, ByteView fromDevice);

}  // namespace tappay::confirm
