#include "backend/terminals/register.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>

#include "backend/terminals/directory.h"
#include "backend/terminals/enrolment_code.h"
#include "backend/terminals/standing.h"
#include "crypto/random.h"
#include "crypto/tpm2/public_area.h"

namespace tappay::backend {
namespace {

constexpr std::int64_t kNow = 1'800'000'000'000, kLater = kNow + 1000, kDay = 86'400'000;

class RegisterTest : public ::testing::Test {
protected:
    ~RegisterTest() override { std::filesystem::remove_all(m_directory); }

    static std::filesystem::path newDirectory() {
        std::string name = std::filesystem::temp_directory_path() / "tappay-register-XXXXXX";
        return ::mkdtemp(name.data());
    }
    [[nodiscard]] std::filesystem::path file() const { return m_directory / "terminals.db"; }
    static EnrolledTerminal terminal(const std::string& keyId, const char* id = "10000001") {
        const auto key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();
        using crypto::tpm2::Role;
        return {.keyId = keyId,
                .transactionId = "id of " + keyId,
                .terminalId = id,
                .merchantId = "898310054110001",
                .identity = crypto::tpm2::publicAreaOf(Role::Identity, key.publicKey())->marshalled,
                .storage = Bytes(8, 0x51),
                .attestation = Bytes(8, 0xA1),
                .certificate = Bytes(8, 0xCE),
                .expires = kNow + 30 * kDay};
    }
    Bytes code(const char* terminalId = "10000001", std::int64_t expires = kNow + kDay) {
        const auto hash = hashOfCode(m_key, makeEnrolmentCode(m_random)).value();
        EXPECT_TRUE(m_register.addCode(hash, {terminalId, "898310054110001", "Shop"}, expires,
                                       "operator test", kNow));
        return hash;
    }
    void enrol(const EnrolledTerminal& terminal) {
        const auto enrolled =
            m_register.enrol(code(terminal.terminalId.c_str()), terminal,
                             {"session of " + terminal.keyId, Bytes(4, 0x01), "answer"}, kNow);
        ASSERT_TRUE(enrolled) << enrolled.error().detail;
    }
    std::size_t audited(const std::string& what) {
        const auto trail = m_register.auditTrail(1000).value();
        return static_cast<std::size_t>(std::ranges::count(trail, what, &AuditEntry::what));
    }
    TerminalStanding standing(const std::string& keyId) {
        return m_register.byKeyId(keyId).value()->standing;
    }

