#include "confirm/bluetooth/message_exchange.h"

#include <gtest/gtest.h>

#include <deque>

// Questions and answers over a link that a test plays.
namespace tappay::confirm {
namespace {

using namespace std::chrono_literals;
using protocol::DeviceMessage;
using protocol::FrameCommand;

class PlayedLink final : public FrameLink {
public:
    [[nodiscard]] std::size_t largestFrame() const override { return 20; }
    Result<void> write(const std::vector<Bytes>& frames, const Deadline& /*deadline*/) override {
        for (const auto& frame : frames)
            written.push_back(toHex(frame));
        return {};
    }
    Result<Bytes> read(const Deadline& deadline) override {
        if (deadline.cancelled()) return fail(FailureCode::Cancelled);
        waits.push_back(deadline.left());
        if (toRead.empty()) return fail(FailureCode::DeviceTimeout);
        auto frame = fromHex(toRead.front()).value();
        toRead.pop_front();
        return frame;
    }

    std::deque<std::string> toRead;
    std::vector<std::string> written;
    std::vector<std::chrono::milliseconds> waits;
};

class MessageExchangeTest : public testing::Test {
protected:
    Result<Bytes> ask(std::deque<std::string> frames, Deadline deadline = Deadline::in(30s)) {
        m_link.toRead = std::move(frames);
        return m_exchange.ask(toBytes("hello"), deadline);
    }
    FailureCode ending(std::deque<std::string> frames) {
        const auto answer = ask(std::move(frames));
        return answer ? FailureCode::Internal : answer.error().code;
    }

    PlayedLink m_link;
    MessageExchange m_exchange{m_link, {.silence = 2s, .whole = 10s}};
};

constexpr auto kCancel = "BE0000";

TEST_F(MessageExchangeTest, BringsTheAnswer) {
    EXPECT_EQ(ask({"830003010203"}).value(), fromHex("010203").value());
    EXPECT_EQ(m_link.written, std::vector<std::string>{"83000568656C6C6F"});
}

TEST_F(MessageExchangeTest, KeepAlivesGiveTimeAnewButNotForEver) {
    EXPECT_TRUE(ask({"82000101", "82000102", "8300010A"}));
    ASSERT_EQ(m_link.waits.size(), 3U);
    for (const auto wait : m_link.waits) {
        EXPECT_LE(wait, 2s);
        EXPECT_GT(wait, 1s);
    }
    m_link.waits.clear();
    EXPECT_TRUE(ask({"8300010A"}, Deadline::in(500ms)));
    EXPECT_LE(m_link.waits.at(0), 500ms) << "nor longer than the caller wants";
}

TEST_F(MessageExchangeTest, WhateverBreaksTheRulesEndsIt) {
    struct Case {
        std::deque<std::string> frames;
        FailureCode ending;
    };
    for (const auto& [frames, expected] :
         {Case{{"83002000"}, FailureCode::DeviceTimeout},                  // no end
          Case{{"00"}, FailureCode::CardDataMalformed},                    // no beginning
          Case{{"830004AABB", "01CCDD"}, FailureCode::CardDataMalformed},  // one is missing
          Case{{"83FFFFAA"}, FailureCode::CardDataMalformed},              // too long
          Case{{"81000101"}, FailureCode::CardDataMalformed},              // no question was a ping
          Case{{"BF000106"}, FailureCode::Busy}, Case{{"BF000104"}, FailureCode::CardDataMalformed},
          Case{{}, FailureCode::DeviceTimeout}}) {
        PlayedLink link;
        MessageExchange exchange(link, {});
        link.toRead = frames;
        const auto answer = exchange.ask(toBytes("hello"), Deadline::in(30s));
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, expected) << testing::PrintToString(frames);
        EXPECT_EQ(link.written.back(), kCancel);
        const auto written = link.written.size();
        link.toRead = {"8300010A"};
        EXPECT_EQ(exchange.ask(toBytes("again"), Deadline::in(30s)).error().code,
                  FailureCode::DeviceRemoved);
        EXPECT_EQ(link.written.size(), written) << "nothing follows";
    }
}

TEST_F(MessageExchangeTest, StoppingTellsTheDevice) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(ask({"8300010A"}, Deadline::in(30s, stop.get_token())).error().code,
              FailureCode::Cancelled);
    EXPECT_EQ(m_link.written.back(), kCancel);
}

TEST_F(MessageExchangeTest, APingComesBackAsItWas) {
    m_link.toRead = {"8100020102"};
    EXPECT_TRUE(m_exchange.ping(fromHex("0102").value(), Deadline::in(1s)));
    m_link.toRead = {"8100020103"};
    EXPECT_EQ(m_exchange.ping(fromHex("0102").value(), Deadline::in(1s)).error().code,
              FailureCode::CardDataMalformed);
}

}  // namespace
}  // namespace tappay::confirm
