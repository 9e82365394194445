#include "backend/confirm/confirm_test.h"
#include "backend/support/web_socket_client.h"

// What is pushed over WebSockets: docs/protocol.md, "Push".
namespace tappay::test {
namespace {

using namespace std::chrono_literals;
using Socket = WebSocketClient;

constexpr const char *kTerminalSocket = "/v1/push", *kPhoneSocket = "/v1/phone/push";
constexpr int kSwitching = 101, kRefused = 1008, kTooBig = 1009, kReplaced = 4001;

class PushSocketTest : public ConfirmTest {
protected:
    void SetUp() override {
        ConfirmTest::SetUp();
        m_machine.emplace(paying("chip"));
        add(*m_machine).value();
        m_phone = pair(machine());
        registerDevice(machine(), m_phone, m_device);
    }
    const Newcomer& machine() { return *m_machine; }
    protocol::Confirmation asked(const std::string& reference = "A-1") {
        return intend(machine(), intentFor(machine(), order(reference))).value();
    }
    std::string now(const protocol::Confirmation& confirmation) {
        return said(askConfirmation(machine(), confirmation.key));
    }

    std::string question(PlayedPhone& phone) {
        return signedBy(
            phone, phone.id,
            protocol::encode(protocol::PushQuestion{{}, sender(phone), phone.cursor, 0}));
    }
    std::string question(const Newcomer& terminal, std::int64_t cursor) {
        return terminal.signText(protocol::encode(protocol::PushQuestion{
            terminal.enrolled.terminalId, {{}, 0, terminal.now()}, cursor, 0}));
    }
    std::optional<protocol::Events> events(Socket& socket) {
        const auto text = socket.text();
        if (!text) return {};
        const auto verifier = crypto::EcVerifier::create(answerKey()).value();
        const auto payload = crypto::jwsVerify(crypto::jwsParse(*text).value(), verifier);
        if (!payload) {
            ADD_FAILURE() << *text;
            return {};
        }
        return protocol::decodeEvents(toText(*payload)).value();
    }
    // What the phone has now is acknowledged by its next question.
    std::optional<protocol::Events> events(Socket& socket, PlayedPhone& phone) {
        auto told = events(socket);
        if (told) phone.cursor = told->cursor;
        return told;
    }
    // Opens it, says who it is, and takes the first answer.
    std::unique_ptr<Socket> opened(PlayedPhone& phone) {
        auto socket = std::make_unique<Socket>(m_backend->port());
        EXPECT_EQ(socket->open(kPhoneSocket), kSwitching);
        socket->send(question(phone));
        EXPECT_TRUE(events(*socket, phone));
        return socket;
    }
    // The name of the failure with which the socket is closed.
    static std::string refusalOf(Socket& socket) {
        const auto text = socket.text();
        if (!text) return "closed " + std::to_string(socket.closeCode());
        const auto refused = protocol::decodeError(*text);
        EXPECT_FALSE(socket.text());
        EXPECT_EQ(socket.closeCode(), kRefused);
        return std::string(describe(refused.code).name);
    }
    static std::string stateIn(const protocol::Events& events) {
        return events.events.empty() ? "nothing"
                                     : said(std::get<protocol::Confirmation>(events.events.back()));
    }

