#include "companion/phone_desk.h"

// What a paired phone says, and what it believes.
namespace tappay::test {
namespace {

class PhoneCalling : public PhoneDesk {
protected:
    std::string poll(const Phone& phone) {
        return failureOf(phone.steps->poll(std::chrono::seconds(0), soon()));
    }
    static std::string payloadOf(const std::string& compact) {
        return toText(crypto::jwsParse(compact).value().payload);
    }
};

TEST_F(PhoneCalling, BelievesNoAnswerOfAnother) {
    const auto phone = paired();
    const auto other = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
    m_faults->spoil = [&](const std::string& body) {
        return crypto::jwsSign("back-end", asBytes(payloadOf(body)),
                               [&](ByteView message) { return other.signEcdsa(message); })
            .value();
    };
    EXPECT_EQ(poll(phone), "bank.answer_invalid");
    m_faults->spoil = [](const std::string&) { return std::string("{\"type\":\"events\"}"); };
    EXPECT_EQ(poll(phone), "bank.answer_invalid") << "not signed at all";
}

TEST_F(PhoneCalling, BelievesNoAnswerToAnotherQuestion) {
    const auto phone = paired();
    EXPECT_EQ(poll(phone), "none");
    const auto old = m_faults->answers.back();
    m_faults->spoil = [&](const std::string&) { return old; };
    EXPECT_EQ(poll(phone), "bank.answer_invalid");
    EXPECT_EQ(failureOf(phone.steps->opened(Questions::newKey(), soon())), "not_found")
        << "errors have no signature";
}

TEST_F(PhoneCalling, BelievesNoAnswerToAnotherPhone) {
    const auto phone = paired();
    m_faults->spoil = [&](const std::string& body) {
        auto events = protocol::decodeEvents(payloadOf(body)).value();
        events.to = Questions::newKey();
        return crypto::jwsSign(
                   "back-end", asBytes(protocol::encode(events)),
                   [&](ByteView message) { return m_installation.answer.signEcdsa(message); })
            .value();
    };
    EXPECT_EQ(poll(phone), "bank.answer_invalid");
}

TEST_F(PhoneCalling, NoTwoQuestionsHaveTheSameTimeOrNumber) {
    const auto phone = paired();
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(poll(phone), "none");
    std::set<std::string> times;
    std::set<std::uint32_t> numbers;
    for (const auto& body : m_faults->sent) {
        const auto question = protocol::decodePushQuestion(payloadOf(body));
        if (!question) continue;  // of the pairing
        times.insert(question->from.time);
        numbers.insert(question->from.sequence);
    }
    EXPECT_EQ(times.size(), 20U);
    EXPECT_EQ(numbers.size(), 20U);
}

TEST_F(PhoneCalling, KilledPhoneIsNotTakenForACopy) {
    auto phone = paired();
    for (int life = 0; life < 12; ++life) {
        for (int i = 0; i < 1 + life % 3; ++i)
            EXPECT_EQ(poll(phone), "none");
        cut(phone);
        phone = started();
    }
    EXPECT_EQ(poll(phone), "none");
}

TEST_F(PhoneCalling, CopyOfAPhoneIsFoundOut) {
    auto phone = paired();
    EXPECT_EQ(poll(phone), "none");
    cut(phone);
    const auto backup = m_installation.file("backup");
    std::filesystem::copy(directory(), backup);
    phone = started();
    EXPECT_EQ(poll(phone), "none");
    cut(phone);
    std::filesystem::remove_all(directory());
    std::filesystem::copy(backup, directory());
    std::filesystem::permissions(directory(), std::filesystem::perms::owner_all);
    phone = started();
    EXPECT_EQ(poll(phone), "phone.cloned");
}

TEST_F(PhoneCalling, RevokedPhoneIsToldSo) {
    const auto phone = paired();
    phones(machine(), protocol::PhoneWish::Revoke, phone.caller->phone().phone).value();
    EXPECT_EQ(poll(phone), "phone.revoked");
}

TEST_F(PhoneCalling, LeavesAndForgets) {
    const auto phone = paired();
    phone.devices->leave(soon()).value();
    EXPECT_EQ(phones(machine(), protocol::PhoneWish::List).value().phones.back().standing,
              protocol::PhoneStanding::Left);
    EXPECT_FALSE(phone.store->phone().value());
    EXPECT_FALSE(phone.store->key().value());
}

}  // namespace
}  // namespace tappay::test
