#include "companion/phone_desk.h"

// How a phone comes to be paired: docs/protocol.md, "Pairing".
namespace tappay::test {
namespace {

using companion::PairingSteps;
using companion::PhoneStore;
using protocol::PairingState;

class PhonePairing : public PhoneDesk {
protected:
    void SetUp() override {
        PhoneDesk::SetUp();
        restart();
    }
    // The phone's program.
    void restart() {
        m_steps.reset();
        m_store.reset();
        m_store = PhoneStore::open(directory()).value();
        m_steps.emplace(*m_store, m_time);
    }
    std::string answer() {
        auto way = session();
        return told(m_steps->answer(way, soon()));
    }
    std::string look() {
        auto way = session();
        return told(m_steps->look(way, soon()));
    }
    static std::string told(const Result<PairingState>& state) {
        return std::string(state ? protocol::nameOf(*state) : describe(state.error().code).name);
    }
    // The compact answer with another payload, by another key.
    std::string signedAnew(const protocol::Pairing& pairing, const crypto::EcPrivateKey& key) {
        return crypto::jwsSign("back-end", asBytes(protocol::encode(pairing)),
                               [&](ByteView message) { return key.signEcdsa(message); })
            .value();
    }
    static protocol::Pairing pairingIn(const std::string& compact) {
        return protocol::decodePairing(toText(crypto::jwsParse(compact).value().payload)).value();
    }

    std::unique_ptr<PhoneStore> m_store;
    std::optional<PairingSteps> m_steps;
};

TEST_F(PhonePairing, BothScreensShowTheSameDigits) {
    const auto shown = show();
    m_steps->begin(shown.text, "Mei's phone").value();
    EXPECT_EQ(answer(), "answered");
    const auto now = askPairing(machine(), shown.pairing, protocol::PairingWish::Show).value();
    EXPECT_EQ(m_steps->code().value(),
              protocol::pairingCode(shown.secret.view(), transcriptOf(shown, now)).value());
    EXPECT_EQ(now.proof,
              protocol::phoneProof(shown.secret.view(), transcriptOf(shown, now)).value());
    EXPECT_EQ(look(), "answered");
    const auto accepted = accept(shown).value();
    EXPECT_EQ(look(), "accepted");
    const auto phone = m_store->phone().value().value();
    EXPECT_EQ(phone.phone, accepted.phone);
    EXPECT_EQ(phone.answerKey, answerKey());
    EXPECT_FALSE(std::filesystem::exists(directory() / "pairing")) << "the secret is gone";
}

TEST_F(PhonePairing, GoesOnAfterEachRestart) {
    const auto shown = show();
    m_steps->begin(shown.text, "Mei's phone").value();
    restart();
    m_faults->loseAnswer = true;
    EXPECT_EQ(answer(), "bank.timeout");
    m_faults->loseAnswer = false;
    restart();
    EXPECT_EQ(answer(), "answered") << "the same phone may say it again";
    const auto code = m_steps->code().value();
    restart();
    EXPECT_EQ(m_steps->code().value(), code);
    accept(shown).value();
    m_faults->loseAnswer = true;
    EXPECT_EQ(look(), "bank.timeout");
    m_faults->loseAnswer = false;
    restart();
    EXPECT_EQ(look(), "accepted");
}

TEST_F(PhonePairing, NothingIsLeftOfOneThatWasRefusedOrIsOver) {
    auto shown = show();
    m_steps->begin(shown.text, "Mei's phone").value();
    answer();
    askPairing(machine(), shown.pairing, protocol::PairingWish::Refuse).value();
    EXPECT_EQ(look(), "refused");
    EXPECT_FALSE(m_store->pairing().value());
    EXPECT_FALSE(m_store->key().value());

    shown = show();
    m_steps->begin(shown.text, "Mei's phone").value();
    m_time.advance(std::chrono::minutes(6));
    EXPECT_EQ(answer(), "expired");
    EXPECT_FALSE(m_store->pairing().value());
}

TEST_F(PhonePairing, BelievesNobodyButTheKeyOfTheCode) {
    const auto shown = show();
    m_steps->begin(shown.text, "Mei's phone").value();
    const auto other = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    m_faults->spoil = [&](const std::string& body) {
        auto pairing = pairingIn(body);
        pairing.answerKey = other.publicKey();
        return signedAnew(pairing, other);
    };
    EXPECT_EQ(answer(), "bank.answer_invalid") << "its own key inside";
    m_faults->spoil = [&](const std::string& body) { return signedAnew(pairingIn(body), other); };
    EXPECT_EQ(answer(), "bank.answer_invalid") << "the right key inside, signed by another";
    m_faults->spoil = {};
    EXPECT_EQ(answer(), "answered");
    const auto old = m_faults->answers.back();
    m_faults->spoil = [&](const std::string&) { return old; };
    EXPECT_EQ(look(), "bank.answer_invalid") << "an answer of before";
}

TEST_F(PhonePairing, BelievesNoComputerWithoutTheSecret) {
    const auto shown = show();
    m_steps->begin(shown.text, "Mei's phone").value();
    answer();
    askPairing(machine(), shown.pairing, protocol::PairingWish::Accept, Bytes(32, 7)).value();
    EXPECT_EQ(look(), "bank.answer_invalid");
    EXPECT_FALSE(m_store->phone().value());
}

TEST_F(PhonePairing, AnotherPhoneMayHaveBeenFaster) {
    const auto shown = show();
    PlayedPhone other;
    ConfirmTest::answer(other, shown.pairing, Bytes(32, 1)).value();
    m_steps->begin(shown.text, "Mei's phone").value();
    EXPECT_EQ(answer(), "key.rejected");
}

TEST_F(PhonePairing, TakesNoTextThatIsNoInvitation) {
    for (const std::string text :
         {"", "tappay:pair", "https://tea.example/pay", "tappay:pair?b=x&p=y&s=z&k=1&a=2"})
        EXPECT_EQ(m_steps->begin(text, "Phone").error().code, FailureCode::InputMalformed) << text;
    const auto shown = show();
    EXPECT_EQ(m_steps->begin(shown.text + "&x=1", "Phone").error().code,
              FailureCode::InputMalformed);
    EXPECT_EQ(m_steps->begin(shown.text, "").error().code, FailureCode::InputMalformed);
    EXPECT_EQ(m_steps->begin(shown.text, "a\nb").error().code, FailureCode::InputMalformed);
}

TEST_F(PhonePairing, PairedPhoneIsNotPairedAgain) {
    const auto shown = show();
    m_steps->begin(shown.text, "Mei's phone").value();
    answer();
    accept(shown).value();
    look();
    EXPECT_EQ(m_steps->begin(show().text, "Phone").error().code, FailureCode::TooLate);
}

}  // namespace
}  // namespace tappay::test
