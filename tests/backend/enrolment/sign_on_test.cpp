#include "backend/enrolment/enrolling_test.h"
#include "backend/keys/key_store.h"
#include "backend/keys/soft_token.h"
#include "base/uuid.h"
#include "crypto/key_block.h"

namespace tappay::test {
namespace {

using backend::TerminalStanding;
using backend::keys::KeyPurpose;
using backend::keys::KeyStore;
using backend::keys::Standing;
using chip::Slot;
using iso8583::Message;

// PIK and MAK under tmk.hex, as in the specification of the field: 40 octets.
constexpr const char* kField62 =
    "33BEA784DD989B6F3D580B215469E8FDCAEF8B3E66A7E6CA9149D5700000000000000000DF85B3B3";

class SignOnTest : public EnrollingTest {
protected:
    KeyStore keys() { return KeyStore::open(m_installation.file("keys.db")).value(); }
    static Message signOnReply(const Message& request, const std::string& code) {
        Message reply;
        reply.tpdu = request.tpdu.reversed();
        reply.mti = "0810";
        for (const int field : {11, 41, 42, 60})
            reply.set(field, request.text(field));
        reply.set(39, code);
        return reply;
    }
    // The network gives working keys, and none when this is empty.
    void answerSignOns(const std::string& field62, const std::string& code = "00") {
        m_network.setScript([=](const Message& request) {
            if (request.mti != "0800") return NetworkPeer::answering("00")(request);
            auto reply = signOnReply(request, code);
            if (!field62.empty()) reply.setBinary(62, fromHex(field62).value());
            return std::vector<Bytes>{iso8583::encode(reply).value()};
        });
    }
};

TEST_F(SignOnTest, GivesKeysThatOnlyThisTerminalCanUse) {
    const auto machine = terminal("chip");
    const auto version = masterKey(machine);
    const auto signedOn = signOn(machine, version);
    ASSERT_TRUE(signedOn) << signedOn.error().detail;
    EXPECT_EQ(signedOn->terminalId, kTerminal);
    EXPECT_TRUE(isUuid(signedOn->session));
    EXPECT_EQ(signedOn->keyVersion, version);
    EXPECT_EQ(signedOn->batch, "000001");
    const auto wrapping =
        machine.chip->derive(Slot::A, protocol::wrappingContext(signedOn->session)).value();
    const auto pin = crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, wrapping.view(),
                                            signedOn->pinKeyBlock, {"P0", 'A', 'E'});
    ASSERT_TRUE(pin) << pin.error().detail;
    EXPECT_EQ(pin->key.size(), 32U);
    EXPECT_EQ(pin->header.exportability, 'N');
    auto stored = keys();
    const auto row = stored.signedOn(signedOn->session);
    ASSERT_TRUE(row);
    EXPECT_EQ(row->terminalId, kTerminal);
    EXPECT_EQ(row->pin.purpose, KeyPurpose::TerminalPin);
    EXPECT_NE(signedOn->agreement, m_agreement.publicKey());
    EXPECT_TRUE(m_network.received("0800").empty()) << "no key of the network is configured";
    EXPECT_EQ(audited(backend::audited::kSignedOn, signedOn->session), 1U);
}

TEST_F(SignOnTest, TheOldKeyIsGoodUntilTheNewOneWasUsed) {
    const auto machine = terminal("chip");
    ASSERT_EQ(masterKey(machine, Slot::A), 1U);
    ASSERT_TRUE(signOn(machine, 1));
    ASSERT_EQ(masterKey(machine, Slot::B), 2U);
    EXPECT_TRUE(signOn(machine, 1)) << "not used yet";
    EXPECT_TRUE(signOn(machine, 2));
    EXPECT_EQ(signOn(machine, 1).error().code, FailureCode::KeyRejected);
    EXPECT_EQ(keys().masterKeys(kTerminal)->at(0).standing, Standing::Replaced);
}

TEST_F(SignOnTest, AKeyThatIsNotAcknowledgedIsRefused) {
    restart("signing-on.json");
    const auto machine = terminal("chip");
    EXPECT_EQ(signOn(machine, 1).error().code, FailureCode::KeyRejected);
    ASSERT_TRUE(deliver(machine));
    EXPECT_EQ(signOn(machine, 1).error().code, FailureCode::KeyRejected);
    EXPECT_EQ(m_status, 409);
    EXPECT_TRUE(m_network.received("0800").empty()) << "the network was not bothered";
}

TEST_F(SignOnTest, TheSameRequestGetsTheSameAnswer) {
    const auto machine = terminal("chip");
    masterKey(machine);
    const auto body = machine.sign(machine.signOn(1, m_agreement.publicKey()));
    const auto signedOn = signOn(body).value();
    const auto answer = m_answer;
    EXPECT_EQ(signOn(body)->session, signedOn.session);
    EXPECT_EQ(m_answer, answer);
    EXPECT_TRUE(signOn(machine, 1)) << "no clone";
}

TEST_F(SignOnTest, TheCountersStatementIsForThisRequestAlone) {
    const auto machine = terminal("chip"), other = terminal("other", kOther);
    masterKey(machine);
    const auto good = machine.signOn(1, m_agreement.publicKey());
    const auto refused = [&](const protocol::SignOnRequest& request) {
        return signOn(machine.sign(request)).error().code;
    };
    auto wrong = good;
    wrong.counter = other.signOn(1, m_agreement.publicKey()).counter;
    EXPECT_EQ(refused(wrong), FailureCode::CryptoFailed) << "another chip's";
    wrong = good;
    wrong.agreement = Authorities::newKey().publicKey();
    EXPECT_EQ(refused(wrong), FailureCode::CryptoFailed) << "another agreement";
    wrong = good;
    m_time.advance(std::chrono::milliseconds(5));
    wrong.time = machine.now();
    EXPECT_EQ(refused(wrong), FailureCode::CryptoFailed) << "another time";
    wrong = good;
    wrong.counter.signature.front() ^= 0x01;
    EXPECT_EQ(refused(wrong), FailureCode::CryptoFailed);
    EXPECT_TRUE(signOn(machine.sign(good)));
    EXPECT_EQ(audited(backend::audited::kSignOnRefused, "crypto.failed"), 4U);
}

// The copy goes first: whoever of the two comes second with the same count is caught, and from
// then on nobody is believed.
TEST_F(SignOnTest, ACopiedChipIsCaughtAtItsNextSignOn) {
    const auto machine = paying("chip");
    std::filesystem::copy(m_installation.file("chip"), m_installation.file("copy"));
    Newcomer copy(chip::openSoftwareChip(m_installation.file("copy")).value(), m_time);
    copy.enrolled = machine.enrolled;
    ASSERT_TRUE(signOn(copy, 1));
    EXPECT_EQ(pay(machine)->state, PaymentState::Approved) << "not seen yet";
    EXPECT_EQ(signOn(machine, 1).error().code, FailureCode::TerminalCloned);
    EXPECT_EQ(m_status, 403);
    EXPECT_EQ(terminals().byTerminal(kTerminal).value()->standing, TerminalStanding::Cloned);
    for (const Newcomer* one : {&machine, static_cast<const Newcomer*>(&copy)}) {
        EXPECT_EQ(pay(*one).error().code, FailureCode::TerminalCloned);
        EXPECT_EQ(m_status, 403);
        EXPECT_EQ(signOn(*one, 1).error().code, FailureCode::TerminalCloned);
    }
    EXPECT_EQ(audited(backend::audited::kCloned), 1U);
    EXPECT_EQ(audited(backend::audited::kRefused, "terminal.cloned"), 1U);
}

TEST_F(SignOnTest, ARestoredChipIsCaughtAsWell) {
    const auto machine = terminal("chip");
    masterKey(machine);
    std::filesystem::copy(m_installation.file("chip"), m_installation.file("backup"));
    ASSERT_TRUE(signOn(machine, 1));
    Newcomer restored(chip::openSoftwareChip(m_installation.file("backup")).value(), m_time);
    restored.enrolled = machine.enrolled;
    m_time.advance(std::chrono::milliseconds(5));
    EXPECT_EQ(signOn(restored, 1).error().code, FailureCode::TerminalCloned);
}

TEST_F(SignOnTest, EachStandingRefusesEveryMessageByItsName) {
    const auto machine = paying("chip");
    const auto refused = [&](FailureCode code) {
        EXPECT_EQ(pay(machine).error().code, code);
        EXPECT_EQ(m_status, 403);
        EXPECT_EQ(signOn(machine, 1).error().code, code);
        EXPECT_EQ(hello(machine, machine.sign(machine.hello())).error().code, code);
        const auto name = std::string(describe(code).name);
        EXPECT_EQ(audited(backend::audited::kRefused, name), 1U) << name;
    };
    setStanding(kTerminal, TerminalStanding::Suspended);
    refused(FailureCode::TerminalSuspended);
    setStanding(kTerminal, TerminalStanding::Enrolled);
    EXPECT_EQ(pay(machine)->state, PaymentState::Approved);
    m_time.advance(std::chrono::days(731));
    refused(FailureCode::TerminalExpired);
    m_time.advance(-std::chrono::days(731));
    setStanding(kTerminal, TerminalStanding::Revoked);
    refused(FailureCode::TerminalRevoked);
    auto stranger = newcomer("stranger");
    stranger.enrolled = machine.enrolled;
    EXPECT_EQ(pay(stranger).error().code, FailureCode::PermissionDenied)
        << "who does not hold the key hears nothing of its standing";
    stranger.enrolled.keyId = "nobody";
    EXPECT_EQ(pay(stranger).error().code, FailureCode::TerminalUnknown);
    EXPECT_EQ(audited(backend::audited::kRefused, "terminal.unknown"), 1U);
    EXPECT_EQ(m_network.received("0200").size(), 1U);
}

TEST_F(SignOnTest, StrangersDoNotFillTheAuditTrail) {
    auto machine = terminal("chip");
    for (int i = 0; i < 25; ++i) {
        machine.enrolled.keyId = "stranger-" + std::to_string(i % 24);
        EXPECT_EQ(pay(machine).error().code, FailureCode::TerminalUnknown);
    }
    EXPECT_EQ(audited(backend::audited::kRefused), 20U);
    m_time.advance(std::chrono::minutes(1));
    EXPECT_FALSE(pay(machine));
    EXPECT_EQ(audited(backend::audited::kRefused), 21U);
}

TEST_F(SignOnTest, TheNetworkGivesItsWorkingKeys) {
    restart("signing-on.json");
    answerSignOns(kField62);
    const auto machine = paying("chip");
    const auto asked = m_network.received("0800");
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0].text(41), kTerminal);
    EXPECT_EQ(asked[0].text(42), Installation::kMerchantId);
    EXPECT_EQ(asked[0].text(60), "00000001003");
    EXPECT_EQ(asked[0].binary(62).size(), 50U);
    EXPECT_EQ(asked[0].text(63), "01 ");
    EXPECT_FALSE(asked[0].has(64));
    auto stored = keys();
    EXPECT_EQ(toHex(stored.networkKey(kTerminal, KeyPurpose::NetworkPin)->checkValue), "CAEF8B3E");
    EXPECT_EQ(toHex(stored.networkKey(kTerminal, KeyPurpose::NetworkMac)->checkValue), "DF85B3B3");
}

