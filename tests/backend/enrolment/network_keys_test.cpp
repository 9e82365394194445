#include <future>

#include "backend/enrolment/enrolling_test.h"
#include "crypto/mac.h"
#include "crypto/pin_block.h"

// Fields 52 and 64: under whose keys the card network hears a terminal.
namespace tappay::test {
namespace {

using backend::keys::MacProfile;
using iso8583::MacFunction;
using iso8583::Message;

// PIK and MAK of two sign-ons under tmk.hex.
struct Given {
    const char *pik, *mak;
};
constexpr Given kFirst{"A1A1A2A2A4A4A7A7B0B0B3B3B5B5B6B6", "C1C1C2C2C4C4C7C7D0D0D3D3D5D5D6D6"};
constexpr Given kSecond{"E0E0E3E3E5E5E6E6F1F1F2F2F4F4F7F7", "1010131315151616202023232525262A"};

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

MacFunction cups(const Bytes& key) {
    return [key](ByteView data) { return crypto::macCups(key, data); };
}

Bytes field62(const Given& given) {
    const auto master = hex("0123456789ABCDEFFEDCBA9876543210");
    Bytes field;
    for (const auto* text : {given.pik, given.mak}) {
        const auto key = hex(text);
        append(field, crypto::encryptEcb(crypto::BlockCipher::Tdes, master, key).value());
        append(field, crypto::checkValue(crypto::BlockCipher::Tdes, key).value());
    }
    return field;
}

bool isUnder(const Message& message, const MacFunction& mac,
             iso8583::PinField pinField = iso8583::PinField::Octets8) {
    auto bare = message;
    bare.remove(64);
    const auto frame = iso8583::encode(bare, mac, pinField).value();
    const auto code = ByteView(frame).last(8);
    return std::ranges::equal(code, message.binary(64));
}

class NetworkKeysTest : public EnrollingTest {
protected:
    // A sign-on gives these; everything else is answered under `answering`.
    void network(const Given& given, MacFunction answering) {
        m_network.setScript([=](const Message& request) {
            if (request.mti != "0800")
                return std::vector<Bytes>{
                    NetworkPeer::frame(NetworkPeer::replyTo(request, "00"), answering)};
            Message reply;
            reply.tpdu = request.tpdu.reversed();
            reply.mti = "0810";
            for (const int field : {11, 41, 42, 60})
                reply.set(field, request.text(field));
            reply.set(39, "00");
            reply.setBinary(62, field62(given));
            return std::vector<Bytes>{iso8583::encode(reply).value()};
        });
    }
    backend::Config withPinKey(iso8583::PinField field = iso8583::PinField::Octets8) {
        auto config = m_installation.config("enrolling.json");
        config.network.pinKey = SecretBytes(hex(kFirst.pik));
        config.network.pinField = field;
        m_network.setPinField(field);
        return config;
    }
    protocol::AuthorisationRequest withPin(const Newcomer& machine, const char* pan = nullptr) {
        auto asked = payment(machine);
        asked.entryMode = "051";
        const auto& key = m_sessions.at(machine.enrolled.keyId).pin;
        asked.card.pinBlock =
            crypto::encipherPinFormat4(
                key.view(), asBytes("123456"),
                asBytes(std::string_view(pan != nullptr ? pan : Questions::kPan)), m_random)
                .value();
        return asked;
    }
    std::string pinIn(const Message& message, const Given& given) {
        const auto pin = crypto::decipherPinFormat0(hex(given.pik), message.binary(52),
                                                    asBytes(message.text(2)));
        return pin ? toText(pin->view()) : pin.error().detail;
    }
    FailureCode refusal(const std::string& body) {
        const auto answer = sendPayment(body);
        return answer ? FailureCode::Internal : answer.error().code;
    }
};

TEST_F(NetworkKeysTest, ThePinIsTranslatedToTheAgreedKey) {
    restart(withPinKey());
    const auto machine = paying("chip");
    const auto asked = withPin(machine);
    EXPECT_EQ(sendPayment(seal(machine, asked))->state, PaymentState::Approved);
    const auto sent = m_network.received("0200").back();
    EXPECT_EQ(sent.binary(52).size(), 8U);
    EXPECT_EQ(pinIn(sent, kFirst), "123456");
    EXPECT_EQ(sent.text(53), "2600000000000000");
    const auto answer = m_answer;
    EXPECT_TRUE(sendPayment(seal(machine, asked)));
    EXPECT_EQ(m_answer, answer) << "the same again";
}

TEST_F(NetworkKeysTest, ANetworkOfFormat4GetsItUnderAnAesKey) {
    restart(withPinKey(iso8583::PinField::Octets16));
    const auto machine = paying("chip");
    const auto asked = withPin(machine);
    ASSERT_TRUE(sendPayment(seal(machine, asked)));
    const auto answer = m_answer;
    ASSERT_TRUE(sendPayment(seal(machine, asked))) << m_answer;
    EXPECT_EQ(m_answer, answer) << "although each translation is another block";
    const auto sent = m_network.received("0200");
    ASSERT_EQ(sent.size(), 1U);
    EXPECT_EQ(sent[0].text(53), "4600000000000000");
    const auto pin = crypto::decipherPinFormat4(hex(kFirst.pik), sent[0].binary(52),
                                                asBytes(std::string_view(Questions::kPan)));
    ASSERT_TRUE(pin);
    EXPECT_EQ(toText(pin->view()), "123456");
}

TEST_F(NetworkKeysTest, APinThatIsNotThisCardsOrTerminalsIsRefused) {
    restart(withPinKey());
    const auto machine = paying("chip"), other = paying("other", kOther);
    EXPECT_EQ(refusal(seal(machine, withPin(machine, "6228480012345678919"))),
              FailureCode::KeyRejected)
        << "another card's";
    auto asked = withPin(machine);
    asked.card.pinBlock = withPin(other).card.pinBlock;
    EXPECT_EQ(refusal(seal(machine, asked)), FailureCode::KeyRejected) << "another terminal's";
    asked = withPin(machine);
    asked.card.pinBlock.front() ^= 0x01;
    EXPECT_EQ(refusal(seal(machine, asked)), FailureCode::KeyRejected) << "a flipped bit";
    asked.card.pinBlock.resize(8);
    EXPECT_EQ(refusal(seal(machine, asked)), FailureCode::KeyRejected) << "of format 0";
    EXPECT_TRUE(m_network.received("0200").empty());
}

TEST_F(NetworkKeysTest, WithoutAPinKeyOfTheNetworkAPinIsRefusedAndTheRestGoesOn) {
    const auto machine = paying("chip");
    EXPECT_EQ(refusal(seal(machine, withPin(machine))), FailureCode::InputMalformed);
    EXPECT_TRUE(m_network.received("0200").empty());
    EXPECT_TRUE(pay(machine));
}

TEST_F(NetworkKeysTest, ASignOnBringsTheKeysOfThisTerminalAlone) {
    restart("signing-on.json");
    const auto mak = hex(kFirst.mak);
    network(kFirst, cups(mak));
    const auto machine = paying("chip");
    EXPECT_EQ(sendPayment(seal(machine, withPin(machine)))->state, PaymentState::Approved);
    const auto sent = m_network.received("0200").back();
    EXPECT_EQ(sent.text(11), "000002") << "the sign-on has a trace number of its own";
    EXPECT_EQ(pinIn(sent, kFirst), "123456");
    EXPECT_TRUE(isUnder(sent, cups(mak)));
    network(kFirst, cups(NetworkPeer::mak()));
    EXPECT_EQ(authorise(Questions::newKey())->state, PaymentState::Approved);
    EXPECT_TRUE(isUnder(m_network.received("0200").back(), cups(NetworkPeer::mak())))
        << "who has not signed on";
}

TEST_F(NetworkKeysTest, TheyAreStillThereAfterARestart) {
    restart("signing-on.json");
    network(kFirst, cups(hex(kFirst.mak)));
    const auto machine = paying("chip");
    restart("signing-on.json");
    EXPECT_EQ(sendPayment(seal(machine, withPin(machine)))->state, PaymentState::Approved);
    EXPECT_EQ(pinIn(m_network.received("0200").back(), kFirst), "123456");
}

TEST_F(NetworkKeysTest, WhereTheNetworkGivesNoneAnyMoreTheAgreedOnesAreUsed) {
    restart("signing-on.json");
    network(kFirst, cups(hex(kFirst.mak)));
    const auto machine = paying("chip");
    restart(withPinKey());
    openSession(machine);
    m_network.setScript(NetworkPeer::answering("00"));
    EXPECT_EQ(pay(machine)->state, PaymentState::Approved);
    EXPECT_TRUE(isUnder(m_network.received("0200").back(), cups(NetworkPeer::mak())));
}

TEST_F(NetworkKeysTest, AReversalGoesUnderTheNewestKey) {
    auto config = m_installation.config("signing-on.json");
    // On a slow machine the pauses would grow longer than this test waits.
    config.network.firstReversalPause = config.network.longestReversalPause =
        std::chrono::milliseconds(200);
    restart(std::move(config));
    network(kFirst, cups(NetworkPeer::mak()));  // not the key of this terminal
    const auto machine = paying("chip");
    const auto answer = pay(machine);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->state, PaymentState::Undoing) << "anybody could have written that reply";
    ASSERT_TRUE(m_network.waitFor("0400", 1));
    EXPECT_TRUE(isUnder(m_network.received("0400").front(), cups(hex(kFirst.mak))));
    EXPECT_EQ(m_network.received("0400").front().text(39), "A0");
    network(kSecond, cups(hex(kSecond.mak)));
    openSession(machine);
    const auto isNewest = [](const Message& told) { return isUnder(told, cups(hex(kSecond.mak))); };
    for (auto told = m_network.received("0400"); std::ranges::none_of(told, isNewest);
         told = m_network.received("0400"))
        ASSERT_TRUE(m_network.waitFor("0400", told.size() + 1));
    EXPECT_EQ(sendPayment(seal(machine, withPin(machine)))->state, PaymentState::Approved);
    EXPECT_EQ(pinIn(m_network.received("0200").back(), kSecond), "123456");
}

TEST_F(NetworkKeysTest, TheAnswerToWhatWasSentUnderTheOldKeyIsStillBelieved) {
    restart("signing-on.json");
    network(kFirst, cups(hex(kFirst.mak)));
    const auto machine = paying("chip");
    // The answer comes when the next sign-on is over.
    std::promise<Message> asked;
    m_network.setScript([&](const Message& request) {
        asked.set_value(request);
        return std::vector<Bytes>{};
    });
    auto answer = std::async(std::launch::async, [&] { return pay(machine); });
    const auto request = asked.get_future().get();
    network(kSecond, cups(hex(kSecond.mak)));
    ASSERT_TRUE(signOn(machine, 1));
    m_network.send(NetworkPeer::frame(NetworkPeer::replyTo(request, "00"), cups(hex(kFirst.mak))));
    EXPECT_EQ(answer.get()->state, PaymentState::Approved);
}

TEST_F(NetworkKeysTest, EachMacProfileProtectsBothWays) {
    const auto key = NetworkPeer::mak();
    const auto first8 = [](Result<Bytes> mac) {
        mac->resize(8);
        return mac;
    };
    // The network answers until it is gone, which is after this test's own things are.
    const std::vector<std::pair<MacProfile, MacFunction>> profiles{
        {MacProfile::Cups, cups(key)},
        {MacProfile::X919, [=](ByteView data) { return crypto::macX919(key, data); }},
        {MacProfile::AesCmac,
         [=](ByteView data) { return first8(crypto::cmac(crypto::BlockCipher::Aes, key, data)); }},
        {MacProfile::Sm4CbcMac, [=](ByteView data) { return first8(crypto::macSm4(key, data)); }}};
    for (const auto& [profile, mac] : profiles) {
        auto config = m_installation.config();
        config.network.macProfile = profile;
        restart(std::move(config));
        network(kFirst, mac);
        EXPECT_EQ(authorise(Questions::newKey())->state, PaymentState::Approved);
        EXPECT_TRUE(isUnder(m_network.received("0200").back(), mac));
        const auto& other = profiles[profile == MacProfile::Cups ? 1 : 0].second;
        network(kFirst, other);
        EXPECT_EQ(authorise(Questions::newKey())->state, PaymentState::Undoing);
        network(kFirst, mac);
        ASSERT_TRUE(m_network.waitFor("0400", 1));
    }
}

}  // namespace
}  // namespace tappay::test
