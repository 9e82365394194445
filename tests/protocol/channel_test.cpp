// The channel of docs/protocol.md. Keys and records were computed apart from this code (Python's
// hmac and the AESGCM of its package cryptography).
#include "protocol/channel.h"

#include <gtest/gtest.h>

#include "crypto/hash.h"
#include "crypto/jose.h"
#include "protocol/sealed_transaction.h"
#include "protocol/strictness.h"

namespace tappay::protocol {
namespace {

constexpr const char* kSession = "01936b2e-7c00-7abc-8def-0123456789ab";
constexpr const char* kPayment = "01936b2e-7c00-7abc-8def-0123456789ac";
constexpr const char* kCall =
    "AAAAAQABAgMEBQYHCAkKC5fC7vJJ0VhTKY4Lk2LJsocQWyqQ-"
    "UrTpGVFDX_-4eH9zAz96WtMehGW_2f3fio1w81ciek";
constexpr const char* kAnswer =
    "AAAAAQABAgMEBQYHCAkKC4s8DZR_sI8pZrjJ5nXQxx7wG5oZvvZnTKWGi1G9cKnFHeH6nVYTcgaIvVk";

class CountingRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> to) override {
        for (std::size_t i = 0; i < to.size(); ++i)
            to[i] = static_cast<std::uint8_t>(i);
    }
};

const SecretBytes& processKey() {
    static const SecretBytes key(Bytes(32, 0x22));
    return key;
}

TEST(Channel, KeysOfBothDirections) {
    EXPECT_EQ(toText(channelCallKeyInfo("x")), "tap-and-pay channel callx");
    EXPECT_EQ(toText(channelAnswerKeyInfo("x")), "tap-and-pay channel answerx");
    const auto key = [](const Bytes& info) {
        return toHex(crypto::hkdfSha256(processKey().view(), {}, info, 32));
    };
    EXPECT_EQ(key(channelCallKeyInfo(kPayment)),
              "74A84A908DDA68B95E5F3EC0B0DDB75D0E6D0B833F40D1C36CCFE2AAD4FD6351");
    EXPECT_EQ(key(channelAnswerKeyInfo(kPayment)),
              "62B47A86199DF3DF71CFDDF11B5B918A9B2EAFCAAFA5627176A8073276CF1E0B");
}

TEST(Channel, RecordsOfBothDirections) {
    CountingRandom random;
    const ChannelEnd end(processKey(), kSession, kPayment);
    const auto question = end.seal(1, {"/v1/captures", "e30"}, random);
    ASSERT_TRUE(question);
    EXPECT_EQ(question->session, kSession);
    EXPECT_EQ(question->payment, kPayment);
    EXPECT_EQ(question->record, kCall);
    const auto answer = end.open(1, kAnswer);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 200U);
    EXPECT_EQ(answer->body, "e30");
}

TEST(Channel, AnAnswerIsForOneQuestionOfOnePayment) {
    const ChannelEnd end(processKey(), kSession, kPayment);
    const auto refused = [](const Result<CarriedAnswer>& answer) {
        return !answer && answer.error().code == FailureCode::HostAnswerInvalid;
    };
    EXPECT_TRUE(refused(end.open(2, kAnswer)));
    EXPECT_TRUE(refused(end.open(1, kCall))) << "the other direction";
    EXPECT_TRUE(refused(ChannelEnd(processKey(), kSession, kSession).open(1, kAnswer)));
    EXPECT_TRUE(
        refused(ChannelEnd(SecretBytes(Bytes(32, 1)), kSession, kPayment).open(1, kAnswer)));
    const std::string_view whole(kAnswer);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string changed(whole);
        changed[at] = changed[at] == 'x' ? 'y' : 'x';
        EXPECT_TRUE(refused(end.open(1, changed))) << at;
        EXPECT_TRUE(refused(end.open(1, whole.substr(0, at)))) << at;
    }
    // Sealed by who has the key, and no answer.
    CountingRandom random;
    const SecretBytes key(
        crypto::hkdfSha256(processKey().view(), {}, channelAnswerKeyInfo(kPayment), 32));
    for (const char* text : {"", "{}", "[]", R"({"status":99,"body":""})", R"({"status":200})"}) {
        const auto sealed = sealTransaction(key, 1, asBytes(text), random);
        if (sealed) EXPECT_TRUE(refused(end.open(1, crypto::base64Url(*sealed)))) << text;
    }
}

TEST(Channel, MessagesAreStrict) {
    const auto question = encode(ChannelQuestion{kSession, kPayment, "AAAAAQ"});
    ASSERT_TRUE(decodeChannelQuestion(question));
    EXPECT_EQ(encode(*decodeChannelQuestion(question)), question);
    for (const auto& spoilt : spoilt(question))
        EXPECT_EQ(decodeChannelQuestion(spoilt.json).error().code, FailureCode::InputMalformed)
            << spoilt.what;
    EXPECT_FALSE(decodeChannelQuestion(question.substr(0, question.size() - 1) + R"(,"more":1})"));
    const auto answer = encodeChannelAnswer("AAAAAQ");
    EXPECT_EQ(decodeChannelAnswer(answer), "AAAAAQ");
    for (const auto& spoilt : spoilt(answer))
        EXPECT_FALSE(decodeChannelAnswer(spoilt.json)) << spoilt.what;
    const auto call = encode(CarriedCall{"/v1/captures", "e30"});
    for (const auto& spoilt : spoilt(call))
        EXPECT_FALSE(decodeCarriedCall(spoilt.json)) << spoilt.what;
    EXPECT_EQ(decodeCarriedCall(call)->path, "/v1/captures");
    for (const char* bad : {R"({"status":99,"body":""})", R"({"status":600,"body":""})",
                            R"({"status":"200","body":""})", R"({"status":200,"body":1})"})
        EXPECT_FALSE(decodeCarriedAnswer(bad)) << bad;
    EXPECT_EQ(decodeCarriedAnswer(R"({"status":200,"body":""})")->status, 200U);
}

}  // namespace
}  // namespace tappay::protocol
