#include "protocol/device_channel_keys.h"

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "crypto/mac.h"

namespace tappay::protocol {

namespace {

constexpr std::string_view kLabel = "tap-and-pay device channel 1";
constexpr std::size_t kKey = 32, kTag = 16, kCodeDigits = 6;
// Each of the keys it is used with seals one message.
const Bytes kOnlyNonce(12);

std::string purposeOf(ChannelSide side, std::string_view what) {
    return (side == ChannelSide::Device ? "device " : "phone ") + std::string(what);
}

}  // namespace

Result<DeviceKeys> DeviceKeys::agree(const crypto::EcPrivateKey& own, ByteView peerPoint,
                                     ByteView hello, ByteView devicePoint) {
    DeviceKeys keys;
    TAPPAY_TRY(shared, own.agree(pointAt(peerPoint)));
    keys.shared = std::move(shared);
    keys.transcript = crypto::sha256(concat({asBytes(kLabel), hello, devicePoint}));
    return keys;
}

SecretBytes DeviceKeys::derive(ByteView salt, std::string_view purpose) const {
    Bytes key = crypto::hkdfSha256(shared.view(), salt, asBytes(purpose), kKey);
    SecretBytes secret{ByteView(key)};
    wipe(key);
    return secret;
}

Result<Bytes> DeviceKeys::seal(ChannelSide side, ByteView context, ByteView identity) const {
    const auto key = derive(transcript, purposeOf(side, "seal"));
    TAPPAY_TRY(sealed, crypto::sealGcm(key.view(), kOnlyNonce, context, identity));
    return concat({sealed.ciphertext, sealed.tag});
}

Result<Bytes> DeviceKeys::open(ChannelSide side, ByteView context, ByteView sealed) const {
    if (sealed.size() < kTag) return fail(FailureCode::InputMalformed, "sealed identity");
    const auto key = derive(transcript, purposeOf(side, "seal"));
    return crypto::openGcm(key.view(), kOnlyNonce, context, sealed.first(sealed.size() - kTag),
                           sealed.last(kTag));
}

Result<Bytes> DeviceKeys::mac(ChannelSide side, ByteView context, ByteView identity) const {
    const auto key = derive(transcript, purposeOf(side, "mac"));
    return crypto::hmacSha256(key.view(), concat({context, identity}));
}

DeviceRecords DeviceKeys::records(ChannelSide own, ByteView context) const {
    auto device = derive(context, "device to phone"), phone = derive(context, "phone to device");
    return own == ChannelSide::Device ? DeviceRecords(std::move(device), std::move(phone))
                                      : DeviceRecords(std::move(phone), std::move(device));
}

Bytes afterProof(const DeviceKeys& keys, ByteView proof) {
    return crypto::sha256(concat({keys.transcript, proof}));
}

Bytes afterReply(ByteView context, ByteView reply) {
    return crypto::sha256(concat({context, reply}));
}

Bytes signedBy(ChannelSide side, ByteView context) {
    return concat(
        {asBytes(kLabel), asBytes(side == ChannelSide::Device ? ", device" : ", phone"), context});
}

Bytes commitmentTo(ByteView nonce, ByteView phonePoint) {
    return crypto::sha256(concat({asBytes("tap-and-pay device commitment"), nonce, phonePoint}));
}

std::string pairingCodeOf(ByteView context, ByteView nonce, ByteView phonePoint) {
    const auto hash =
        crypto::sha256(concat({asBytes("tap-and-pay device pairing"), context, nonce, phonePoint}));
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i)
        number = number << 8 | hash[i];
    const auto digits = std::to_string(number % 1'000'000);
    return std::string(kCodeDigits - digits.size(), '0') + digits;
}

crypto::EcPublicKey pointAt(ByteView octets) {
    return {crypto::Curve::P256, Bytes(octets.begin(), octets.end())};
}

}  // namespace tappay::protocol