    std::optional<Newcomer> m_machine;
    PlayedPhone m_phone;
    PlayedDevice m_device;
};

TEST_F(PushSocketTest, ThePhoneIsToldWithoutAsking) {
    auto socket = opened(m_phone);
    const auto confirmation = asked();
    const auto told = events(*socket, m_phone);
    ASSERT_TRUE(told);
    EXPECT_EQ(told->to, m_phone.id);
    ASSERT_EQ(told->events.size(), 1U);
    EXPECT_EQ(std::get<protocol::Confirmation>(told->events[0]).request, confirmation.request);
    EXPECT_EQ(now(confirmation), "sent") << "until it says that it has it";
    socket->send(question(m_phone));
    EXPECT_EQ(stateIn(*events(*socket, m_phone)), "delivered");
    EXPECT_EQ(now(confirmation), "delivered");
    EXPECT_TRUE(step(m_phone, confirmation.id, Kind::Opened));
    EXPECT_EQ(stateIn(*events(*socket, m_phone)), "opened");
}

TEST_F(PushSocketTest, TheTerminalIsToldEachState) {
    Socket socket(m_backend->port());
    ASSERT_EQ(socket.open(kTerminalSocket), kSwitching);
    socket.send(question(machine(), 0));
    const auto first = events(socket);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->to, kTerminal);
    const auto confirmation = asked();
    EXPECT_EQ(stateIn(*events(socket)), "sent");
    step(m_phone, confirmation.id, Kind::Opened).value();
    EXPECT_EQ(stateIn(*events(socket)), "opened");
    step(m_phone, confirmation.id, Kind::WaitingForDevice).value();
    EXPECT_EQ(stateIn(*events(socket)), "waiting_for_device");
    sign(m_phone, confirmation, m_device).value();
    std::string last;
    while (last != "paid") {
        const auto told = events(socket);
        ASSERT_TRUE(told);
        last = stateIn(*told);
        EXPECT_TRUE(last == "signed" || last == "paid") << last;
    }
}

TEST_F(PushSocketTest, NobodyIsToldAnythingBeforeHeHasSaidWhoHeIs) {
    asked();
    PlayedPhone stranger, unknown;
    stranger.id = m_phone.id;
    unknown.id = Questions::newKey();
    const struct {
        const char* target;
        std::string question;
        const char* refusal;
    } cases[] = {
        {kPhoneSocket, "who is it?", "input.malformed"},
        {kPhoneSocket, question(stranger), "permission.denied"},
        {kPhoneSocket, question(unknown), "phone.unknown"},
        {kPhoneSocket, question(machine(), 0), "phone.unknown"},
        {kTerminalSocket, question(m_phone), "terminal.unknown"},
        {kTerminalSocket, question(newcomer("other"), 0), "terminal.unknown"},
    };
    for (const auto& one : cases) {
        Socket socket(m_backend->port());
        ASSERT_EQ(socket.open(one.target), kSwitching);
        socket.send(one.question);
        EXPECT_EQ(refusalOf(socket), one.refusal) << one.question.substr(0, 20);
    }
    // Another kind of message, although rightly signed.
    Socket socket(m_backend->port());
    ASSERT_EQ(socket.open(kPhoneSocket), kSwitching);
    socket.send(
        signedBy(m_phone, m_phone.id, protocol::encode(protocol::PhoneLeave{sender(m_phone)})));
    EXPECT_EQ(refusalOf(socket), "input.malformed");
}

TEST_F(PushSocketTest, AQuestionThatCameBeforeOpensNothing) {
    const auto first = question(m_phone);
    const auto ofTerminal = question(machine(), 0);
    for (const auto& [target, body] :
         {std::pair(kPhoneSocket, first), std::pair(kTerminalSocket, ofTerminal)}) {
        Socket socket(m_backend->port());
        ASSERT_EQ(socket.open(target), kSwitching);
        socket.send(body);
        EXPECT_TRUE(events(socket)) << target;
        Socket replayed(m_backend->port());
        ASSERT_EQ(replayed.open(target), kSwitching);
        replayed.send(body);
        EXPECT_EQ(refusalOf(replayed), "permission.denied") << target;
        // And who was there before is still there.
        socket.send("", Socket::Kind::Ping);
        EXPECT_EQ(socket.frame()->kind, Socket::Kind::Pong) << target;
    }
}

TEST_F(PushSocketTest, AReaderThatComesBackGoesOnFromItsCursor) {
    const auto confirmation = asked();
    {
        auto socket = opened(m_phone);
        EXPECT_GT(m_phone.cursor, 0);
    }
    step(m_phone, confirmation.id, Kind::Opened).value();
    const auto before = m_phone.cursor;
    auto socket = opened(m_phone);
    EXPECT_GT(m_phone.cursor, before) << "what was told meanwhile came at once";
    // Who has lost its cursor asks for everything.
    m_phone.cursor = 0;
    Socket again(m_backend->port());
    ASSERT_EQ(again.open(kPhoneSocket), kSwitching);
    again.send(question(m_phone));
    EXPECT_EQ(stateIn(*events(again, m_phone)), "opened");
}

TEST_F(PushSocketTest, ANewSocketOfAReaderTakesThePlaceOfTheOldOne) {
    auto former = opened(m_phone);
    auto socket = opened(m_phone);
    EXPECT_FALSE(former->text());
    EXPECT_EQ(former->closeCode(), kReplaced);
    asked();
    EXPECT_EQ(stateIn(*events(*socket, m_phone)), "sent");
}

TEST_F(PushSocketTest, ARevokedPhoneIsClosedAtOnce) {
    auto socket = opened(m_phone);
    phones(machine(), protocol::PhoneWish::Revoke, m_phone.id).value();
    EXPECT_EQ(refusalOf(*socket), "phone.revoked");
}

TEST_F(PushSocketTest, ACopiedPhoneIsClosedAtOnceAndWhatItHasOpenIsWithdrawn) {
    auto socket = opened(m_phone);
    const auto confirmation = asked();
    EXPECT_TRUE(events(*socket, m_phone));
    m_phone.sequence = 0;
    EXPECT_EQ(codeOf(poll(m_phone)), FailureCode::PhoneCloned);
    EXPECT_EQ(refusalOf(*socket), "phone.cloned");
    EXPECT_EQ(now(confirmation), "withdrawn phone");
}

TEST_F(PushSocketTest, ASuspendedTerminalIsToldNothing) {
    Socket socket(m_backend->port());
    ASSERT_EQ(socket.open(kTerminalSocket), kSwitching);
    socket.send(question(machine(), 0));
    ASSERT_TRUE(events(socket));
    const auto confirmation = asked();
    ASSERT_TRUE(events(socket));
    setStanding(kTerminal, backend::TerminalStanding::Suspended);
    step(m_phone, confirmation.id, Kind::Opened).value();
    EXPECT_EQ(refusalOf(socket), "terminal.suspended");
}

TEST_F(PushSocketTest, ASocketIsItsReadersOwn) {
    auto other = pair(machine());
    auto socket = opened(m_phone);
    socket->send(question(other));
    EXPECT_EQ(refusalOf(*socket), "permission.denied");
}

TEST_F(PushSocketTest, WithoutAnUpgradeOrAtAnotherPathThereIsNone) {
    EXPECT_EQ(exchange("GET", kPhoneSocket)->status, 426);
    for (const char* target : {"/v1/pull", "/v1/push/poll", "/"}) {
        Socket socket(m_backend->port());
        EXPECT_NE(socket.open(target), kSwitching) << target;
    }
}

TEST_F(PushSocketTest, WhatIsNoMessageOfOursClosesIt) {
    const struct {
        std::string payload;
        Socket::Kind kind;
        int code;
    } cases[] = {
        {std::string(5'000, 'a'), Socket::Kind::Text, kTooBig},
        {"\x01\x02", Socket::Kind::Binary, 1003},
        {"\xFF\xFE", Socket::Kind::Text, 1007},
    };
    for (const auto& one : cases) {
        Socket socket(m_backend->port());
        ASSERT_EQ(socket.open(kPhoneSocket), kSwitching);
        socket.send(one.payload, one.kind);
        EXPECT_FALSE(socket.text());
        EXPECT_EQ(socket.closeCode(), one.code);
    }
}

TEST_F(PushSocketTest, WhoSaysNothingIsClosed) {
    auto config = confirmConfig();
    config.server.headerTimeout = 200ms;
    open(std::move(config));
    Socket silent(m_backend->port()), pinging(m_backend->port());
    ASSERT_EQ(silent.open(kPhoneSocket), kSwitching);
    ASSERT_EQ(pinging.open(kPhoneSocket), kSwitching);
    EXPECT_TRUE(silent.http().closesByItself());
    while (pinging.send("", Socket::Kind::Ping) && pinging.frame()) {
    }
    EXPECT_FALSE(pinging.frame()) << "a ping says nothing";
}

TEST_F(PushSocketTest, WhoIsGoneWithoutAWordIsClosed) {
    auto config = confirmConfig();
    config.server.idleTimeout = 400ms;
    open(std::move(config));
    auto lively = opened(m_phone);
    auto gone = pair(machine());
    auto silent = opened(gone);
    // The one answers pings, the other does not.
    std::jthread living([&] { EXPECT_TRUE(events(*lively)); });
    EXPECT_TRUE(silent->http().closesByItself());
    asked();
}

// Kernels take what a peer doesn't read, up to a limit; what counts is that nobody waits for it.
TEST_F(PushSocketTest, ASlowReaderIsClosedAndHarmsNobody) {
    auto config = confirmConfig();
    config.server.idleTimeout = 400ms;
    config.server.bodyTimeout = 400ms;
    open(std::move(config));
    auto slow = pair(machine());
    auto stuck = opened(slow);
    auto socket = opened(m_phone);
    for (int i = 0; i < 5; ++i) {
        const auto confirmation = asked("A-" + std::to_string(i));
        EXPECT_EQ(stateIn(*events(*socket, m_phone)), "sent");
        askConfirmation(machine(), confirmation.key, protocol::ConfirmationAsk::Withdraw).value();
        EXPECT_EQ(stateIn(*events(*socket, m_phone)), "withdrawn computer");
    }
    EXPECT_TRUE(stuck->http().closesByItself());
    // Nothing is lost for it: it is all in the outbox.
    const auto all = poll(slow).value();
    EXPECT_EQ(all.events.size(), 5U);
}

TEST_F(PushSocketTest, ARestartClosesSocketsAndLosesNothing) {
    auto socket = opened(m_phone);
    m_backend->drain();
    EXPECT_FALSE(socket->text());
    EXPECT_EQ(socket->closeCode(), 1001);
    open(confirmConfig());
    const auto confirmation = asked();
    socket = opened(m_phone);
    socket->send(question(m_phone));
    EXPECT_EQ(stateIn(*events(*socket, m_phone)), "delivered");
    EXPECT_EQ(now(confirmation), "delivered");
}

TEST_F(PushSocketTest, MoreThanOneMessageCanHoldComesInSeveral) {
    auto socket = opened(m_phone);
    socket.reset();
    std::vector<protocol::Confirmation> all;
    for (int i = 0; i < 12; ++i) {
        all.push_back(asked("A-" + std::to_string(i)));
        askConfirmation(machine(), all.back().key, protocol::ConfirmationAsk::Withdraw).value();
    }
    Socket again(m_backend->port());
    ASSERT_EQ(again.open(kPhoneSocket), kSwitching);
    again.send(question(m_phone));
    EXPECT_EQ(events(again, m_phone)->events.size(), protocol::kMostEvents);
    EXPECT_EQ(events(again, m_phone)->events.size(), 12 - protocol::kMostEvents);
}

}  // namespace
}  // namespace tappay::test