TEST_F(SignOnTest, TheKeysMayLiveInAModuleOfTheirOwn) {
    using backend::keys::KeyDirectory;
    if (KeyDirectory::module().empty()) GTEST_SKIP() << "SoftHSM2 is not installed";
    const KeyDirectory directory;
    auto config = m_installation.config("signing-on.json");
    config.enrolment->keyModule = directory.token();
    restart(std::move(config));
    answerSignOns(kField62);
    const auto machine = terminal("chip");
    masterKey(machine);
    const auto signedOn = signOn(machine, 1);
    ASSERT_TRUE(signedOn) << signedOn.error().detail;
    const auto wrapping =
        machine.chip->derive(Slot::A, protocol::wrappingContext(signedOn->session)).value();
    EXPECT_TRUE(crypto::unwrapKeyBlock(crypto::BlockCipher::Aes, wrapping.view(),
                                       signedOn->pinKeyBlock, {"P0", 'A', 'E'}));
    // Before the directory of the token goes.
    m_backend.reset();
}

TEST_F(SignOnTest, WithoutTheNetworksKeysThereIsNoSignOnAndTheOldOnesStay) {
    restart("signing-on.json");
    answerSignOns(kField62);
    const auto machine = terminal("chip");
    masterKey(machine);
    const auto before = signOn(machine, 1).value();
    std::string wrongCheck = kField62;
    wrongCheck.back() = '4';
    const struct {
        std::string field62, code;
        FailureCode failure;
    } cases[] = {{wrongCheck, "00", FailureCode::KeyRejected},
                 {"", "00", FailureCode::KeyRejected},
                 {std::string(kField62) + "00", "00", FailureCode::KeyRejected},
                 {kField62, "97", FailureCode::HostRefused}};
    for (const auto& [field62, code, failure] : cases) {
        answerSignOns(field62, code);
        EXPECT_EQ(signOn(machine, 1).error().code, failure);
    }
    m_network.setScript([](const Message&) { return std::vector<Bytes>{}; });
    EXPECT_EQ(signOn(machine, 1).error().code, FailureCode::HostTimeout);
    auto stored = keys();
    EXPECT_TRUE(stored.signedOn(before.session));
    EXPECT_EQ(toHex(stored.networkKey(kTerminal, KeyPurpose::NetworkMac)->checkValue), "DF85B3B3");
    answerSignOns(kField62);
    EXPECT_TRUE(signOn(machine, 1));
}

}  // namespace
}  // namespace tappay::test
