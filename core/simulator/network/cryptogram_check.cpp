#include "simulator/network/cryptogram_check.h"

#include <array>

#include "tlv/tlv.h"

namespace tappay::simulator::network {

namespace {

struct Part {
    tlv::Tag tag;
    std::size_t length;
};

// The order of cryptogram version 01; the CVR follows, taken out of 9F10.
constexpr std::array kCryptogramData{
    Part{0x9F02, 6}, Part{0x9F03, 6}, Part{0x9F1A, 2}, Part{0x95, 5}, Part{0x5F2A, 2},
    Part{0x9A, 3},   Part{0x9C, 1},   Part{0x9F37, 4}, Part{0x82, 2}, Part{0x9F36, 2}};
constexpr std::uint8_t kTypeMask = 0xC0, kArqc = 0x80, kTc = 0x40;
constexpr std::uint8_t kVersion = 0x01, kSm4 = 0x04;
// 9F10: length of this part, derivation key index, cryptogram version, CVR, algorithm.
constexpr std::size_t kVersionAt = 2, kCvrAt = 3, kCvrLength = 4, kAlgorithmAt = 7;
// PUT DATA of the lower consecutive offline limit (9F58).
constexpr std::array<std::uint8_t, 4> kPutData{0x04, 0xDA, 0x9F, 0x58};
constexpr std::array<std::uint8_t, 1> kNewLimit{0x03};

// Octet 2 of the CVR: b8b7 the second cryptogram (10: none yet), b6b5 the first.
bool cardSays(ByteView cvr, Cryptogram wanted) {
    const auto second = cvr[1] >> 6, first = (cvr[1] >> 4) & 0x03;
    if (wanted == Cryptogram::Arqc) return second == 2 && first == 2;
    return second == 1 || (second == 2 && first == 1);
}

Result<ByteView> take(const std::vector<tlv::Item>& items, const Part& part) {
    const auto value = tlv::find(items, part.tag);
    if (!value || value->size() != part.length)
        return fail(FailureCode::InputMalformed,
                    "field 55, tag " + toHex(tlv::encodeTag(part.tag)));
    return *value;
}

}  // namespace

Result<CardProof> checkCryptogram(const IssuerKeys& issuer, std::string_view pan,
                                  std::string_view panSequence, ByteView icc,
                                  std::string_view amountN12, std::string_view currencyN3,
                                  Cryptogram wanted) {
    const auto items = tlv::parse(icc);
    if (!items) return fail(FailureCode::InputMalformed, "field 55");
    Bytes data;
    for (const Part& part : kCryptogramData) {
        TAPPAY_TRY(value, take(*items, part));
        append(data, value);
    }
    TAPPAY_TRY(amount, take(*items, {0x9F02, 6}));
    TAPPAY_TRY(currency, take(*items, {0x5F2A, 2}));
    if (toHex(amount) != amountN12 || toHex(currency) != "0" + std::string(currencyN3))
        return fail(FailureCode::InputMalformed, "field 55 is for another amount");
    TAPPAY_TRY(cid, take(*items, {0x9F27, 1}));
    TAPPAY_TRY(arqc, take(*items, {0x9F26, 8}));
    TAPPAY_TRY(atcOctets, take(*items, {0x9F36, 2}));
    const auto iad = tlv::find(*items, 0x9F10);
    if (!iad || iad->size() < kCvrAt + kCvrLength ||
        (cid[0] & kTypeMask) != (wanted == Cryptogram::Tc ? kTc : kArqc) ||
        (*iad)[kVersionAt] != kVersion || !cardSays(iad->subspan(kCvrAt, kCvrLength), wanted))
        return fail(FailureCode::InputMalformed, "field 55, tag 9F10 or 9F27");
    append(data, iad->subspan(kCvrAt, kCvrLength));

    CardProof proof;
    if (iad->size() > kAlgorithmAt && (*iad)[kAlgorithmAt] == kSm4) proof.cipher = Cipher::Sm4;
    const bool sm4 = proof.cipher == Cipher::Sm4;
    const auto& imkAc = sm4 ? issuer.imkAcSm4 : issuer.imkAc;
    const auto& imkMac = sm4 ? issuer.imkMacSm4 : issuer.imkMac;
    if (imkAc.view().empty() || imkMac.view().empty())
        return fail(FailureCode::CryptoFailed, "no keys for this algorithm");
    proof.arqc.assign(arqc.begin(), arqc.end());
    proof.atc = static_cast<std::uint16_t>(atcOctets[0] << 8 | atcOctets[1]);
    TAPPAY_TRY(cardAc, deriveCardKey(imkAc.view(), pan, panSequence, proof.cipher));
    TAPPAY_TRY(acKey, deriveSessionKey(cardAc.view(), proof.atc, proof.cipher));
    TAPPAY_TRY(cardMac, deriveCardKey(imkMac.view(), pan, panSequence, proof.cipher));
    TAPPAY_TRY(macKey, deriveSessionKey(cardMac.view(), proof.atc, proof.cipher));
    TAPPAY_TRY(expected, applicationCryptogram(acKey.view(), data, proof.cipher));
    if (!equalConstantTime(expected, proof.arqc))
        return fail(FailureCode::CryptoFailed, "application cryptogram");
    proof.acKey = std::move(acKey);
    proof.macKey = std::move(macKey);
    return proof;
}

Result<Bytes> answerToCard(const CardProof& proof, std::string_view responseCode,
                           std::optional<std::uint32_t> scriptTag) {
    TAPPAY_TRY(cryptogram, arpc(proof.acKey.view(), proof.arqc, responseCode, proof.cipher));
    Bytes answer;
    tlv::appendItem(answer, 0x91, concat({cryptogram, asBytes(responseCode)}));
    if (scriptTag) {
        TAPPAY_TRY(command, scriptCommand(proof.macKey.view(), proof.atc, proof.arqc, kPutData,
                                          kNewLimit, proof.cipher));
        tlv::appendItem(answer, *scriptTag, tlv::encode(0x86, command));
    }
    return answer;
}

}  // namespace tappay::simulator::network
