#include "protocol/device_channel.h"

#include <gtest/gtest.h>

#include "crypto/certificate.h"
#include "crypto/ocra.h"
#include "crypto/random.h"
#include "protocol/confirmation_request.h"
#include "protocol/device_channel_keys.h"
#include "support/document_vectors.h"

// Phone and device over a link that anybody may hold: both know each other, or there is no channel.
namespace tappay::protocol {
namespace {

using namespace std::chrono_literals;
using crypto::EcPrivateKey;

const std::chrono::sys_seconds kNow{1'795'392'000s};

EcPrivateKey newKey() {
    return EcPrivateKey::generate(crypto::Curve::P256).value();
}

// A maker and one device of it.
struct Maker {
    EcPrivateKey authorityKey = newKey(), deviceKey = newKey();
    Bytes authority, certificate;

    explicit Maker(const std::string& name = "Maker") {
        crypto::CertificateContents root{{name, {}}, authorityKey.publicKey()};
        root.purpose = crypto::Purpose::Authority;
        root.validity = {kNow - 24h, kNow + 24h};
        authority = crypto::issueRoot(root, authorityKey).value();
        crypto::CertificateContents leaf{{"Device", {}}, deviceKey.publicKey()};
        leaf.validity = root.validity;
        certificate = crypto::issueCertificate(leaf, {authority, authorityKey}).value();
    }
    [[nodiscard]] DeviceTrust trust() const { return {{authority}, kNow, certificate}; }
    [[nodiscard]] DeviceHandshake device() const {
        return DeviceHandshake::begin(deviceKey, {certificate}).value();
    }
};

class DeviceChannel : public testing::Test {
protected:
    [[nodiscard]] PhoneHandshake newPhone() {
        return PhoneHandshake::begin(m_phoneKey, m_random).value();
    }
    // Both ends after a whole handshake.
    void connect() {
        const auto proof = m_device.answer(m_phone.hello());
        ASSERT_TRUE(proof) << proof.error().detail;
        const auto reply = m_phone.answer(*proof, m_maker.trust());
        ASSERT_TRUE(reply) << reply.error().detail;
        const auto phone = m_device.finish(*reply);
        ASSERT_TRUE(phone) << phone.error().detail;
        EXPECT_EQ(*phone, m_phoneKey.publicKey());
    }

    crypto::SystemRandom m_random;
    Maker m_maker;
    EcPrivateKey m_phoneKey = newKey();
    PhoneHandshake m_phone = newPhone();
    DeviceHandshake m_device = m_maker.device();
};

TEST_F(DeviceChannel, CarriesRecordsBothWays) {
    connect();
    EXPECT_EQ(m_phone.certificate(), m_maker.certificate);
    EXPECT_EQ(m_phone.pairingCode(), m_device.pairingCode());
    EXPECT_EQ(m_phone.pairingCode().size(), 6U);
    auto phone = m_phone.takeRecords(), device = m_device.takeRecords();
    for (const auto* text : {"first", "second", ""}) {
        const auto there = phone.seal(asBytes(text));
        ASSERT_TRUE(there);
        EXPECT_EQ(device.open(*there), toBytes(text));
        EXPECT_EQ(phone.open(*device.seal(asBytes(text))), toBytes(text));
    }
}

TEST_F(DeviceChannel, ARecordIsOpenedOnceAndInItsPlace) {
    connect();
    auto phone = m_phone.takeRecords();
    const auto first = *phone.seal(asBytes("pay")), second = *phone.seal(asBytes("pay"));
    EXPECT_NE(first, second);
    const auto opens = [&](std::initializer_list<Bytes> records) {
        DeviceHandshake device = m_maker.device();
        auto fresh = newPhone();
        const auto proof = *device.answer(fresh.hello());
        EXPECT_TRUE(device.finish(*fresh.answer(proof, m_maker.trust())));
        auto sender = fresh.takeRecords();
        auto receiver = device.takeRecords();
        const std::vector<Bytes> own{*sender.seal(asBytes("pay")), *sender.seal(asBytes("pay"))};
        std::vector<bool> opened;
        for (const auto& record : records)
            opened.push_back(
                receiver.open(record == first    ? own[0]
                              : record == second ? own[1]
                                                 : record)
                    .has_value());
        opened.push_back(!receiver.closed());
        return opened;
    };
    using Opened = std::vector<bool>;
    EXPECT_EQ(opens({first, second}), (Opened{true, true, true}));
    EXPECT_EQ(opens({first, first, second}), (Opened{true, false, false, false})) << "repeated";
    EXPECT_EQ(opens({second, first}), (Opened{false, false, false})) << "out of order, or a gap";
    EXPECT_EQ(opens({Bytes(23)}), (Opened{false, false}));
}

TEST_F(DeviceChannel, NoOctetOfARecordCanBeChanged) {
    connect();
    auto phone = m_phone.takeRecords();
    const auto record = *phone.seal(asBytes("pay 1280.50"));
    auto device = m_device.takeRecords();
    auto changed = record;
    changed[9] ^= 1;
    EXPECT_FALSE(device.open(changed));
    EXPECT_TRUE(device.closed());
    EXPECT_FALSE(device.open(record)) << "closed for good";
    EXPECT_FALSE(device.seal(asBytes("anything")));
}

TEST_F(DeviceChannel, WhatOneSideSealedIsNotOpenedByItself) {
    connect();
    auto phone = m_phone.takeRecords();
    EXPECT_FALSE(phone.open(*phone.seal(asBytes("pay"))));
}

TEST_F(DeviceChannel, NoOctetOfTheHandshakeCanBeChanged) {
    const auto proof = *m_device.answer(m_phone.hello());
    for (std::size_t at = 0; at < m_phone.hello().size(); ++at) {
        auto phone = newPhone();
        auto device = m_maker.device();
        auto hello = phone.hello();
        hello[at] ^= 1;
        const auto answer = device.answer(hello);
        EXPECT_FALSE(answer && phone.answer(*answer, m_maker.trust())) << "hello " << at;
    }
    for (std::size_t at = 0; at < proof.size(); at += 7) {
        auto phone = newPhone();
        auto device = m_maker.device();
        auto changed = *device.answer(phone.hello());
        changed[std::min(at, changed.size() - 1)] ^= 1;
        EXPECT_FALSE(phone.answer(changed, m_maker.trust())) << "proof " << at;
    }
    const auto reply = *m_phone.answer(proof, m_maker.trust());
    auto changed = reply;
    changed[40] ^= 1;
    EXPECT_FALSE(m_device.finish(changed));
    EXPECT_FALSE(m_device.finish(Bytes{}));
}

TEST_F(DeviceChannel, OnlyTheRegisteredDeviceOfAKnownMakerIsSpokenTo) {
    const Maker other("Other maker");
    const auto ending = [&](const Maker& of, const DeviceTrust& trust) {
        auto phone = newPhone();
        auto device = of.device();
        const auto reply = phone.answer(*device.answer(phone.hello()), trust);
        return reply ? FailureCode::Internal : reply.error().code;
    };
    EXPECT_EQ(ending(m_maker, m_maker.trust()), FailureCode::Internal);
    EXPECT_EQ(ending(other, m_maker.trust()), FailureCode::DeviceNotTrusted);
    auto both = m_maker.trust();
    both.authorities.push_back(other.authority);
    EXPECT_EQ(ending(other, both), FailureCode::DeviceWrong);
    both.registered.reset();
    EXPECT_EQ(ending(other, both), FailureCode::Internal) << "while a device is added";
    both.at += 48h;
    EXPECT_EQ(ending(other, both), FailureCode::DeviceNotTrusted) << "expired";
}

TEST_F(DeviceChannel, ACertificateWithoutItsKeyProvesNothing) {
    const auto thief = newKey();
    auto device = DeviceHandshake::begin(thief, {m_maker.certificate}).value();
    const auto reply = m_phone.answer(*device.answer(m_phone.hello()), m_maker.trust());
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, FailureCode::InputMalformed);
}

// Somebody between the two runs a handshake with each: the codes differ, and what one of them seals
// the other one does not open.
TEST_F(DeviceChannel, SomebodyInBetweenIsSeenByTheCode) {
    const auto attackersKey = newKey();
    auto attackersPhone = PhoneHandshake::begin(attackersKey, m_random).value();
    const Maker attackersMaker("Attacker's maker");
    auto attackersDevice = attackersMaker.device();
    auto trust = m_maker.trust();
    trust.authorities.push_back(attackersMaker.authority);
    trust.registered.reset();
    ASSERT_TRUE(m_phone.answer(*attackersDevice.answer(m_phone.hello()), trust));
    const auto reply = attackersPhone.answer(*m_device.answer(attackersPhone.hello()), trust);
    const auto seen = m_device.finish(*reply);
    ASSERT_TRUE(seen);
    EXPECT_EQ(*seen, attackersKey.publicKey()) << "not the registered phone's";
    EXPECT_NE(m_phone.pairingCode(), m_device.pairingCode());
    auto phone = m_phone.takeRecords();
    auto device = m_device.takeRecords();
    EXPECT_FALSE(device.open(*phone.seal(asBytes("pay"))));
}

TEST_F(DeviceChannel, EachStepIsTakenOnce) {
    const auto proof = *m_device.answer(m_phone.hello());
    EXPECT_FALSE(m_device.answer(m_phone.hello()));
    const auto reply = *m_phone.answer(proof, m_maker.trust());
    EXPECT_FALSE(m_phone.answer(proof, m_maker.trust()));
    EXPECT_TRUE(m_device.finish(reply));
    EXPECT_FALSE(m_device.finish(reply));
    EXPECT_FALSE(m_maker.device().finish(reply)) << "of another run";
}

// The vectors of the document were computed by another implementation.
class DeviceDocument : public testing::Test {
protected:
    static EcPrivateKey keyFrom(std::uint8_t first) {
        Bytes scalar(32);
        for (auto& octet : scalar)
            octet = first++;
        return EcPrivateKey::fromScalar(crypto::Curve::P256, scalar).value();
    }
    [[nodiscard]] const Bytes& pairingPoint() const { return m_pairing.publicKey().point; }

