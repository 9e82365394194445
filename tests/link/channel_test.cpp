#include "link/channel.h"

#include <gtest/gtest.h>

#include "crypto/random.h"
#include "link/played_back_end.h"
#include "support/key_chip.h"

// Pages that do with a payment's calls whatever they like.
namespace tappay::test {
namespace {

const std::string kSession = "01936b2e-5f00-7a31-8c11-000000000001";
const std::string kPayment = "01936b2e-5f00-7a31-8c11-000000000002";
const std::string kOther = "01936b2e-5f00-7a31-8c11-000000000003";

// What a page makes of one call.
using Page = std::function<std::optional<std::string>(const link::Carrier::Parcel&)>;

class PlayedCarrier final : public link::Carrier {
public:
    explicit PlayedCarrier(Page page) : m_page(std::move(page)) {}
    std::optional<std::string> carry(const Parcel& parcel, const Deadline& deadline) override {
        parcels.push_back(parcel);
        shares.push_back(deadline.left());
        return m_page(parcel);
    }
    std::vector<Parcel> parcels;
    std::vector<std::chrono::milliseconds> shares;

private:
    Page m_page;
};

class ChannelTest : public ::testing::Test {
protected:
    ChannelTest() {
        auto session = std::make_unique<PlayedSession>(backEnd);
        own = session.get();
        line = link::connectOver(std::move(session), "https://pay.example:8443", chip, random, log);
        line->identify({.terminalId = "10000001",
                        .keyId = "key-1",
                        .sealTo = backEnd.key.publicKey(),
                        .sealKeyId = "seal-1",
                        .answersBy = backEnd.key.publicKey()})
            .value();
    }
    std::optional<std::string> deliver(const link::Carrier::Parcel& parcel) {
        return backEnd.open(parcel.body, process);
    }
    link::Channel through(Page page, const std::string& payment = kPayment) {
        carrier = std::make_shared<PlayedCarrier>(std::move(page));
        return {carrier, process, kSession, payment, random};
    }
    Result<protocol::PaymentAnswer> authorise(link::Channel& channel,
                                              const std::string& key = kPayment) {
        protocol::AuthorisationRequest request;
        request.key = key;
        request.terminalId = "10000001";
        request.merchantId = "898310054110002";
        request.amount = {1234, *currencyByAlpha("CNY")};
        request.entryMode = "052";
        request.sequence = 1;
        request.time = "2026-11-22T08:00:00.000Z";
        request.order = kOther;
        request.card.pan = SecretBytes(asBytes("6228480012345678901"));
        request.card.track2 = SecretBytes(asBytes("6228480012345678901D3012"));
        request.card.expiry = "3012";
        request.card.icc = *fromHex("9F2608A1A2A3A4A5A6A7A8");
        const protocol::SignOnSeal seal{kSession, process, 1};
        return line->authorise(request, &seal, Deadline::in(std::chrono::seconds(20)), &channel);
    }
    Result<protocol::PaymentAnswer> capture(link::Channel& channel) {
        return line->capture(kPayment, "A1A2A3A4A5A6A7A8", Deadline::in(std::chrono::seconds(20)),
                             &channel);
    }

