#pragma once

#include <cstdint>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

// The key hierarchy between an issuer and its cards, and what is computed with it: PBOC 3.0
// (JR/T 0025.7 and .17), cryptogram version 01, with two-key triple DES or SM4. Only the cards use
// it; the issuers compute for themselves. Failures: CryptoFailed.
namespace tappay::simulator {

enum class KeyAlgorithm : std::uint8_t { Tdes, Sm4 };

// A card's own key from the issuer's master key: the rightmost 16 digits of PAN || sequence number
// and their complement, enciphered ("option A" of EMV Book 2, A1.4.1); of DES odd parity. 16
// octets.
Result<Bytes> cardKey(ByteView imk, std::string_view pan, std::string_view panSequence,
                      KeyAlgorithm algorithm = KeyAlgorithm::Tdes);

// One transaction's key: the ATC and its complement, enciphered; of DES odd parity. 16 octets.
Result<Bytes> sessionKey(ByteView cardKey16, std::uint16_t atc,
                         KeyAlgorithm algorithm = KeyAlgorithm::Tdes);

// Over the data of version 01 (9F02 9F03 9F1A 95 5F2A 9A 9C 9F37 82 9F36 CVR), 8 octets.
Result<Bytes> applicationCryptogram(ByteView sessionKeyAc, ByteView data,
                                    KeyAlgorithm algorithm = KeyAlgorithm::Tdes);

// Method 1: the issuer's answer to `arqc` with response code `arc` (2 octets). 8 octets.
Result<Bytes> responseCryptogram(ByteView sessionKeyAc, ByteView arqc, ByteView arc,
                                 KeyAlgorithm algorithm = KeyAlgorithm::Tdes);

// Of an issuer script command. `header` is CLA INS P1 P2 Lc, with Lc counting the 4 octets of MAC.
Result<Bytes> scriptMac(ByteView sessionKeyMac, ByteView header, std::uint16_t atc, ByteView arqc,
                        ByteView data, KeyAlgorithm algorithm = KeyAlgorithm::Tdes);

// Of the issuer discretionary data in 9F10, over the ATC and the data. 4 octets.
Result<Bytes> discretionaryMac(ByteView sessionKeyMac, std::uint16_t atc, ByteView data,
                               KeyAlgorithm algorithm = KeyAlgorithm::Tdes);

// The data field of PIN CHANGE: the new PIN's block hidden with half of the card's AC key and, when
// `currentPin` is given, with the current PIN; then enciphered. 16 octets.
Result<Bytes> encipherNewPin(ByteView cardKeyAc, ByteView sessionKeyEnc, std::string_view newPin,
                             std::string_view currentPin = {},
                             KeyAlgorithm algorithm = KeyAlgorithm::Tdes);
// The card's side. CryptoFailed when what comes out isn't a PIN block.
Result<std::string> decipherNewPin(ByteView cardKeyAc, ByteView sessionKeyEnc, ByteView enciphered,
                                   std::string_view currentPin = {},
                                   KeyAlgorithm algorithm = KeyAlgorithm::Tdes);

// Big-endian.
Bytes toTwoOctets(std::uint16_t number);

}  // namespace tappay::simulator
