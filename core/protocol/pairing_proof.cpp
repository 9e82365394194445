#include "protocol/pairing_proof.h"

#include <algorithm>
#include <cstdio>

#include "base/secret.h"
#include "base/uuid.h"
#include "crypto/hash.h"
#include "crypto/jose.h"
#include "crypto/mac.h"
#include "protocol/pairing.h"

namespace tappay::protocol {

namespace {

constexpr std::size_t kHash = 32, kLongestHost = 261;
constexpr std::string_view kScheme = "tappay:pair?b=";

Result<Bytes> authenticate(ByteView secret, const PairingTranscript& transcript,
                           std::string_view label) {
    if (secret.size() != kPairingSecret)
        return fail(FailureCode::CryptoFailed, "a pairing secret of another length");
    auto key = crypto::hkdfSha256(secret, {}, asBytes(label), kHash);
    const auto said = concat({asBytes(transcript.pairing), transcript.phone.point,
                              transcript.terminalHash, asBytes(transcript.name)});
    auto mac = crypto::hmacSha256(key, said);
    wipe(key);
    return mac;
}

bool isHost(std::string_view text) {
    return !text.empty() && text.size() <= kLongestHost && std::ranges::all_of(text, [](char c) {
        return c > ' ' && c <= '~' && c != '&' && c != '=' && c != '%' && c != '#';
    });
}

// The value of the part with this name; the parts come in one order.
Result<std::string_view> take(std::string_view& rest, std::string_view name) {
    if (!rest.starts_with(name)) return fail(FailureCode::InputMalformed, "no pairing code");
    rest.remove_prefix(name.size());
    const auto value = rest.substr(0, rest.find('&'));
    rest.remove_prefix(value.size());
    return value;
}

Result<Bytes> takeOctets(std::string_view& rest, std::string_view name) {
    TAPPAY_TRY(text, take(rest, name));
    TAPPAY_TRY(octets, crypto::fromBase64Url(text));
    if (octets.size() != kHash) return fail(FailureCode::InputMalformed, "no pairing code");
    return octets;
}

}  // namespace

Bytes keyHash(const crypto::EcPublicKey& key) {
    return crypto::sha256(key.point);
}

Result<Bytes> phoneProof(ByteView secret, const PairingTranscript& transcript) {
    return authenticate(secret, transcript, "tap-and-pay pairing phone");
}

Result<Bytes> computerProof(ByteView secret, const PairingTranscript& transcript) {
    return authenticate(secret, transcript, "tap-and-pay pairing computer");
}

Result<std::string> pairingCode(ByteView secret, const PairingTranscript& transcript) {
    TAPPAY_TRY(mac, authenticate(secret, transcript, "tap-and-pay pairing code"));
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i)
        number = number << 8U | mac[i];
    char text[16];
    std::snprintf(text, sizeof text, "%06u", number % 1'000'000);
    return text;
}

SecretBytes encodeInvitation(const PairingInvitation& invitation) {
    auto secret = crypto::base64Url(invitation.secret.view());
    auto text = std::string(kScheme) + invitation.backEnd + "&p=" + invitation.pairing +
                "&s=" + secret + "&k=" + crypto::base64Url(invitation.terminalHash) +
                "&a=" + crypto::base64Url(invitation.answerHash);
    SecretBytes whole(asBytes(text));
    wipe(secret);
    wipe(text);
    return whole;
}

Result<PairingInvitation> decodeInvitation(std::string_view text) {
    auto rest = text;
    PairingInvitation invitation;
    TAPPAY_TRY(backEnd, take(rest, kScheme));
    TAPPAY_TRY(pairing, take(rest, "&p="));
    TAPPAY_TRY(secret, takeOctets(rest, "&s="));
    invitation.secret = SecretBytes(secret);
    wipe(secret);
    TAPPAY_TRY(terminalHash, takeOctets(rest, "&k="));
    TAPPAY_TRY(answerHash, takeOctets(rest, "&a="));
    if (!rest.empty() || !isHost(backEnd) || !isUuid(pairing))
        return fail(FailureCode::InputMalformed, "no pairing code");
    invitation.backEnd = backEnd;
    invitation.pairing = pairing;
    invitation.terminalHash = std::move(terminalHash);
    invitation.answerHash = std::move(answerHash);
    return invitation;
}

}  // namespace tappay::protocol
