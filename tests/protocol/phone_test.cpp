#include "protocol/phone.h"

#include "protocol/expect_strict.h"
#include "protocol/security_device.h"

namespace tappay::protocol {
namespace {

constexpr const char* kTime = "2026-11-22T08:00:00.000Z";
constexpr const char* kId = "01936b2e-7c00-7abc-8def-0123456789ab";

PhoneSender sender() {
    return {kId, 7, kTime};
}

SecurityDevice device() {
    return {kId,   "Key on the ring",         DeviceForm::Piv, std::string(64, 'a'),
            kTime, DeviceStanding::Registered};
}

TEST(Phone, EachWishHasItsOwnMembers) {
    for (const auto wish : {PhoneWish::List, PhoneWish::Rename, PhoneWish::Revoke}) {
        PhoneQuestion question{"10000001", HolderKind::Shop, wish, kTime};
        if (wish != PhoneWish::List) question.phone = kId;
        if (wish == PhoneWish::Rename) question.name = "Till";
        const auto read = decodePhoneQuestion(encode(question));
        ASSERT_TRUE(read) << nameOf(wish);
        EXPECT_EQ(read->wish, wish);
        EXPECT_EQ(read->holder, HolderKind::Shop);
        EXPECT_EQ(read->phone, question.phone);
        EXPECT_EQ(read->name, question.name);
        expectStrict(encode(question), decodePhoneQuestion, {"name = {\"v\":\"Till"});
    }
}

TEST(Phone, ListsAreReadStrictly) {
    Phones phones{"10000001", HolderKind::Cardholder, {}, kTime, kTime};
    for (const auto standing : {PhoneStanding::Paired, PhoneStanding::Revoked,
                                PhoneStanding::Cloned, PhoneStanding::Left})
        phones.phones.push_back({kId, "Mei", kTime, kTime, standing});
    const auto read = decodePhones(encode(phones));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(encode(*read), encode(phones));
    expectStrict(encode(phones), decodePhones, {"phones = {\"v\":[]}", "phones = {\"v\":[{\"id"});
    phones.phones.resize(kMostListedPhones + 1, phones.phones.front());
    EXPECT_FALSE(decodePhones(encode(phones)));
    SecurityDevices devices{"10000001", HolderKind::Cardholder, {device()}, kTime, kTime};
    EXPECT_EQ(encode(*decodeSecurityDevices(encode(devices))), encode(devices));
    expectStrict(encode(devices), decodeSecurityDevices,
                 {"devices = {\"v\":[]}", "devices = {\"v\":[{\"form"});
    devices.devices.resize(kMostListedDevices + 1, device());
    EXPECT_FALSE(decodeSecurityDevices(encode(devices)));
}

TEST(Phone, WhatAPhoneSaysNamesIt) {
    expectStrict(encode(PhoneLeave{sender()}), decodePhoneLeave);
    expectStrict(encode(PhoneLeft{kId, kTime, kTime}), decodePhoneLeft);
    expectStrict(encode(DeviceChallengeQuestion{sender()}), decodeDeviceChallengeQuestion);
    const auto from = decodePhoneSender(encode(DeviceChallengeQuestion{sender()}));
    EXPECT_EQ(from->phone, kId);
    EXPECT_EQ(from->sequence, 7U);
    EXPECT_FALSE(decodePhoneSender(encode(PhoneLeave{{kId, 0, kTime}}))) << "they begin with 1";
}

TEST(Phone, DevicesAreOfferedStrictly) {
    expectStrict(encode(DeviceChallenge{kId, Bytes(32, 1), kTime, kTime, kTime}),
                 decodeDeviceChallenge);
    const DeviceOffer offer{sender(),        Bytes(32, 1),   "Key on the ring",
                            DeviceForm::Piv, {Bytes(99, 2)}, Bytes(64, 3)};
    const auto read = decodeDeviceOffer(encode(offer));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(encode(*read), encode(offer));
    expectStrict(encode(offer), decodeDeviceOffer, {"name = {\"v\":\"Key"});
    expectStrict(encode(DeviceOffered{kId, device(), kTime, kTime}), decodeDeviceOffered,
                 {"device.name = {\"v\":\"Key"});
    for (const auto wish : {DeviceWish::List, DeviceWish::Accept, DeviceWish::Revoke}) {
        DeviceQuestion question{"10000001", HolderKind::Shop, wish, kTime};
        if (wish != DeviceWish::List) question.device = kId;
        EXPECT_EQ(decodeDeviceQuestion(encode(question))->device, question.device);
        expectStrict(encode(question), decodeDeviceQuestion);
    }
}

}  // namespace
}  // namespace tappay::protocol
