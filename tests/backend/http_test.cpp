#include <future>

#include "backend/backend_test.h"

namespace tappay::test {
namespace {

using namespace std::chrono_literals;

class HttpTest : public BackendTest {
protected:
    void SetUp() override {
        auto config = m_installation.config();
        config.server.handshakeTimeout = 300ms;
        config.server.headerTimeout = 300ms;
        config.server.bodyTimeout = 300ms;
        config.server.idleTimeout = 600ms;
        config.server.maxConnections = 8;
        start(std::move(config));
    }
};

TEST_F(HttpTest, HealthAndUnknownPaths) {
    EXPECT_EQ(exchange("GET", "/livez")->status, 200);
    EXPECT_EQ(exchange("GET", "/readyz")->status, 200);
    EXPECT_EQ(exchange("POST", "/livez")->status, 405);
    EXPECT_EQ(exchange("GET", "/")->status, 404);
    EXPECT_EQ(exchange("GET", "/v1/undo")->status, 405);
    EXPECT_EQ(exchange("DELETE", "/v1/authorisations")->status, 405);
}

TEST_F(HttpTest, ContentTypeIsChecked) {
    HttpsClient client(m_backend->port());
    ASSERT_TRUE(client.handshake());
    client.send(
        "POST /v1/undo HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
        "Content-Length: 1\r\n\r\nx");
    EXPECT_EQ(client.read()->status, 415);
}

TEST_F(HttpTest, KeepsAConnectionForManyRequests) {
    HttpsClient client(m_backend->port());
    ASSERT_TRUE(client.handshake());
    for (int i = 0; i < 5; ++i)
        ASSERT_EQ(client.exchange("GET", "/livez")->status, 200);
}

TEST_F(HttpTest, MalformedRequestsAreAnswered400OrClosed) {
    const std::string cases[] = {
        "\x16\x03\x01 nonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\nBroken Header\r\n\r\n",
        "POST /v1/undo HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST /v1/undo HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST /v1/undo HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nX: " + std::string(9000, 'a') + "\r\n\r\n",
    };
    for (const auto& octets : cases) {
        HttpsClient client(m_backend->port());
        ASSERT_TRUE(client.handshake());
        client.send(octets);
        const auto reply = client.read();
        EXPECT_EQ(reply ? reply->status : 400, 400) << octets.substr(0, 40);
        EXPECT_TRUE(client.closesByItself()) << octets.substr(0, 40);
    }
    EXPECT_EQ(exchange("GET", "/livez")->status, 200);
}

TEST_F(HttpTest, SilentAndSlowPeersAreClosed) {
    HttpsClient noTls(m_backend->port()), silent(m_backend->port()), header(m_backend->port()),
        body(m_backend->port());
    EXPECT_TRUE(silent.handshake() && header.handshake() && body.handshake());
    header.send("GET /livez HT");
    body.send(
        "POST /v1/undo HTTP/1.1\r\nContent-Type: application/jose\r\n"
        "Content-Length: 100\r\n\r\nabc");
    EXPECT_TRUE(noTls.closesByItself());
    EXPECT_TRUE(header.closesByItself());
    EXPECT_TRUE(body.closesByItself());
    EXPECT_TRUE(silent.closesByItself());
}

TEST_F(HttpTest, DrippedHeaderDoesNotOutliveItsDeadline) {
    HttpsClient client(m_backend->port(), 100ms);
    ASSERT_TRUE(client.handshake());
    const auto begun = std::chrono::steady_clock::now();
    // One octet at every read time-out: each is progress, none may prolong the deadline.
    while (client.send("G") && !client.closesByItself()) {
        ASSERT_LT(std::chrono::steady_clock::now() - begun, 5s);
    }
}

TEST_F(HttpTest, HugeBodyIsCutOff) {
    HttpsClient client(m_backend->port());
    ASSERT_TRUE(client.handshake());
    ASSERT_TRUE(
        client.send("POST /v1/authorisations HTTP/1.1\r\nContent-Type: application/jose\r\n"
                    "Content-Length: 20000000\r\n\r\n"));
    const std::string part(16 * 1024, 'x');
    std::size_t taken = 0;
    while (taken < 20'000'000 && client.send(part))
        taken += part.size();
    EXPECT_LT(taken, 20'000'000U);
}

TEST_F(HttpTest, DeclaredTooLargeIsAnswered413) {
    HttpsClient client(m_backend->port());
    ASSERT_TRUE(client.handshake());
    client.send(
        "POST /v1/authorisations HTTP/1.1\r\nContent-Type: application/jose\r\n"
        "Content-Length: 70000\r\n\r\n");
    EXPECT_EQ(client.read()->status, 413);
}

TEST_F(HttpTest, OldTlsVersionsAreRefused) {
    HttpsClient old(m_backend->port()), accepted(m_backend->port());
    EXPECT_FALSE(old.handshake(TLS1_1_VERSION));
    EXPECT_TRUE(accepted.handshake(TLS1_2_VERSION));
}

TEST_F(HttpTest, ConnectionsAreCapped) {
    std::vector<std::unique_ptr<HttpsClient>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<HttpsClient>(m_backend->port()));
        ASSERT_TRUE(clients.back()->handshake());
    }
    HttpsClient tooMany(m_backend->port());
    EXPECT_FALSE(tooMany.handshake());
    EXPECT_EQ(clients[0]->exchange("GET", "/livez")->status, 200);
}

TEST_F(BackendTest, DrainFinishesWhatRunsAndLetsNobodyIn) {
    m_network.setScript([](const iso8583::Message&) { return std::vector<Bytes>{}; });
    HttpsClient idle(m_backend->port());
    ASSERT_TRUE(idle.handshake());
    ASSERT_EQ(idle.exchange("GET", "/readyz")->status, 200);
    auto running = std::async(std::launch::async, [&] { return authorise(Questions::newKey()); });
    ASSERT_TRUE(m_network.waitFor("0200", 1));
    auto draining = std::async(std::launch::async, [&] { m_backend->drain(); });
    EXPECT_TRUE(idle.closesByItself());
    m_network.send(
        NetworkPeer::frame(NetworkPeer::replyTo(m_network.received("0200").at(0), "00")));
    auto answer = running.get();
    ASSERT_TRUE(answer) << answer.error().detail;
    EXPECT_EQ(answer->state, PaymentState::Approved);
    draining.get();
    HttpsClient late(m_backend->port());
    EXPECT_FALSE(late.connected() && late.handshake());
}

}  // namespace
}  // namespace tappay::test
