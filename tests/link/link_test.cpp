#include <QtCore/QCoreApplication>
#include <QtNetwork/QNetworkProxy>
#include <fstream>
#include <future>
#include <sstream>

#include "backend/backend_test.h"
#include "crypto/certificate.h"
#include "crypto/random.h"
#include "link/back_end.h"
#include "link/cutting_peer.h"
#include "protocol/codec.h"
#include "support/key_chip.h"

namespace tappay::test {
namespace {

class LinkTest : public BackendTest {
protected:
    struct Wanted {
        link::BackEndConfig backEnd;
        link::TerminalIdentity identity;
    };
    Wanted linkConfig(std::uint16_t port) {
        Wanted wanted;
        wanted.backEnd.url = "https://localhost:" + std::to_string(port);
        wanted.backEnd.authorities = authorities("ca.pem");
        wanted.identity.terminalId = wanted.identity.keyId = Installation::kTerminalId;
        wanted.identity.sealTo = m_installation.seal.publicKey();
        wanted.identity.sealKeyId = "seal-1";
        wanted.identity.answersBy = m_installation.answer.publicKey();
        return wanted;
    }
    std::vector<Bytes> authorities(const char* file) {
        std::ostringstream pem;
        pem << std::ifstream(m_installation.file(file)).rdbuf();
        return crypto::certificatesFromPem(pem.str()).value();
    }
    std::unique_ptr<link::BackEnd> connect(const Wanted& wanted) {
        auto link = link::connectBackEnd(wanted.backEnd, m_chip, m_random, m_log);
        link->identify(wanted.identity).value();
        return link;
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
    auto answer = link->authorise(m_questions.authorisation(key, "12.34"), nullptr, soon());
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

TEST_F(LinkTest, RepeatingARequestIsSafe) {
    auto link = connect();
    const auto request = m_questions.authorisation(Questions::newKey(), "12.34");
    auto first = link->authorise(request, nullptr, soon()),
         second = link->authorise(request, nullptr, soon());
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->stan, second->stan);
    EXPECT_EQ(m_network.received("0200").size(), 1U);
    auto dearer = m_questions.authorisation(request.key, "12.35");
    EXPECT_EQ(link->authorise(dearer, nullptr, soon()).error().code, FailureCode::KeyReused);
}

TEST_F(LinkTest, TellsWhatTheCardPaidFromASealThatWasKept) {
    auto link = connect();
    auto kept = m_questions.advice(Questions::newKey());
    const auto key = kept.payment.key;
    const auto sealed = link->sealCard(key, kept.payment.card);
    ASSERT_TRUE(sealed);
    const auto advise = [&](const std::string& amount) {
        auto request = m_questions.advice(key, amount);
        request.payment.card = {};
        request.time.clear();  // the link's own
        return link->advise(std::move(request), *sealed, soon());
    };
    auto answer = advise("12.34");
    ASSERT_TRUE(answer) << answer.error().detail << m_lines;
    EXPECT_EQ(answer->state, PaymentState::Approved);
    EXPECT_EQ(advise("12.34")->reference, answer->reference);
    EXPECT_EQ(advise("12.35").error().code, FailureCode::KeyReused);
    EXPECT_EQ(m_network.received("0200").size(), 1U);
    EXPECT_EQ(m_network.received("0200")[0].text(2), Questions::kPan);
    EXPECT_EQ(link->undo(key, protocol::UndoReason::Merchant, soon()).error().code,
              FailureCode::NotUndoable);
}

TEST_F(LinkTest, NobodyListeningIsUnreachable) {
    const auto port = m_backend->port();
    auto link = connect();
    ASSERT_TRUE(link->status(Questions::newKey(), soon()));
    std::promise<link::LinkState> lost;
    link->onStateChange([&](const link::LinkState& state) {
        if (!state.reachable) lost.set_value(state);
    });
    m_backend.reset();
    const auto request = m_questions.authorisation(Questions::newKey(), "12.34");
    auto answer = link->authorise(request, nullptr, soon());
    ASSERT_FALSE(answer);
    // The first may have gone out over the connection that was still open.
    EXPECT_TRUE(answer.error().code == FailureCode::HostUnreachable ||
                answer.error().code == FailureCode::HostTimeout);
    EXPECT_EQ(link->authorise(request, nullptr, soon()).error().code, FailureCode::HostUnreachable);
    EXPECT_EQ(lost.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
    EXPECT_FALSE(link->state().reachable);

    auto config = m_installation.config();
    config.server.listen.port = port;
    start(std::move(config));
    EXPECT_EQ(link->authorise(request, nullptr, soon())->state, PaymentState::Approved);
}

TEST_F(LinkTest, DeadlineWhileTheNetworkIsAwaitedIsATimeout) {
    m_network.setScript([](const iso8583::Message&) { return std::vector<Bytes>{}; });
    auto link = connect();
    ASSERT_TRUE(link->status(Questions::newKey(), soon()));
    const auto begun = std::chrono::steady_clock::now();
    auto answer = link->authorise(m_questions.authorisation(Questions::newKey(), "12.34"), nullptr,
                                  Deadline::in(std::chrono::milliseconds(200)));
    EXPECT_EQ(answer.error().code, FailureCode::HostTimeout);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(2));
}

TEST_F(LinkTest, StopRequestEndsTheWait) {
    m_network.setScript([](const iso8583::Message&) { return std::vector<Bytes>{}; });
    auto link = connect();
    std::stop_source stop;
    auto running = std::async(std::launch::async, [&] {
        return link->authorise(m_questions.authorisation(Questions::newKey(), "12.34"), nullptr,
                               Deadline::in(std::chrono::seconds(30), stop.get_token()));
    });
    ASSERT_TRUE(m_network.waitFor("0200", 1));
    stop.request_stop();
    EXPECT_EQ(running.get().error().code, FailureCode::HostTimeout);
}

TEST_F(LinkTest, PassedDeadlineSendsNothing) {
    auto link = connect();
    auto answer = link->authorise(m_questions.authorisation(Questions::newKey(), "12.34"), nullptr,
                                  Deadline::in(std::chrono::milliseconds(-1)));
    EXPECT_EQ(answer.error().code, FailureCode::HostUnreachable);
    EXPECT_TRUE(m_network.received("0200").empty());
}

TEST_F(LinkTest, ForeignAuthorityIsRefusedBeforeAnythingIsSent) {
    auto config = linkConfig(m_backend->port());
    m_installation.write("foreign.pem", makeCertificates("localhost").authority);
    config.backEnd.authorities = authorities("foreign.pem");
    auto link = connect(config);
    auto answer =
        link->authorise(m_questions.authorisation(Questions::newKey(), "12.34"), nullptr, soon());
    EXPECT_EQ(answer.error().code, FailureCode::HostUnreachable);
    EXPECT_TRUE(m_network.received("0200").empty());
}

TEST_F(LinkTest, CertificateForAnotherHostIsRefused) {
    const auto other = makeCertificates("bank.example");
    m_installation.write("ca.pem", other.authority);
    m_installation.write("tls.pem", other.certificate);
    m_installation.write("tls.key", other.key);
    m_backend.reset();
    start(m_installation.config());
    auto answer = connect()->authorise(m_questions.authorisation(Questions::newKey(), "12.34"),
                                       nullptr, soon());
    EXPECT_EQ(answer.error().code, FailureCode::HostUnreachable);
    EXPECT_TRUE(m_network.received("0200").empty());
}

TEST_F(LinkTest, AnswerOfAnotherSignerIsInvalid) {
    auto config = linkConfig(m_backend->port());
    config.identity.answersBy = m_installation.second.publicKey();
    auto answer = connect(config)->authorise(
        m_questions.authorisation(Questions::newKey(), "12.34"), nullptr, soon());
    EXPECT_EQ(answer.error().code, FailureCode::HostAnswerInvalid);
}

TEST_F(LinkTest, RefusalSaysThatNothingWasRun) {
    auto config = linkConfig(m_backend->port());
    config.identity.keyId = "10000009";
    auto answer = connect(config)->authorise(
        m_questions.authorisation(Questions::newKey(), "12.34"), nullptr, soon());
    EXPECT_EQ(answer.error().code, FailureCode::TerminalUnknown);
    EXPECT_TRUE(link::surelyNotRun(answer.error().code));
}

TEST_F(LinkTest, WithoutAnIdentityNothingOfAPaymentIsSent) {
    auto link =
        link::connectBackEnd(linkConfig(m_backend->port()).backEnd, m_chip, m_random, m_log);
    const auto key = Questions::newKey();
    EXPECT_EQ(
        link->authorise(m_questions.authorisation(key, "12.34"), nullptr, soon()).error().code,
        FailureCode::NotEnrolled);
    EXPECT_EQ(link->status(key, soon()).error().code, FailureCode::NotEnrolled);
    EXPECT_EQ(link->undo(key, protocol::UndoReason::NoAnswer, soon()).error().code,
              FailureCode::NotEnrolled);
    EXPECT_TRUE(m_network.received("0200").empty());
}

// A connection that is cut is made again and the request repeated on it, all below this library.
// When the repetition is refused the first one may be running.
TEST_F(LinkTest, RefusalOfARepetitionSaysNothingAboutTheFirst) {
    for (const auto code : {FailureCode::HostRefused, FailureCode::Busy}) {
        const auto refusal = CuttingPeer::answer(
            code == FailureCode::Busy ? "429 Too Many Requests" : "503 Service Unavailable",
            protocol::encodeError({code, "not now"}));
        CuttingPeer peer(
            m_installation.file("tls.pem"), m_installation.file("tls.key"),
            [&](int number) { return number == 1 ? std::nullopt : std::optional(refusal); });
        auto link = connect(linkConfig(peer.port()));
        const auto request = m_questions.authorisation(Questions::newKey(), "12.34");
        EXPECT_EQ(link->authorise(request, nullptr, soon()).error().code, FailureCode::HostTimeout);
        EXPECT_EQ(peer.questions(), 2);
        EXPECT_EQ(link->authorise(request, nullptr, soon()).error().code, FailureCode::HostRefused);
    }
}

TEST_F(LinkTest, OnlyTheBackEndItselfCanSayThatNothingWasRun) {
    for (const auto* status : {"403 Forbidden", "408 Request Timeout", "502 Bad Gateway",
                               "503 Service Unavailable", "504 Gateway Timeout"}) {
        CuttingPeer proxy(m_installation.file("tls.pem"), m_installation.file("tls.key"),
                          [&](int) { return CuttingPeer::answer(status, "<html>sorry</html>"); });
        auto link = connect(linkConfig(proxy.port()));
        const auto request = m_questions.authorisation(Questions::newKey(), "12.34");
        EXPECT_EQ(link->authorise(request, nullptr, soon()).error().code, FailureCode::HostTimeout)
            << status;
    }
}

TEST_F(LinkTest, OldTlsVersionIsRefusedBeforeAnythingIsSent) {
    for (const auto& [version, expected] : {std::pair{TLS1_1_VERSION, FailureCode::HostUnreachable},
                                            {TLS1_2_VERSION, FailureCode::HostTimeout}}) {
        CuttingPeer peer(
            m_installation.file("tls.pem"), m_installation.file("tls.key"),
            [](int) { return CuttingPeer::answer("502 Bad Gateway", ""); }, version);
        auto link = connect(linkConfig(peer.port()));
        const auto request = m_questions.authorisation(Questions::newKey(), "12.34");
        EXPECT_EQ(link->authorise(request, nullptr, soon()).error().code, expected);
        EXPECT_EQ(peer.questions(), version == TLS1_1_VERSION ? 0 : 1);
    }
}

TEST_F(LinkTest, ProxyOfTheComputerIsNotUsed) {
    const auto before = QNetworkProxy::applicationProxy();
    QNetworkProxy::setApplicationProxy(
        {QNetworkProxy::HttpProxy, QStringLiteral("localhost"), 1});  // nobody is there
    EXPECT_TRUE(connect()->authorise(m_questions.authorisation(Questions::newKey(), "12.34"),
                                     nullptr, soon()));
    QNetworkProxy::setApplicationProxy(before);
}

// An old answer of the back end, rightly signed, sent once more by somebody in between.
TEST_F(LinkTest, ReplayedAnswerToAStatusQuestionIsInvalid) {
    const auto key = Questions::newKey();
    protocol::PaymentAnswer old;
    old.key = key;
    old.terminalId = Installation::kTerminalId;
    old.state = PaymentState::Approved;
    old.time = Questions::now();
    for (const std::string asked : {"", "2026-11-22T08:00:00.000Z"}) {
        old.asked = asked;
        const auto answer = protocol::sign(
            old, {"back-end",
                  [&](ByteView message) { return m_installation.answer.signEcdsa(message); }});
        ASSERT_TRUE(answer);
        CuttingPeer peer(m_installation.file("tls.pem"), m_installation.file("tls.key"),
                         [&](int) { return CuttingPeer::answer("200 OK", *answer); });
        auto link = connect(linkConfig(peer.port()));
        EXPECT_EQ(link->status(key, soon()).error().code, FailureCode::HostAnswerInvalid) << asked;
        EXPECT_EQ(link->undo(key, protocol::UndoReason::NoAnswer, soon())->state,
                  PaymentState::Approved);
        EXPECT_EQ(link->status(Questions::newKey(), soon()).error().detail,
                  "the answer is for another payment");
    }
}

TEST_F(LinkTest, PlainHttpAndMissingRootsAreNotUsed) {
    auto plain = linkConfig(m_backend->port());
    plain.backEnd.url = "http://localhost:" + std::to_string(m_backend->port());
    auto rootless = linkConfig(m_backend->port());
    rootless.backEnd.authorities.clear();
    for (auto& config : {plain, rootless})
        EXPECT_EQ(connect(config)->status(Questions::newKey(), soon()).error().code,
                  FailureCode::HostUnreachable);
}

}  // namespace
}  // namespace tappay::test
