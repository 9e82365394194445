#include <future>

#include "backend/enrolment/enrolling_test.h"
#include "protocol/channel.h"
#include "protocol/time.h"

// Payments that come through a page: records that only the terminal and the back end can read.
namespace tappay::test {
namespace {

constexpr const char* kAuthorisations = "/v1/authorisations";

class ChannelTest : public EnrollingTest {
protected:
    protocol::ChannelEnd endOf(const Newcomer& machine, const std::string& payment) {
        const auto& session = m_sessions.at(machine.enrolled.keyId);
        return {session.process, session.id, payment};
    }
    std::string question(const protocol::ChannelEnd& end, std::uint32_t number,
                         const protocol::CarriedCall& call) {
        return encode(end.seal(number, call, m_random).value());
    }
    std::optional<Reply> carry(const std::string& body,
                               const std::string& type = "application/json") {
        HttpsClient page(m_backend->port());
        EXPECT_TRUE(page.handshake());
        return page.post("/v1/channel", body, type);
    }
    // The failure outside a record, or Internal.
    FailureCode refusal(const std::string& body) {
        const auto reply = carry(body);
        if (!reply || reply->status == 200) return FailureCode::Internal;
        EXPECT_NE(reply->head.find("Access-Control-Allow-Origin: *"), std::string::npos);
        return protocol::decodeError(reply->body).code;
    }
    Result<protocol::CarriedAnswer> open(const protocol::ChannelEnd& end, std::uint32_t number,
                                         const std::optional<Reply>& reply) {
        if (!reply) return fail(FailureCode::HostTimeout, "nothing");
        TAPPAY_TRY(record, protocol::decodeChannelAnswer(reply->body));
        return end.open(number, record);
    }
    std::size_t sent() { return m_network.received("0200").size(); }
};

TEST_F(ChannelTest, AnAuthorisationIsTheSameAsOneThatIsSentDirectly) {
    const auto machine = paying("chip");
    const auto asked = payment(machine);
    const auto body = seal(machine, asked);
    const auto end = endOf(machine, asked.key);
    const auto sealed = question(end, 1, {kAuthorisations, body});
    EXPECT_EQ(sealed.find(body.substr(0, 20)), std::string::npos);
    const auto reply = carry(sealed);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 200) << reply->body;
    EXPECT_NE(reply->head.find("Access-Control-Allow-Origin: *"), std::string::npos);
    EXPECT_EQ(reply->head.find("Access-Control-Allow-Credentials"), std::string::npos);
    const auto answer = open(end, 1, reply);
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 200U);
    // The own connection gets the very same octets, and so does a record that comes twice.
    EXPECT_EQ(postAuthorisation(body)->body, answer->body);
    EXPECT_EQ(open(end, 1, carry(sealed))->body, answer->body);
    EXPECT_EQ(open(end, 2, carry(question(end, 2, {kAuthorisations, body})))->body, answer->body);
    EXPECT_EQ(sent(), 1U);
    EXPECT_FALSE(open(end, 2, reply)) << "an answer has its question's number";
    EXPECT_FALSE(open(endOf(machine, Questions::newKey()), 1, reply));
}

TEST_F(ChannelTest, ARefusalIsSaidInsideTheRecord) {
    const auto machine = paying("chip");
    auto asked = payment(machine);
    asked.time = protocol::formatTime(m_time.now() - std::chrono::minutes(6));
    const auto end = endOf(machine, asked.key);
    const auto answer =
        open(end, 1, carry(question(end, 1, {kAuthorisations, seal(machine, asked)})));
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->status, 401U);
    EXPECT_EQ(protocol::decodeError(answer->body).code, FailureCode::ClockWrong);
    EXPECT_EQ(sent(), 0U);
}

TEST_F(ChannelTest, OnlyThePathsOfAPaymentPass) {
    const auto machine = paying("chip");
    const auto asked = payment(machine);
    const auto end = endOf(machine, asked.key);
    for (const char* path : {"/v1/undo", "/v1/advices", "/v1/sign-ons", "/v1/channel", "/livez",
                             "/v1/authorisations/", "/v1/authorisations?x", "/v1/transactions/1"})
        EXPECT_EQ(refusal(question(end, 1, {path, seal(machine, asked)})), FailureCode::NotFound)
            << path;
    EXPECT_EQ(sent(), 0U);
}

