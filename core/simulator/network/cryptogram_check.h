#pragma once

#include <string_view>

#include "simulator/network/bank.h"
#include "simulator/network/issuer_keys.h"

namespace tappay::simulator::network {

// What the card decided with it: to ask the issuer, or to approve by itself.
enum class Cryptogram : std::uint8_t { Arqc, Tc };

// What the issuer knows once the card's cryptogram proved genuine.
struct CardProof {
    Cipher cipher = Cipher::Tdes;
    SecretBytes acKey, macKey;  // of this transaction
    Bytes arqc;                 // 8 octets; the TC of a payment the card approved
    std::uint16_t atc = 0;
};

// Field 55 of a request against the amount and currency of the message. `amountN12` and
// `currencyN3` are the text of fields 4 and 49. InputMalformed when a data object is missing or
// differs from the message, CryptoFailed when the cryptogram is not the card's.
Result<CardProof> checkCryptogram(const IssuerKeys& issuer, std::string_view pan,
                                  std::string_view panSequence, ByteView icc,
                                  std::string_view amountN12, std::string_view currencyN3,
                                  Cryptogram wanted = Cryptogram::Arqc);

// Tag 91 (ARPC and response code) and, where asked, one PUT DATA script in `scriptTag` (71 or 72).
Result<Bytes> answerToCard(const CardProof& proof, std::string_view responseCode,
                           std::optional<std::uint32_t> scriptTag);

}  // namespace tappay::simulator::network
