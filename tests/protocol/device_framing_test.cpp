#include "protocol/device_framing.h"

#include <gtest/gtest.h>

#include "support/document_vectors.h"

// What leaves one side arrives whole on the other one, or not at all.
namespace tappay::protocol {
namespace {

DeviceMessage messageOf(std::size_t size) {
    DeviceMessage message;
    for (std::size_t i = 0; i < size; ++i)
        message.data.push_back(static_cast<std::uint8_t>(i * 7 + (i >> 8)));
    return message;
}

std::vector<Bytes> framesOf(const DeviceMessage& message, std::size_t largest) {
    return toFrames(message, largest).value();
}

// What the assembler says to one frame: "more", "whole", or its error.
std::string say(FrameAssembler& assembler, const Bytes& frame) {
    const auto result = assembler.add(frame);
    if (result) return *result ? "whole" : "more";
    return "error " + std::to_string(static_cast<int>(result.error().error));
}

TEST(DeviceFraming, LooksLikeCtapOverBluetooth) {
    const auto frames = framesOf(messageOf(40), 20);
    ASSERT_EQ(frames.size(), 3U);
    EXPECT_EQ(toHex(frames[0]), "83002800070E151C232A31383F464D545B626970");
    EXPECT_EQ(toHex(frames[1]), "00777E858C939AA1A8AFB6BDC4CBD2D9E0E7EEF5");
    EXPECT_EQ(toHex(frames[2]), "01FC030A11");
    EXPECT_EQ(toHex(concat({frames[0], frames[1], frames[2]})), test::vectorOf("frames"));
    EXPECT_EQ(toHex(framesOf({FrameCommand::Cancel, {}}, 20).at(0)), "BE0000");
    EXPECT_EQ(toHex(framesOf({FrameCommand::KeepAlive, {2}}, 20).at(0)), "82000102");
}

TEST(DeviceFraming, EveryLengthArrives) {
    for (const std::size_t largest : {20U, 21U, 64U, 185U, 244U, 512U})
        for (const std::size_t size : {1U, 16U, 17U, 18U, 36U, 255U, 256U, 1024U, 4096U, 8192U}) {
            const auto message = messageOf(size);
            FrameAssembler assembler(largest);
            std::optional<DeviceMessage> arrived;
            for (const auto& frame : framesOf(message, largest)) {
                EXPECT_LE(frame.size(), largest);
                ASSERT_FALSE(arrived);
                const auto result = assembler.add(frame);
                ASSERT_TRUE(result);
                arrived = *result;
            }
            EXPECT_EQ(arrived, message) << largest << " " << size;
            EXPECT_FALSE(assembler.inMessage());
        }
}

TEST(DeviceFraming, ALostDoubledOrSwappedFrameIsAnErrorAndForgotten) {
    const auto frames = framesOf(messageOf(60), 20);
    ASSERT_EQ(frames.size(), 4U);
    const auto sequence = "error " + std::to_string(static_cast<int>(FrameError::Sequence));
    const std::vector<std::vector<std::size_t>> wrong{{0, 2}, {0, 1, 1}, {0, 1, 3}, {0, 0}, {1}};
    for (const auto& order : wrong) {
        FrameAssembler assembler(20);
        std::string said;
        for (const auto at : order)
            said = say(assembler, frames[at]);
        EXPECT_EQ(said, sequence);
        EXPECT_FALSE(assembler.inMessage());
        // What belongs to the forgotten message is not taken for a new one.
        EXPECT_EQ(say(assembler, frames[3]), sequence);
        for (std::size_t at = 0; at < 3; ++at)
            EXPECT_EQ(say(assembler, frames[at]), "more");
        EXPECT_EQ(say(assembler, frames[3]), "whole");
    }
}

TEST(DeviceFraming, WhatIsNoFrameIsRefused) {
    const std::vector<std::pair<std::string, FrameError>> wrong{
        {"", FrameError::Length},        // empty
        {"83", FrameError::Length},      // no length
        {"8300", FrameError::Length},    // half a length
        {"830000", FrameError::Length},  // a message of nothing
        {"83000101"
         "02",
         FrameError::Length},              // more than it says
        {"832001", FrameError::Length},    // 8,193 octets
        {"BE000100", FrameError::Length},  // CANCEL with data
        {"82000201"
         "02",
         FrameError::Length},             // KEEPALIVE with two octets
        {"840000", FrameError::Command},  // unknown
        {"FF0000", FrameError::Command},
        {"0001", FrameError::Sequence},                       // goes on with nothing
        {"8300" + std::string(40, '0'), FrameError::Length},  // longer than the link's frames
    };
    for (const auto& [hex, error] : wrong) {
        FrameAssembler assembler(20);
        EXPECT_EQ(say(assembler, fromHex(hex).value()),
                  "error " + std::to_string(static_cast<int>(error)))
            << hex;
    }
    FrameAssembler assembler(20);
    EXPECT_EQ(say(assembler, fromHex("83000401").value()), "more");
    EXPECT_EQ(say(assembler, Bytes{0}), "error 3") << "a frame without data";
    EXPECT_EQ(say(assembler, fromHex("83000201").value()), "more");
    EXPECT_EQ(say(assembler, fromHex("000203").value()), "error 3") << "more than announced";
}

TEST(DeviceFraming, MessagesAndFramesHaveLimits) {
    EXPECT_FALSE(toFrames(messageOf(8193), 64));
    EXPECT_FALSE(toFrames(messageOf(0), 64));
    EXPECT_FALSE(toFrames({FrameCommand::Cancel, {1}}, 64));
    EXPECT_FALSE(toFrames({FrameCommand::Error, {}}, 64));
    EXPECT_FALSE(toFrames(messageOf(1), 19));
    EXPECT_FALSE(toFrames(messageOf(1), 513));
    EXPECT_TRUE(toFrames({FrameCommand::Ping, {}}, 64));
}

TEST(DeviceFraming, ALostLinkForgetsWhatHadCome) {
    const auto frames = framesOf(messageOf(60), 20);
    FrameAssembler assembler(20);
    EXPECT_EQ(say(assembler, frames[0]), "more");
    assembler.reset();
    EXPECT_EQ(say(assembler, frames[1]), "error 4");
}

}  // namespace
}  // namespace tappay::protocol
