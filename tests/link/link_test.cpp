#include <QtCore/QCoreApplication>
#include <future>

#include "backend/backend_test.h"
#include "crypto/random.h"
#include "link/back_end.h"

namespace tappay::test {
namespace {

class KeyChip final : public chip::Chip {
public:
    explicit KeyChip(const crypto::EcPrivateKey& key) : m_key(key) {}
    [[nodiscard]] chip::Form form() const override { return chip::Form::Software; }
    [[nodiscard]] const crypto::EcPublicKey& identity() const override { return m_key.publicKey(); }
    [[nodiscard]] Result<Bytes> sign(ByteView message) override { return m_key.signEcdsa(message); }
    [[nodiscard]] Result<SecretBytes> workingKey(chip::WorkingKey) override {
        return fail(FailureCode::KeyUnavailable);
    }

private:
    const crypto::EcPrivateKey& m_key;
};

class LinkTest : public BackendTest {
protected:
    link::BackEndConfig linkConfig(std::uint16_t port) {
        link::BackEndConfig config;
        config.url = "https://localhost:" + std::to_string(port);
        config.caFile = m_installation.file("ca.pem");
        config.terminalId = config.keyId = Installation::kTerminalId;
        config.sealTo = m_installation.seal.publicKey();
        config.sealKeyId = "seal-1";
        config.answersBy = m_installation.answer.publicKey();
        return config;
    }
    std::unique_ptr<link::BackEnd> connect(link::BackEndConfig config) {
        return link::connectBackEnd(std::move(config), m_chip, m_random, m_log);
    }
    std::unique_ptr<link::BackEnd> connect() { return connect(linkConfig(m_backend->port())); }
    static Deadline soon() { return Deadline::in(std::chrono::seconds(10)); }

    int m_argc = 0;
    QCoreApplication m_application{m_argc, nullptr};
    KeyChip m_chip{m_installation.identity};
    crypto::SystemRandom m_random;
};

TEST_F(LinkTest, AuthorisesAsksAndUndoes) {
    auto link = connect();
    const auto key = Questions::newKey();
    auto answer = link->authorise(m_questions.authorisation(key, "12.34"), soon());
    ASSERT_TRUE(answer) << answer.error().detail << m_lines;
    EXPECT_EQ(answer->state, PaymentState::Approved);
    auto state = link->status(key, soon());
    ASSERT_TRUE(state) << state.error().detail;
    EXPECT_EQ(state->state, PaymentState::Approved);
    auto undone = link->undo(key, protocol::UndoReason::CardDeclined, soon());
    ASSERT_TRUE(undone) << undone.error().detail;
    EXPECT_EQ(undone->state, PaymentState::Undone);
    EXPECT_TRUE(link->state().reachable);
    EXPECT_TRUE(link->state().roundTrip);
}

}  // namespace
}  // namespace tappay::test
