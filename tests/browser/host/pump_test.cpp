#include "tappay-browser/pump.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <array>
#include <csignal>
#include <cstring>
#include <thread>

#include "tappay-browser/caller.h"
#include "tappay-browser/replies.h"

namespace tappay::browser {
namespace {

using std::chrono::milliseconds;

class BrowserSide : public ::testing::Test {
protected:
    BrowserSide() {
        std::signal(SIGPIPE, SIG_IGN);
        connect();
    }
    void connect() {
        std::array<int, 2> in{}, out{};
        ASSERT_TRUE(::pipe(in.data()) == 0 && ::pipe(out.data()) == 0);
        hostInput.emplace(in[0]);
        input.emplace(in[1]);
        output.emplace(out[0]);
        hostOutput.emplace(out[1]);
    }
    void write(const QByteArray& octets) {
        EXPECT_TRUE(writeAll(input->get(), octets, milliseconds(5000)));
    }
    // Runs the host to its end; what it said.
    Pump::Ended run(Patience patience = {}) {
        Pump pump(hostInput->get(), hostOutput->get(), socketPath, patience);
        const Pump::Ended ended = pump.run();
        hostOutput.reset();
        return ended;
    }
    QList<QJsonObject> said() {
        QByteArray octets;
        for (QByteArray piece = readSome(output->get()); !piece.isEmpty();
             piece = readSome(output->get()))
            octets += piece;
        QList<QJsonObject> messages;
        for (std::uint32_t length = 0; octets.size() > 4; octets.remove(0, 4 + length)) {
            std::memcpy(&length, octets.constData(), 4);
            messages.append(QJsonDocument::fromJson(octets.mid(4, length)).object());
        }
        return messages;
    }

    QTemporaryDir directory;
    QByteArray socketPath = QFile::encodeName(directory.filePath("browser.sock"));
    std::optional<FileDescriptor> input, output, hostInput, hostOutput;
};

TEST_F(BrowserSide, EndOfInputIsTheEnd) {
    input.reset();
    EXPECT_EQ(run(), Pump::Ended::ByBrowser);
    EXPECT_EQ(said(), QList<QJsonObject>({greeting()}));
}

TEST_F(BrowserSide, MalformedLengthIsNamedAndEnds) {
    for (const QByteArray& length : {QByteArray(4, '\0'), QByteArray(4, '\xFF')}) {
        connect();
        write(length);
        EXPECT_EQ(run(), Pump::Ended::Malformed);
        const auto messages = said();
        ASSERT_EQ(messages.size(), 2);
        EXPECT_EQ(messages.last()["failure"].toObject()["code"], "input.malformed");
    }
}

TEST_F(BrowserSide, TruncatedMessageIsMalformed) {
    write(frame("{}").left(5));
    input.reset();
    EXPECT_EQ(run(), Pump::Ended::Malformed);
}

TEST_F(BrowserSide, SlowMessageIsGivenUp) {
    write(frame("{}").left(5));
    EXPECT_EQ(run({.message = milliseconds(20)}), Pump::Ended::TooSlow);
}

TEST_F(BrowserSide, BrowserThatDoesNotReadIsGivenUp) {
    // More answers than a pipe holds.
    std::thread writer([this] {
        const QByteArray malformed = frame("{}");
        while (writeAll(input->get(), malformed, milliseconds(2000)))
            continue;
    });
    EXPECT_EQ(run({.writing = milliseconds(50)}), Pump::Ended::TooSlow);
    hostInput.reset();
    writer.join();
}

TEST_F(BrowserSide, WithoutAnApplicationItSaysSo) {
    write(frame(R"({"id":1,"command":"checkout.ready","arguments":{"plugin":"1"}})"));
    input.reset();
    EXPECT_EQ(run(), Pump::Ended::ByBrowser);
    EXPECT_EQ(said().last()["failure"].toObject()["code"], "app.unreachable");
}

TEST_F(BrowserSide, ApplicationThatSendsWithoutEndIsLost) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socketPath.constData(), std::size_t(socketPath.size()));
    const FileDescriptor server(::socket(AF_UNIX, SOCK_STREAM, 0));
    const auto* const at = reinterpret_cast<const sockaddr*>(&address);
    ASSERT_EQ(::bind(server.get(), at, sizeof address), 0);
    ASSERT_EQ(::listen(server.get(), 1), 0);
    std::thread application([&] {
        const FileDescriptor peer(::accept(server.get(), nullptr, nullptr));
        const QByteArray endless(64 * 1024, ' ');
        while (writeAll(peer.get(), endless, milliseconds(2000)))
            continue;
        input.reset();
    });
    write(frame(R"({"id":1,"command":"checkout.ready","arguments":{"plugin":"1"}})"));
    EXPECT_EQ(run(), Pump::Ended::ByBrowser);
    application.join();
    EXPECT_EQ(said().last()["failure"].toObject()["code"], "app.connection_lost");
}

TEST(Caller, OnlyTheOwnPluginByItsExactId) {
    const QString chromium = "chrome-extension://" TAPPAY_CHROMIUM_PLUGIN "/";
    EXPECT_TRUE(isOwnPlugin({chromium}));
    EXPECT_TRUE(isOwnPlugin({chromium, "--parent-window=0"}));
    EXPECT_TRUE(
        isOwnPlugin({"/usr/lib/mozilla/native-messaging-hosts/x.json", TAPPAY_FIREFOX_PLUGIN}));
    for (const QStringList& other : {QStringList{},
                                     {""},
                                     {"chrome-extension://" TAPPAY_CHROMIUM_PLUGIN},
                                     {chromium + "x"},
                                     {"chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/"},
                                     {TAPPAY_FIREFOX_PLUGIN},
                                     {"x.json", TAPPAY_FIREFOX_PLUGIN},
                                     {"/x.json", "other@tappay.invalid"},
                                     {"/x.json", TAPPAY_FIREFOX_PLUGIN, "more"}})
        EXPECT_FALSE(isOwnPlugin(other)) << other.join(' ').toStdString();
}

TEST(Caller, ManifestsNameHostAndPlugin) {
    const auto manifest = [](Browser browser) {
        return QJsonDocument::fromJson(hostManifest(browser, "/usr/bin/tappay-browser")).object();
    };
    EXPECT_EQ(manifest(Browser::Chromium)["path"], "/usr/bin/tappay-browser");
    EXPECT_EQ(manifest(Browser::Chromium)["allowed_origins"].toArray().at(0),
              "chrome-extension://" TAPPAY_CHROMIUM_PLUGIN "/");
    EXPECT_EQ(manifest(Browser::Firefox)["allowed_extensions"].toArray().at(0),
              TAPPAY_FIREFOX_PLUGIN);
    EXPECT_FALSE(manifest(Browser::Firefox).contains("allowed_origins"));
}

}  // namespace
}  // namespace tappay::browser
