#include "simulator/network/server.h"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>

#include "purchase.h"

namespace tappay::simulator::network {

using namespace test;

namespace {

constexpr int kPatienceMs = 5000;

class ServerTest : public testing::Test {
protected:
    void SetUp() override {
        const auto listening = server.listen("127.0.0.1", 0);
        ASSERT_TRUE(listening) << listening.error().detail;
        port = *listening;
    }
    // Runs the event loop until `done`, at most for the patience.
    static bool until(const std::function<bool()>& done) {
        QElapsedTimer elapsed;
        elapsed.start();
        while (!done() && elapsed.elapsed() < kPatienceMs)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
        return done();
    }
    std::unique_ptr<QTcpSocket> open() {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost("127.0.0.1", port);
        EXPECT_TRUE(until([&] { return socket->state() == QAbstractSocket::ConnectedState; }));
        return socket;
    }
    static QByteArray withLength(const Bytes& frame) {
        QByteArray whole;
        whole += static_cast<char>(frame.size() >> 8);
        whole += static_cast<char>(frame.size() & 0xFF);
        whole.append(reinterpret_cast<const char*>(frame.data()),
                     static_cast<qsizetype>(frame.size()));
        return whole;
    }
    static std::string answerCode(QTcpSocket& socket) {
        if (!until([&] { return socket.bytesAvailable() > 2; })) return "none";
        const QByteArray received = socket.readAll();
        return Lines::decoded({received.begin(), received.end()}).text(39);
    }

    int count = 1;
    char name[5] = "test";
    char* words[2] = {name, nullptr};
    QCoreApplication application{count, words};
    Lines lines;
    Server server{*lines.network, lines.log};
    std::uint16_t port = 0;
};

}  // namespace

TEST_F(ServerTest, AnswersAFrameThatComesInPieces) {
    const auto socket = open();
    const QByteArray whole = withLength(request(lines.config, {}));
    for (const char octet : whole) {
        socket->write(&octet, 1);
        socket->flush();
        QCoreApplication::processEvents();
    }
    EXPECT_EQ(answerCode(*socket), "00");
}

TEST_F(ServerTest, ClosesOnNonsenseAndServesTheOthers) {
    const auto good = open();
    const QByteArray nonsense[] = {
        QByteArray("\xFF\xFF", 2) + QByteArray(65535, 'x'),  // longer than any frame
        QByteArray("\x00\x03", 2) + "abc",                   // too short to be one
        QByteArray("\x00\x20", 2) + QByteArray(32, '\xAA'),  // digits that are none
        QByteArray("\x00\x15\x60\x00\x03\x00\x00\x60\x31\x00\x31\x00\x00\x02\x00", 15) +
            QByteArray(8, '\xFF')};  // a bitmap with nothing behind it
    for (const QByteArray& octets : nonsense) {
        const auto bad = open();
        bad->write(octets);
        EXPECT_TRUE(until([&] { return bad->state() == QAbstractSocket::UnconnectedState; }));
    }
    good->write(withLength(request(lines.config, {})));
    EXPECT_EQ(answerCode(*good), "00");
}

TEST_F(ServerTest, TakesNoConnectionsFromElsewhere) {
    Server open(*lines.network, lines.log);
    const auto refused = open.listen("0.0.0.0", 0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, FailureCode::NotConfigured);
}

}  // namespace tappay::simulator::network