TEST_F(ChannelTest, WhatDoesNotBelongTogetherOpensNothing) {
    const auto machine = paying("chip"), other = paying("other", kOther);
    const auto asked = payment(machine);
    const auto body = seal(machine, asked);
    const auto end = endOf(machine, asked.key);
    const auto good = end.seal(1, {kAuthorisations, body}, m_random).value();
    const auto with = [&](auto change) {
        auto changed = good;
        change(changed);
        return encode(changed);
    };
    const auto flipped = [&](std::size_t octet) {
        return with([&](auto& it) {
            auto octets = crypto::fromBase64Url(it.record).value();
            octets[octet < octets.size() ? octet : octets.size() - 1] ^= 1;
            it.record = crypto::base64Url(octets);
        });
    };
    const auto& others = m_sessions.at(other.enrolled.keyId);
    const std::map<std::string, std::string> rejected{
        {"another payment", with([&](auto& it) { it.payment = Questions::newKey(); })},
        {"another terminal's sign-on", with([&](auto& it) { it.session = others.id; })},
        {"a bit of the number", flipped(3)},
        {"a bit of the nonce", flipped(4)},
        {"a bit of the call", flipped(16)},
        {"a bit of the tag", flipped(100'000)},
        {"somebody else's call", question(endOf(other, asked.key), 1, {kAuthorisations, body})}};
    for (const auto& [what, changed] : rejected)
        EXPECT_EQ(refusal(changed), FailureCode::KeyRejected) << what;
    EXPECT_EQ(audited(backend::audited::kRefused, "key.rejected"), 1U)
        << "only a call that opens has somebody to blame";
    EXPECT_EQ(refusal(with([](auto& it) { it.session = Questions::newKey(); })),
              FailureCode::NotSignedOn);
    EXPECT_EQ(sent(), 0U);
    EXPECT_TRUE(open(end, 1, carry(encode(good)))) << "what was refused has spoiled nothing";
}

TEST_F(ChannelTest, ASignOnThatIsOverIsNoChannel) {
    const auto machine = paying("chip");
    const auto asked = payment(machine);
    const auto sealed =
        question(endOf(machine, asked.key), 1, {kAuthorisations, seal(machine, asked)});
    m_time.advance(std::chrono::hours(25));
    EXPECT_EQ(refusal(sealed), FailureCode::NotSignedOn);
}

TEST_F(ChannelTest, ATerminalThatIsSuspendedIsTurnedAway) {
    const auto machine = paying("chip");
    const auto asked = payment(machine);
    const auto sealed =
        question(endOf(machine, asked.key), 1, {kAuthorisations, seal(machine, asked)});
    setStanding(kTerminal, backend::TerminalStanding::Suspended);
    EXPECT_EQ(refusal(sealed), FailureCode::TerminalSuspended);
    EXPECT_EQ(sent(), 0U);
}

TEST_F(ChannelTest, PagesMayAskFromAnywhere) {
    const auto preflight = exchange("OPTIONS", "/v1/channel", {},
                                    "Origin: https://tea.example\r\n"
                                    "Access-Control-Request-Method: POST\r\n"
                                    "Access-Control-Request-Headers: content-type\r\n");
    ASSERT_TRUE(preflight);
    EXPECT_EQ(preflight->status, 204);
    for (const char* header : {"Access-Control-Allow-Origin: *",
                               "Access-Control-Allow-Methods: "
                               "POST",
                               "Access-Control-Allow-Headers: Content-Type"})
        EXPECT_NE(preflight->head.find(header), std::string::npos) << preflight->head;
    EXPECT_EQ(exchange("GET", "/v1/channel")->status, 405);
    EXPECT_EQ(carry("{}", "text/plain")->status, 415);
    for (const char* malformed : {"", "{}", "[]", "{\"session\":1}"})
        EXPECT_EQ(carry(malformed)->status, 400) << malformed;
    EXPECT_EQ(carry(std::string(100'000, 'a'))->status, 413);
}

// A thousand strangers keep nobody from paying.
TEST_F(ChannelTest, GarbageDoesNotHoldUpAPayment) {
    const auto machine = paying("chip");
    std::vector<std::future<void>> pages;
    for (int i = 0; i < 8; ++i)
        pages.push_back(std::async(std::launch::async, [this] {
            HttpsClient page(m_backend->port());
            if (!page.handshake()) return;
            const auto garbage = encode(protocol::ChannelQuestion{
                Questions::newKey(), Questions::newKey(), std::string(1000, 'A')});
            for (int n = 0; n < 125; ++n)
                page.post("/v1/channel", garbage, "application/json");
        }));
    const auto asked = payment(machine);
    const auto end = endOf(machine, asked.key);
    EXPECT_TRUE(open(end, 1, carry(question(end, 1, {kAuthorisations, seal(machine, asked)}))));
    for (auto& page : pages)
        page.get();
}

}  // namespace
}  // namespace tappay::test
