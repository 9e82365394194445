#include "tlv/bits.h"

#include <gtest/gtest.h>

namespace tappay::tlv {
namespace {

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

std::string lines(const Result<Explanation>& explanation) {
    if (!explanation) return "refused: " + explanation.error().detail;
    std::string text;
    for (const Explained& line : *explanation)
        text += line.field + ": " + line.meaning + "\n";
    return text;
}

TEST(Bits, Tvr) {
    EXPECT_EQ(lines(explainTvr(hex("8000048000"))),
              "byte 1 bit 8: offline data authentication was not performed\n"
              "byte 3 bit 3: online PIN entered\n"
              "byte 4 bit 8: transaction exceeds the floor limit\n");
    EXPECT_TRUE(explainTvr(hex("0000000000"))->empty());
    EXPECT_EQ(lines(explainTvr(hex("0100000000"))), "byte 1 bit 1: reserved\n");
    EXPECT_EQ(explainTvr(hex("FFFFFFFFFF"))->size(), 40U);
    EXPECT_EQ(lines(explainTvr(hex("00000000"))), "refused: TVR is not 5 octets");
    EXPECT_EQ(explainTvr({}).error().code, FailureCode::InputMalformed);
}

TEST(Bits, TsiAipAuc) {
    EXPECT_EQ(lines(explainTsi(hex("E800"))),
              "byte 1 bit 8: offline data authentication was performed\n"
              "byte 1 bit 7: cardholder verification was performed\n"
              "byte 1 bit 6: card risk management was performed\n"
              "byte 1 bit 4: terminal risk management was performed\n");
    EXPECT_EQ(lines(explainAip(hex("7D00"))),
              "byte 1 bit 7: static data authentication supported\n"
              "byte 1 bit 6: dynamic data authentication supported\n"
              "byte 1 bit 5: cardholder verification supported\n"
              "byte 1 bit 4: terminal risk management to be performed\n"
              "byte 1 bit 3: issuer authentication by EXTERNAL AUTHENTICATE supported\n"
              "byte 1 bit 1: combined data authentication supported\n");
    EXPECT_EQ(explainAuc(hex("FF00"))->size(), 8U);
    EXPECT_EQ(lines(explainAuc(hex("0180"))),
              "byte 1 bit 1: valid at terminals other than cash machines\n"
              "byte 2 bit 8: domestic cashback allowed\n");
}

TEST(Bits, Qualifiers) {
    EXPECT_EQ(lines(explainTtq(hex("36800000"))),
              "byte 1 bit 6: qPBOC supported\n"
              "byte 1 bit 5: contact PBOC debit and credit supported\n"
              "byte 1 bit 3: online PIN supported\n"
              "byte 1 bit 2: signature supported\n"
              "byte 2 bit 8: online cryptogram required\n");
    EXPECT_EQ(lines(explainTtq(hex("00000080"))), "byte 4 bit 8: fDDA version 01 supported\n");
    EXPECT_EQ(lines(explainCtq(hex("8080"))),
              "byte 1 bit 8: online PIN required\n"
              "byte 2 bit 8: verification on the cardholder's own device performed\n");
}

TEST(Bits, CvmListAndResults) {
    EXPECT_EQ(lines(explainCvmList(hex("000003E800000000 4203 1E06 1F00"))),
              "amount X: 1000\n"
              "amount Y: 0\n"
              "rule 1: enciphered PIN checked online, if the terminal supports it; else the next "
              "rule\n"
              "rule 2: signature, if in the application currency and under X; else verification "
              "has failed\n"
              "rule 3: no verification required, always; else verification has failed\n");
    EXPECT_EQ(explainCvmList(hex("0000000000000000"))->size(), 2U);
    EXPECT_FALSE(explainCvmList(hex("00000000000000")));
    EXPECT_FALSE(explainCvmList(hex("000000000000000042")));
    EXPECT_EQ(lines(explainCvmResults(hex("410302"))),
              "method: plaintext PIN checked by the card\n"
              "condition: if the terminal supports it\n"
              "result: successful\n");
    EXPECT_EQ(lines(explainCvmResults(hex("3F0000"))),
              "method: no method performed\ncondition: always\nresult: unknown\n");
    EXPECT_EQ(lines(explainCvmResults(hex("20820F"))),
              "method: identity document of the cardholder\n"
              "condition: condition of the payment system\n"
              "result: reserved\n");
}

TEST(Bits, Cid) {
    EXPECT_EQ(lines(explainCid(hex("80"))), "cryptogram: ARQC: online authorisation requested\n");
    EXPECT_EQ(lines(explainCid(hex("40"))), "cryptogram: TC: approved offline\n");
    EXPECT_EQ(lines(explainCid(hex("0A"))),
              "cryptogram: AAC: declined\nadvice: required\nreason: PIN try limit exceeded\n");
    EXPECT_EQ(lines(explainCid(hex("07"))), "cryptogram: AAC: declined\nreason: reserved\n");
}

TEST(Bits, CvrAndIad) {
    EXPECT_EQ(lines(explainCvr(hex("03A46022"))),
              "CVR second GENERATE AC: not requested\n"
              "CVR first GENERATE AC: ARQC\n"
              "CVR script commands processed: 2\n"
              "CVR byte 2 bit 3: offline PIN verification performed\n"
              "CVR byte 3 bit 7: PIN try limit exceeded\n"
              "CVR byte 3 bit 6: velocity counters or electronic cash limits exceeded\n"
              "CVR byte 4 bit 2: dynamic data authentication performed\n");
    EXPECT_FALSE(explainCvr(hex("04A00000")));
    EXPECT_FALSE(explainCvr(hex("03A000")));
    EXPECT_EQ(lines(explainIad(hex("07010103A00000010A01000005000045F9C038"))),
              "derivation key index: 01\n"
              "cryptogram version: 01\n"
              "CVR second GENERATE AC: not requested\n"
              "CVR first GENERATE AC: ARQC\n"
              "CVR script commands processed: 0\n"
              "algorithm: triple DES\n"
              "issuer discretionary data: electronic cash balance 0000050000\n"
              "issuer discretionary data MAC: 45F9C038\n");
    EXPECT_EQ(explainIad(hex("0701170390000004"))->back().meaning, "SM4");
    EXPECT_EQ(explainIad(hex("07010103A0000001020101"))->back().meaning, "020101");
    EXPECT_FALSE(explainIad(hex("06010A03A00000")));
    EXPECT_FALSE(explainIad(hex("07010103A00000")));
}

}  // namespace
}  // namespace tappay::tlv
