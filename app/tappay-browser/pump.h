#pragma once

#include "tappay-browser/bridge.h"
#include "tappay-browser/framing.h"
#include "tappay-browser/local_socket.h"

namespace tappay::browser {

// How long the other ends may take.
struct Patience {
    std::chrono::milliseconds message{5000};  // from a message's first octet to its last
    std::chrono::milliseconds writing{5000};  // until what is written has been taken
    std::chrono::milliseconds connecting{2000};
};

// Moves messages between the browser's pipes and the application's socket until one side ends or a
// deadline passes. One thread, one poll.
class Pump final : private Surroundings {
public:
    enum class Ended : std::uint8_t { ByBrowser, Done, Malformed, TooSlow };

    Pump(int input, int output, QByteArray applicationSocket, Patience patience = {});
    Ended run();

private:
    void tellPlugin(const QJsonObject& message) override;
    bool askApplication(const QByteArray& line) override;
    void startWindow() override;
    void end() override { finish(Ended::Done); }

    void readInput();
    void takeMessages();
    void readApplication();
    void takeLines();
    void loseApplication();
    void finish(Ended how);
    [[nodiscard]] int pollLimit() const;

    int m_input, m_output;
    QByteArray m_socketPath;
    Patience m_patience;
    std::optional<FileDescriptor> m_application;
    FrameReader m_frames;
    QByteArray m_lines;
    Bridge m_bridge;
    Bridge::Time m_frameUntil =
        Bridge::Time::max();  // when the message that has begun must be here
    std::optional<Ended> m_ended;
};

// $TAPPAY_BROWSER_SOCKET, else $XDG_RUNTIME_DIR/tappay/browser.sock; when that is not there,
// /run/tappay/browser.sock of the installed service.
QByteArray browserSocket();

}  // namespace tappay::browser
