#pragma once

#include "crypto/ec.h"
#include "protocol/phone.h"

// How a phone and a computer come to know each other: docs/protocol.md, "Phones".
namespace tappay::protocol {

constexpr std::size_t kPairingSecret = 32, kPairingProof = 32;  // octets

struct PairingOffer {
    std::string terminalId;
    std::string pairing;  // UUIDv7
    HolderKind holder = HolderKind::Cardholder;
    std::string time;
};

// By the phone, signed with the key that is in it.
struct PairingAnswer {
    std::string pairing;
    std::string name;
    crypto::EcPublicKey key;
    Bytes proof;
    std::string time;
};
struct PairingLook {
    std::string pairing;
    crypto::EcPublicKey key;
    std::string time;
};

enum class PairingWish : std::uint8_t { Show, Accept, Refuse };
std::string_view nameOf(PairingWish wish);

struct PairingQuestion {
    std::string terminalId;
    std::string pairing;
    PairingWish wish = PairingWish::Show;
    std::string time;
    Bytes proof = {};  // Accept: the computer's
};

// The numbers are stored.
enum class PairingState : std::uint8_t {
    Offered = 1,
    Answered = 2,  // by a phone
    Accepted = 3,  // and by the person at the computer
    Refused = 4,
    Expired = 5,
};
std::string_view nameOf(PairingState state);

struct Pairing {
    std::string terminalId;
    std::string pairing;
    HolderKind holder = HolderKind::Cardholder;
    PairingState state = PairingState::Offered;
    // Once a phone has answered; `key` is without a point before.
    std::string name;
    crypto::EcPublicKey key;
    Bytes proof;
    // Once it is accepted.
    Bytes computerProof;
    std::string phone;  // its id

    crypto::EcPublicKey answerKey;  // of the back end
    std::string expires;
    std::string time, asked;
};

std::string encode(const PairingOffer& offer);
std::string encode(const PairingAnswer& answer);
std::string encode(const PairingLook& look);
std::string encode(const PairingQuestion& question);
std::string encode(const Pairing& pairing);
Result<PairingOffer> decodePairingOffer(std::string_view json);
Result<PairingAnswer> decodePairingAnswer(std::string_view json);
Result<PairingLook> decodePairingLook(std::string_view json);
Result<PairingQuestion> decodePairingQuestion(std::string_view json);
Result<Pairing> decodePairing(std::string_view json);

}  // namespace tappay::protocol
