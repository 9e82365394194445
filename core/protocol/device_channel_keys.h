#pragma once

#include <string>

#include "crypto/ec.h"
#include "protocol/device_records.h"

// What both sides of a device's channel compute alike; for the implementations of this room only.
namespace tappay::protocol {

constexpr std::uint8_t kChannelVersion = 0x01;
constexpr std::size_t kPoint = 64, kChannelSignature = 64, kChannelMac = 32, kPhoneNonce = 32;
constexpr std::size_t kHello = 1 + kPoint + 32;

enum class ChannelSide : std::uint8_t { Device, Phone };

// Of one run of the handshake.
struct DeviceKeys {
    SecretBytes shared;
    Bytes transcript;  // over the hello and the device's point

    // CryptoFailed for a point that isn't on the curve.
    static Result<DeviceKeys> agree(const crypto::EcPrivateKey& own, ByteView peerPoint,
                                    ByteView hello, ByteView devicePoint);

    // A side's identity under keys that only the two have.
    [[nodiscard]] Result<Bytes> seal(ChannelSide side, ByteView context, ByteView identity) const;
    [[nodiscard]] Result<Bytes> open(ChannelSide side, ByteView context, ByteView sealed) const;
    [[nodiscard]] Result<Bytes> mac(ChannelSide side, ByteView context, ByteView identity) const;
    [[nodiscard]] DeviceRecords records(ChannelSide own, ByteView context) const;

private:
    [[nodiscard]] SecretBytes derive(ByteView salt, std::string_view purpose) const;
};

// The context of what follows `proof`.
Bytes afterProof(const DeviceKeys& keys, ByteView proof);
Bytes afterReply(ByteView context, ByteView reply);
Bytes signedBy(ChannelSide side, ByteView context);
// A phone binds itself to its nonce and its key before it sees anything of the device, so that
// nobody between the two can look for a code that suits.
Bytes commitmentTo(ByteView nonce, ByteView phonePoint);
std::string pairingCodeOf(ByteView context, ByteView nonce, ByteView phonePoint);
crypto::EcPublicKey pointAt(ByteView octets);

}  // namespace tappay::protocol