    std::filesystem::path m_directory = newDirectory();
    crypto::SystemRandom m_random;
    Bytes m_key = Bytes(32, 0x4C);
    TerminalRegister m_register = TerminalRegister::open(file()).value();
};

TEST_F(RegisterTest, CodesAreReadAsPeopleWriteThem) {
    const auto made = makeEnrolmentCode(m_random);
    EXPECT_EQ(made.size(), 14U);
    EXPECT_NE(made, makeEnrolmentCode(m_random));
    const auto hash = hashOfCode(m_key, "4K7P-XQ2M-9TRA").value();
    EXPECT_EQ(hashOfCode(m_key, "4k7p xq2m 9tra").value(), hash);
    EXPECT_NE(hashOfCode(Bytes(32, 0x4D), "4K7P-XQ2M-9TRA").value(), hash);
    for (const auto* wrong : {"", "4K7P-XQ2M-9TR", "4K7P-XQ2M-9TRAA", "4K7P-XQ2M-9TRU", "4K7P+"})
        EXPECT_EQ(hashOfCode(m_key, wrong).error().code, FailureCode::EnrolmentCodeInvalid);
}

TEST_F(RegisterTest, ACodeIsGoodForItsTerminalOnce) {
    const auto hash = code();
    const auto grant = m_register.tryCode(hash, kLater);
    ASSERT_TRUE(grant);
    EXPECT_EQ(grant->terminalId, "10000001");
    EXPECT_EQ(grant->merchantName, "Shop");
    ASSERT_TRUE(m_register.enrol(hash, terminal("one"), {"s1", {}, "a"}, kLater));
    EXPECT_EQ(m_register.tryCode(hash, kLater).error().code, FailureCode::EnrolmentCodeInvalid);
    EXPECT_EQ(m_register.enrol(hash, terminal("two"), {"s2", {}, "a"}, kLater).error().code,
              FailureCode::EnrolmentCodeInvalid);
    EXPECT_FALSE(m_register.byKeyId("two").value());
    EXPECT_EQ(audited(audited::kEnrolled), 1U);
}

TEST_F(RegisterTest, CodesExpireWearOutAndAreReplaced) {
    const auto expired = code("10000001", kNow);
    EXPECT_EQ(m_register.tryCode(expired, kLater).error().code, FailureCode::EnrolmentCodeInvalid);
    const auto first = code();
    for (int i = 0; i < TerminalRegister::kTriesOfCode; ++i)
        EXPECT_TRUE(m_register.tryCode(first, kLater)) << i;
    EXPECT_EQ(m_register.tryCode(first, kLater).error().code, FailureCode::EnrolmentCodeInvalid);
    const auto second = code(), third = code(), other = code("10000002");
    EXPECT_FALSE(m_register.tryCode(second, kLater));
    EXPECT_TRUE(m_register.tryCode(third, kLater));
    EXPECT_TRUE(m_register.tryCode(other, kLater));
    EXPECT_FALSE(m_register.tryCode(Bytes(32, 0x00), kLater));
}

TEST_F(RegisterTest, ALaterEnrolmentReplacesTheEarlier) {
    enrol(terminal("one"));
    enrol(terminal("other", "10000002"));
    enrol(terminal("two"));
    EXPECT_EQ(standing("one"), TerminalStanding::Revoked);
    EXPECT_EQ(standing("two"), TerminalStanding::Enrolled);
    EXPECT_EQ(standing("other"), TerminalStanding::Enrolled);
    EXPECT_EQ(m_register.byTerminal("10000001").value()->keyId, "two");
    EXPECT_EQ(audited(audited::kReplaced), 1U);
    const auto proved = m_register.enrolmentOf("session of two").value();
    ASSERT_TRUE(proved);
    EXPECT_EQ(proved->enrolment.answer, "answer");
    EXPECT_FALSE(m_register.enrolmentOf("session of nobody").value());
}

TEST_F(RegisterTest, StandingChangesAsTheTableSays) {
    using enum TerminalStanding;
    enrol(terminal("one"));
    const auto set = [&](TerminalStanding to) {
        return m_register.setStanding("10000001", to, "operator test", kLater);
    };
    EXPECT_EQ(set(Enrolled).error().code, FailureCode::TooLate);
    EXPECT_TRUE(set(Suspended));
    EXPECT_EQ(set(Suspended).error().code, FailureCode::TooLate);
    EXPECT_TRUE(set(Enrolled));
    EXPECT_TRUE(set(Revoked));
    EXPECT_EQ(set(Enrolled).error().code, FailureCode::TooLate);
    EXPECT_EQ(standing("one"), Revoked);
    EXPECT_EQ(m_register.setStanding("10000009", Revoked, "operator test", kNow).error().code,
              FailureCode::TerminalUnknown);
    EXPECT_EQ(audited(audited::kSuspended), 1U);
    EXPECT_EQ(audited(audited::kResumed), 1U);
    EXPECT_EQ(audited(audited::kRevoked), 1U);
}

TEST_F(RegisterTest, EachStandingHasItsFailure) {
    using enum TerminalStanding;
    EXPECT_TRUE(checkStanding(Enrolled, kNow, kNow));
    EXPECT_EQ(checkStanding(Enrolled, kNow, kLater).error().code, FailureCode::TerminalExpired);
    EXPECT_EQ(checkStanding(Suspended, kNow, kNow).error().code, FailureCode::TerminalSuspended);
    EXPECT_EQ(checkStanding(Revoked, kNow, kNow).error().code, FailureCode::TerminalRevoked);
    EXPECT_EQ(checkStanding(Cloned, kNow, kLater).error().code, FailureCode::TerminalCloned);
}

TEST_F(RegisterTest, ACounterThatGoesBackIsAClone) {
    const auto one = terminal("one");
    enrol(one);
    const Bytes first(32, 0x01), second(32, 0x02);
    EXPECT_EQ(m_register.noteCounter(one, 7, first, kNow).value(), std::nullopt);
    EXPECT_EQ(m_register.noteCounter(one, 7, first, kNow).value(), std::nullopt) << "no answer yet";
    ASSERT_TRUE(m_register.noteSignOn(one, first, "answer", "session", kNow));
    EXPECT_EQ(m_register.noteCounter(one, 7, first, kNow).value(), "answer");
    EXPECT_EQ(m_register.noteCounter(one, 9, second, kNow).value(), std::nullopt);
    ASSERT_TRUE(m_register.noteSignOn(one, first, "late", "session", kNow));
    EXPECT_EQ(m_register.noteCounter(one, 9, second, kNow).value(), std::nullopt)
        << "the answer of another request";
    EXPECT_EQ(m_register.byKeyId("one").value()->counter, 9U);
    EXPECT_EQ(standing("one"), TerminalStanding::Enrolled);
    EXPECT_EQ(m_register.noteCounter(one, 9, first, kNow).error().code,
              FailureCode::TerminalCloned);
    EXPECT_EQ(standing("one"), TerminalStanding::Cloned);
    EXPECT_EQ(audited(audited::kCloned), 1U);
}

TEST_F(RegisterTest, TheAuditTrailOnlyGrows) {
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(m_register.audit({kNow, "back-end", "refused", std::to_string(i), ""}));
    auto database = store::Database::open(file()).value();
    EXPECT_FALSE(database.execute("UPDATE audit SET who = 'nobody'"));
    EXPECT_FALSE(database.execute("DELETE FROM audit"));
    const auto last = m_register.auditTrail(2).value();
    ASSERT_EQ(last.size(), 2U);
    EXPECT_EQ(last[0].about, "1");
    EXPECT_EQ(last[1].about, "2");
}

TEST_F(RegisterTest, TheDirectorySeesWhatOthersChange) {
    auto directory = TerminalDirectory::open(file()).value();
    EXPECT_EQ(directory->find("one").value(), nullptr);
    enrol(terminal("one"));
    const auto found = directory->find("one").value();
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(directory->find("one").value(), found) << "remembered";
    ASSERT_TRUE(m_register.noteCounter(found->terminal, 1, Bytes(32), kNow));
    EXPECT_EQ(directory->find("one").value(), found) << "a sign-on changes nothing in it";
    auto elsewhere = TerminalRegister::open(file()).value();
    ASSERT_TRUE(
        elsewhere.setStanding("10000001", TerminalStanding::Suspended, "operator test", kNow));
    EXPECT_EQ(directory->find("one").value()->terminal.standing, TerminalStanding::Suspended);
}

TEST_F(RegisterTest, NothingOfACodeIsInTheFile) {
    const auto made = makeEnrolmentCode(m_random);
    ASSERT_TRUE(m_register.addCode(hashOfCode(m_key, made).value(), {"10000001", "m", "Shop"},
                                   kNow + kDay, "operator test", kNow));
    auto database = store::Database::open(file()).value();
    ASSERT_TRUE(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    auto row =
        database.prepare("SELECT detail FROM audit UNION SELECT hash FROM enrolment_codes").value();
    while (row.step().value())
        EXPECT_EQ(toText(row.blob(0)).find(made), std::string::npos);
}

}  // namespace
}  // namespace tappay::backend
