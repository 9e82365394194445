// The messages of enrolment, master key and sign-on: docs/protocol.md.
#include <gtest/gtest.h>

#include "protocol/enrolment.h"
#include "protocol/key_distribution.h"
#include "protocol/sign_on.h"
#include "protocol/strictness.h"

namespace tappay::protocol {
namespace {

constexpr const char* kTime = "2026-11-22T08:00:00.000Z";
constexpr const char* kSession = "01936b2e-7c00-7abc-8def-0123456789ab";

// Understood and said again; gives the JSON or the failure's detail.
template <auto Decode>
std::string again(std::string_view json) {
    const auto message = Decode(json);
    if (!message)
        return message.error().code == FailureCode::InputMalformed ? message.error().detail
                                                                   : "another failure";
    return encode(*message);
}

struct Kind {
    const char* type;
    std::string (*again)(std::string_view);
    std::string json;
};

crypto::tpm2::Statement statement() {
    return {Bytes(100, 1), Bytes(64, 2)};
}

crypto::EcPublicKey point() {
    return {crypto::Curve::P256, concat({Bytes(32, 3), Bytes(32, 4)})};
}

std::string pinKeyBlock() {
    return "D0144P0AB00N0000" + std::string(128, 'A');
}

std::vector<Kind> kinds() {
    EnrolmentRequest request{.code = "4K7P-XQ2M-9TRA",
                             .chip = {"virtual", "IBM", "SW TPM", "8215.1561"},
                             .defaultCertificates = {Bytes(300, 5), Bytes(400, 6)},
                             .endorsement = Bytes(120, 7),
                             .attestation = Bytes(90, 8),
                             .identity = Bytes(90, 9),
                             .storage = Bytes(90, 10),
                             .time = kTime};
    Enrolled enrolled{.session = kSession,
                      .certificates = {Bytes(300, 1)},
                      .transactionId = "TTI-0001",
                      .terminalId = "10000001",
                      .merchantId = "898310054110001",
                      .merchantName = "Tea House",
                      .keyId = "terminal-1",
                      .sealKeyId = "seal-1",
                      .sealKey = Bytes(64, 2),
                      .answerCertificates = {Bytes(300, 3)},
                      .distributorCertificates = {Bytes(300, 4)},
                      .time = kTime};
    return {
        {"enrolment", again<decodeEnrolmentRequest>, encode(request)},
        {"enrolment_challenge", again<decodeEnrolmentChallenge>,
         encode(EnrolmentChallenge{kSession, Bytes(32, 1), {Bytes(70, 2), Bytes(70, 3)}})},
        {"enrolment_proof", again<decodeEnrolmentProof>,
         encode(EnrolmentProof{kSession, Bytes(32, 1), statement(), statement(), kTime})},
        {"enrolled", again<decodeEnrolled>, encode(enrolled)},
        {"key_hello", again<decodeKeyHello>,
         encode(KeyHello{"10000001", {Bytes(300, 1)}, Bytes(32, 2), kTime})},
        {"key_offer", again<decodeKeyOffer>,
         encode(KeyOffer{"10000001", {Bytes(300, 1)}, Bytes(32, 2), Bytes(32, 3)})},
        {"key_request", again<decodeKeyRequest>,
         encode(KeyRequest{"10000001", Bytes(32, 1), kTime})},
        {"key_delivery", again<decodeKeyDelivery>,
         encode(KeyDelivery{"10000001",
                            Bytes(32, 1),
                            7,
                            {Bytes(50, 2), Bytes(110, 3), Bytes(70, 4)},
                            Bytes(8, 5),
                            Bytes(32, 6)})},
        {"key_receipt", again<decodeKeyReceipt>,
         encode(KeyReceipt{"10000001", 7, Bytes(32, 1), kTime})},
        {"key_acknowledged", again<decodeKeyAcknowledged>, encode(KeyAcknowledged{"10000001", 7})},
        {"sign_on", again<decodeSignOnRequest>,
         encode(SignOnRequest{"10000001", 7, point(), statement(), kTime})},
        {"signed_on", again<decodeSignedOn>,
         encode(SignedOn{"10000001", kSession, 7, point(), pinKeyBlock(), 3, "000001", kTime,
                         "2026-11-23T08:00:00.000Z"})},
    };
}

TEST(TerminalKeys, EachMessageComesBack) {
    for (const auto& kind : kinds()) {
        EXPECT_EQ(kind.again(kind.json), kind.json) << kind.type;
        EXPECT_NE(kind.json.find("\"type\":\"" + std::string(kind.type) + "\""), std::string::npos);
    }
}

// merchantName is the one text that need not be ASCII.
TEST(TerminalKeys, EachMemberIsReadStrictly) {
    for (const auto& kind : kinds()) {
        std::size_t count = 0;
        for (const auto& wrong : spoilt(kind.json)) {
            if (wrong.what.starts_with("merchantName = {\"v\":\"Tea")) continue;
            const auto answer = kind.again(wrong.json);
            const auto name = wrong.what.substr(0, wrong.what.find_first_of(". "));
            EXPECT_TRUE(answer.starts_with(name)) << kind.type << ": " << wrong.what << answer;
            ++count;
        }
        EXPECT_GT(count, 15U) << kind.type;
    }
}

TEST(TerminalKeys, OneKindIsNotReadAsAnother) {
    const auto all = kinds();
    for (const auto& kind : all)
        for (const auto& other : all)
            if (kind.type != other.type) {
                EXPECT_EQ(kind.again(other.json), "type is wrong") << kind.type << other.type;
            }
}

TEST(TerminalKeys, LengthsAreExact) {
    const auto wrongLengths = [](std::string (*again)(std::string_view), auto message,
                                 Bytes& field) {
        for (const auto size : {field.size() - 1, field.size() + 1}) {
            field.assign(size, 1);
            EXPECT_TRUE(again(encode(message())).ends_with(" is wrong"));
        }
    };
    KeyDelivery delivery{"10000001",  Bytes(32, 1), 7, {Bytes(1, 1), Bytes(1, 1), Bytes(1, 1)},
                         Bytes(8, 1), Bytes(32, 1)};
    for (auto* field : {&delivery.challenge, &delivery.checkValue, &delivery.receiver}) {
        const auto right = *field;
        wrongLengths(again<decodeKeyDelivery>, [&] { return delivery; }, *field);
        *field = right;
    }
    SignOnRequest request{"10000001", 0, point(), statement(), kTime};
    EXPECT_EQ(again<decodeSignOnRequest>(encode(request)), "keyVersion is wrong");
    SignedOn signedOn{"10000001", kSession, 1, point(), pinKeyBlock(), 0, "000001", kTime, kTime};
    EXPECT_EQ(again<decodeSignedOn>(encode(signedOn)), encode(signedOn));
    for (const auto* block : {"", "D0144P0AB00N0000", "B0144"}) {
        signedOn.pinKeyBlock = block;
        EXPECT_EQ(again<decodeSignedOn>(encode(signedOn)), "pinKeyBlock is wrong");
    }
    signedOn.pinKeyBlock = pinKeyBlock();
    signedOn.initialKeyId = Bytes(8, 0x12);
    EXPECT_EQ(again<decodeSignedOn>(encode(signedOn)), encode(signedOn));
    EXPECT_NE(encode(signedOn).find(R"("initialKeyId":"EhISEhISEhI")"), std::string::npos);
    for (const std::size_t size : {7U, 9U}) {
        signedOn.initialKeyId = Bytes(size, 1);
        EXPECT_EQ(again<decodeSignedOn>(encode(signedOn)), "initialKeyId is wrong");
    }
}

TEST(TerminalKeys, AFixedExampleOfEachPart) {
    EXPECT_EQ(encode(KeyRequest{"10000001", Bytes(32, 0xFB), kTime}),
              R"({"challenge":"-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_v7-_s",)"
              R"("terminalId":"10000001","time":"2026-11-22T08:00:00.000Z","type":"key_request"})");
    EXPECT_EQ(encode(EnrolmentChallenge{kSession, Bytes(32, 0), {{1, 2, 3}, {4}}}),
              R"({"credential":{"object":"AQID","secret":"BA"},)"
              R"("nonce":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",)"
              R"("session":"01936b2e-7c00-7abc-8def-0123456789ab","type":"enrolment_challenge"})");
    EXPECT_EQ(
        encode(SignOnRequest{
            "10000001", 7, {crypto::Curve::P256, Bytes(64, 0)}, {{1}, Bytes(64, 0)}, kTime}),
        R"({"agreement":{"x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",)"
        R"("y":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},)"
        R"("counter":{"said":"AQ","signature":")"
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        R"("},"keyVersion":7,"terminalId":"10000001",)"
        R"("time":"2026-11-22T08:00:00.000Z","type":"sign_on"})");
}

}  // namespace
}  // namespace tappay::protocol