    const EcPrivateKey m_phone = keyFrom(0x01), m_device = keyFrom(0x21), m_pairing = keyFrom(0x41);
    const Bytes m_nonce = Bytes(32, 0x55);
    const Bytes m_list = fromHex("010003616263").value();
    const Bytes m_devicePoint = m_device.publicKey().point;
    const Bytes m_hello = concat(
        {Bytes{kChannelVersion}, m_phone.publicKey().point, commitmentTo(m_nonce, pairingPoint())});
};

TEST_F(DeviceDocument, HasTheVectorsOfTheChannel) {
    EXPECT_EQ(toHex(m_hello), test::vectorOf("hello"));
    const auto phone = DeviceKeys::agree(m_phone, m_devicePoint, m_hello, m_devicePoint).value();
    const auto device =
        DeviceKeys::agree(m_device, m_phone.publicKey().point, m_hello, m_devicePoint).value();
    EXPECT_EQ(toHex(phone.transcript), test::vectorOf("transcript"));
    const auto& context = device.transcript;
    EXPECT_EQ(toHex(phone.mac(ChannelSide::Device, context, m_list).value()),
              test::vectorOf("device-mac"));
    const auto sealed = device.seal(ChannelSide::Device, context, m_list).value();
    EXPECT_EQ(toHex(sealed), test::vectorOf("device-sealed"));
    EXPECT_EQ(phone.open(ChannelSide::Device, context, sealed), m_list);
    const auto after = afterProof(phone, concat({m_devicePoint, sealed}));
    EXPECT_EQ(pairingCodeOf(after, m_nonce, pairingPoint()), test::vectorOf("pairing-code"));
    auto records = phone.records(ChannelSide::Phone, afterReply(after, asBytes("reply")));
    EXPECT_EQ(toHex(records.seal(asBytes("pay")).value()), test::vectorOf("record"));
}

TEST_F(DeviceDocument, HasTheDigitsOfItsRequest) {
    const auto request = fromHex(test::vectorOf("request")).value();
    crypto::OcraInput input;
    input.question = toHex(confirmationDigest(request));
    const auto suite = crypto::OcraSuite::parse(crypto::kConfirmationOcraSuite).value();
    EXPECT_EQ(crypto::ocra(suite, asBytes("12345678901234567890123456789012"), input),
              test::vectorOf("ocra"));
}

}  // namespace
}  // namespace tappay::protocol
