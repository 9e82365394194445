#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "crypto/cipher.h"

namespace tappay::backend::keys {

// What a key may be used for: one thing. The numbers are stored.
enum class KeyPurpose : std::uint8_t {
    Master = 1,         // a terminal's master key: HMAC-SHA256
    TerminalPin = 2,    // what a terminal enciphers PIN blocks with
    Process = 3,        // seals a terminal's transactions of one sign-on
    NetworkMaster = 4,  // the network's key for a terminal: enciphers its working keys
    NetworkPin = 5,
    NetworkMac = 6,
    NetworkTrack = 7,
    Transport = 8,       // protects key blocks to and from another key-holding system: AES
    BaseDerivation = 9,  // makes the initial keys of AES DUKPT
    InitialPin = 10,     // makes the keys a terminal enciphers PIN blocks with, each for one
};
constexpr std::size_t kPurposes = 10;

enum class KeyAlgorithm : std::uint8_t { Hmac = 1, Aes = 2, Tdes = 3, Des = 4, Sm4 = 5 };
constexpr std::size_t kAlgorithms = 5;

// How field 64 of the network's messages is computed; each needs its own kind of key.
enum class MacProfile : std::uint8_t {
    X919,       // ANSI X9.19, two-key triple DES
    Cups,       // the network's "ECB" form, DES or triple DES
    AesCmac,    // NIST SP 800-38B
    Sm4CbcMac,  // padding method 2
};

std::string_view nameOf(KeyPurpose purpose);
std::string_view nameOf(KeyAlgorithm algorithm);
// Which purposes an algorithm may serve, and with how many octets.
bool suits(KeyPurpose purpose, KeyAlgorithm algorithm, std::size_t octets);
// Not for Hmac.
crypto::BlockCipher cipherOf(KeyAlgorithm algorithm);

// A key as everybody outside the key module has it: its value is only there enciphered. For rows
// of a database; of no use without the key module that made it.
struct KeyHandle {
    KeyPurpose purpose = KeyPurpose::Master;
    KeyAlgorithm algorithm = KeyAlgorithm::Hmac;
    std::size_t octets = 0;
    Bytes wrapped;
    // To compare and to show: 8 octets of the HMAC over its context for a master key, none for a
    // process key, else the first 4 octets of the cipher over zeros.
    Bytes checkValue;
    friend bool operator==(const KeyHandle&, const KeyHandle&) = default;
};
bool suits(MacProfile profile, const KeyHandle& key);

}  // namespace tappay::backend::keys
