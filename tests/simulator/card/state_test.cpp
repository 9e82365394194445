#include "simulator/card/state.h"

#include <gtest/gtest.h>

#include <fstream>

#include "terminal_side.h"

namespace tappay::test {
namespace {

using namespace simulator;

TEST(State, ComesBackAsItWas) {
    const TemporaryDirectory directory;
    const auto path = directory.path("card.state");
    const auto profile = vectorProfile();
    auto state = vectorState(profile);
    state.blocked = true;
    auto& application = state.applications.begin()->second;
    application.atc = 0xFEDC;
    application.pinTries = 1;
    application.pin = "9999";
    application.scriptFailed = true;
    application.offlineAmount = 123'456'789'012;
    application.log = {hex("01"), hex("02")};
    application.data[0x9F79] = hex("000000000001");
    application.records[{2, 3}] = hex("7000");
    ASSERT_TRUE(saveState(state, path));
    const auto back = loadState(profile, path).value();
    const auto& read = back.applications.begin()->second;
    EXPECT_TRUE(back.blocked);
    EXPECT_EQ(read.atc, 0xFEDC);
    EXPECT_EQ(read.lastOnlineAtc, 2);
    EXPECT_EQ(read.pinTries, 1);
    EXPECT_EQ(read.pin, "9999");
    EXPECT_TRUE(read.scriptFailed);
    EXPECT_EQ(read.offlineAmount, 123'456'789'012);
    EXPECT_EQ(read.log, application.log);
    EXPECT_EQ(read.data, application.data);
    EXPECT_EQ(read.records, application.records);
    EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms(0600));
}

TEST(State, DamagedFileIsNoFreshCard) {
    const TemporaryDirectory directory;
    const auto path = directory.path("card.state");
    EXPECT_TRUE(loadState(vectorProfile(), path));
    std::ofstream(path) << "{\"blocked\":";
    EXPECT_EQ(loadState(vectorProfile(), path).error().code, FailureCode::InputMalformed);
}

TEST(Profile, ComesBackAsItWas) {
    const TemporaryDirectory directory;
    const auto path = directory.path("card.json");
    auto profile = vectorProfile();
    profile.byteProtocol = true;
    ASSERT_TRUE(saveProfile(profile, path));
    const auto back = loadProfile(path).value();
    EXPECT_EQ(back.name, "vector");
    EXPECT_EQ(back.atr, profile.atr);
    EXPECT_TRUE(back.byteProtocol);
    const auto &was = profile.applications[0], &is = back.applications.at(0);
    EXPECT_EQ(is.aid, was.aid);
    EXPECT_EQ(is.keyEnc, was.keyEnc);
    EXPECT_EQ(is.records, was.records);
    EXPECT_EQ(is.data, was.data);
    EXPECT_EQ(is.pin, was.pin);
    EXPECT_EQ(loadProfile(directory.path("none.json")).error().code, FailureCode::NotFound);
    std::ofstream(path) << R"({"atr":"3B","applications":[{"aid":"A0"}]})";
    EXPECT_EQ(loadProfile(path).error().code, FailureCode::InputMalformed);
}

}  // namespace
}  // namespace tappay::test
