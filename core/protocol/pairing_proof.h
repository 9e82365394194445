#pragma once

#include <string>
#include <string_view>

#include "crypto/ec.h"

// What proves to each side of a pairing that the other has the secret of the QR code:
// docs/protocol.md, "Phones".
namespace tappay::protocol {

// SHA-256 of X || Y, as the QR code has it of the terminal and of the back end.
Bytes keyHash(const crypto::EcPublicKey& key);

// What both sides have said in the open.
struct PairingTranscript {
    std::string pairing;
    crypto::EcPublicKey phone;
    Bytes terminalHash;  // keyHash() of the terminal's key
    std::string name;    // of the phone
};

// CryptoFailed for a secret of another length.
Result<Bytes> phoneProof(ByteView secret, const PairingTranscript& transcript);
Result<Bytes> computerProof(ByteView secret, const PairingTranscript& transcript);
// Six digits, for both screens.
Result<std::string> pairingCode(ByteView secret, const PairingTranscript& transcript);

// The text of the QR code.
struct PairingInvitation {
    std::string backEnd;  // host:port
    std::string pairing;
    SecretBytes secret;
    Bytes terminalHash, answerHash;
};
// A secret as well, since the pairing's is in it.
SecretBytes encodeInvitation(const PairingInvitation& invitation);
// InputMalformed for anything else, further parts included.
Result<PairingInvitation> decodeInvitation(std::string_view text);

}  // namespace tappay::protocol