    PlayedBackEnd backEnd;
    crypto::EcPrivateKey identity = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    KeyChip chip{identity};
    crypto::SystemRandom random;
    SecretBytes process{Bytes(32, 0x42)};
    Log log{"test", LogLevel::Error, [](LogLevel, std::string_view) {}};
    PlayedSession* own = nullptr;
    std::unique_ptr<link::BackEnd> line;
    std::shared_ptr<PlayedCarrier> carrier;
};

TEST_F(ChannelTest, AnHonestPageIsAllItTakes) {
    own->down = true;
    auto channel = through([this](const auto& parcel) { return deliver(parcel); });
    EXPECT_FALSE(channel.used());
    const auto answer = authorise(channel);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->state, protocol::PaymentState::Approved);
    ASSERT_TRUE(capture(channel));
    EXPECT_TRUE(channel.used());
    ASSERT_EQ(carrier->parcels.size(), 2U);
    EXPECT_EQ(carrier->parcels[0].url, "https://pay.example:8443/v1/channel");
    EXPECT_EQ(carrier->parcels[0].number, 1U);
    EXPECT_EQ(carrier->parcels[1].number, 2U);
    for (const auto share : carrier->shares)
        EXPECT_LE(share, std::chrono::seconds(8)) << "there has to be time for the other way";
}

// Whatever it is, the very same octets go over the own connection, and the payment runs once.
TEST_F(ChannelTest, NoPageCanDoMoreThanMakeTheTerminalAskItself) {
    std::optional<std::string> others;
    {
        auto other = through([&](const auto& parcel) { return others = deliver(parcel); }, kOther);
        ASSERT_TRUE(authorise(other, kOther));
    }
    const auto garbled = [&](const link::Carrier::Parcel& parcel, std::size_t at) {
        auto record = protocol::decodeChannelAnswer(*deliver(parcel)).value();
        record[record.size() * at / 10] ^= 1;
        return std::optional(protocol::encodeChannelAnswer(record));
    };
    const std::vector<std::pair<const char*, Page>> pages{
        {"drops the call", [](const auto&) { return std::nullopt; }},
        {"delivers and drops the answer",
         [&](const auto& parcel) {
             (void)deliver(parcel);
             return std::optional<std::string>();
         }},
        {"answers something of its own",
         [](const auto&) { return std::optional<std::string>(R"({"record":"AAAAAQ"})"); }},
        {"answers no JSON", [](const auto&) { return std::optional<std::string>("paid!"); }},
        {"answers nothing at all", [](const auto&) { return std::optional<std::string>(""); }},
        {"answers with the question",
         [](const auto& parcel) {
             const auto question = protocol::decodeChannelQuestion(parcel.body);
             return std::optional(protocol::encodeChannelAnswer(question->record));
         }},
        {"garbles the number", [&](const auto& parcel) { return garbled(parcel, 0); }},
        {"garbles the answer", [&](const auto& parcel) { return garbled(parcel, 5); }},
        {"garbles the tag", [&](const auto& parcel) { return garbled(parcel, 9); }},
        {"swaps it for another payment's", [&](const auto&) { return others; }},
    };
    for (const auto& [name, page] : pages) {
        backEnd.payments.clear();
        backEnd.bodies.clear();
        backEnd.runs = own->sent = 0;
        auto channel = through(page);
        const auto answer = authorise(channel);
        ASSERT_TRUE(answer) << name << ": " << answer.error().detail;
        EXPECT_EQ(answer->key, kPayment) << name;
        EXPECT_EQ(own->sent, 1) << name;
        EXPECT_EQ(backEnd.runs, 1) << name;
        EXPECT_EQ(backEnd.bodies.size(), 1U) << name << ": the same octets";
    }
}

TEST_F(ChannelTest, AnAnswerIsForItsOwnQuestion) {
    std::optional<std::string> first;
    auto channel = through([&](const auto& parcel) {
        if (!first) return first = deliver(parcel);
        (void)deliver(parcel);
        return first;  // once more
    });
    ASSERT_TRUE(authorise(channel));
    EXPECT_EQ(own->sent, 0);
    ASSERT_TRUE(capture(channel));
    EXPECT_EQ(own->sent, 1) << "the first answer is none to the second question";
}

TEST_F(ChannelTest, ACallThatIsSentTwiceRunsOnce) {
    auto channel = through([&](const auto& parcel) {
        (void)deliver(parcel);
        return deliver(parcel);
    });
    ASSERT_TRUE(authorise(channel));
    EXPECT_EQ(backEnd.runs, 1);
    EXPECT_EQ(own->sent, 0);
}

// A page could have sent it before, and show the answer it likes better.
TEST_F(ChannelTest, ARefusalIsAskedForAgain) {
    auto channel = through([&](const auto& parcel) {
        (void)deliver(parcel);
        backEnd.refuse = FailureCode::OrderInProgress;
        const auto refusal = deliver(parcel);
        backEnd.refuse.reset();
        return refusal;
    });
    const auto answer = authorise(channel);
    ASSERT_TRUE(answer) << "what was run is not called refused";
    EXPECT_EQ(own->sent, 1);

    backEnd.payments.clear();
    auto refusing = through([&](const auto& parcel) { return deliver(parcel); });
    backEnd.refuse = FailureCode::OrderPaid;
    EXPECT_EQ(authorise(refusing).error().code, FailureCode::OrderPaid);
    EXPECT_TRUE(refusing.used()) << "so that the caller knows what that is worth";
}

// It was handed over: nobody knows whether it arrived.
TEST_F(ChannelTest, WithNoOtherWayTheResultIsOpen) {
    own->down = true;
    auto channel = through([](const auto&) { return std::nullopt; });
    EXPECT_EQ(authorise(channel).error().code, FailureCode::HostTimeout);
    EXPECT_EQ(capture(channel).error().code, FailureCode::HostTimeout);
}

}  // namespace
}  // namespace tappay::test
