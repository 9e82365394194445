#pragma once

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"

// The symmetric cryptography of the issuer, with two-key TDES or SM4 (JR/T 0025.7 and .17,
// cryptogram version 01). It shares nothing with the virtual cards, so that a mistake in one side
// shows in the other. Failures: CryptoFailed.
namespace tappay::simulator::network {

enum class Cipher : std::uint8_t { Tdes, Sm4 };

// The card's key from an issuer master key: option A of EMV Book 2, annex A1.4.1, over the
// rightmost 16 digits of PAN and sequence number, 00 without one. 16 octets, as every key here;
// those for TDES have odd parity.
Result<SecretBytes> deriveCardKey(ByteView imk16, std::string_view pan,
                                  std::string_view panSequence, Cipher cipher = Cipher::Tdes);

// The key of one transaction: the card key over 0..0 || ATC, and over 0..0 || complement of ATC.
Result<SecretBytes> deriveSessionKey(ByteView cardKey, std::uint16_t atc,
                                     Cipher cipher = Cipher::Tdes);

// Eight octets over the data of the cryptogram in their order.
Result<Bytes> applicationCryptogram(ByteView sessionKey, ByteView data,
                                    Cipher cipher = Cipher::Tdes);

// ARPC method 1 (EMV Book 2, 8.2.1), 8 octets. `responseCode` has two characters.
Result<Bytes> arpc(ByteView sessionKey, ByteView arqc8, std::string_view responseCode,
                   Cipher cipher = Cipher::Tdes);

// A script command with its 4-octet MAC. `header` is CLA INS P1 P2 with a secure-messaging class.
Result<Bytes> scriptCommand(ByteView macSessionKey, std::uint16_t atc, ByteView arqc8,
                            ByteView header, ByteView data, Cipher cipher = Cipher::Tdes);

}  // namespace tappay::simulator::network
