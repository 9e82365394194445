#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "apdu/apdu.h"
#include "simulator/device/display.h"
#include "simulator/device/identity.h"
#include "simulator/device/script.h"

namespace tappay::simulator::device {

// A security device as a smart card: the PIV application of NIST SP 800-73-4. Its PIN is 123456 and
// its unblocking code 12345678. With a display it also has the commands of docs/device-protocol.md.
// From any thread: it is in a reader and on a link at a time.
class PivCard {
public:
    // `memoryFile`: what its display remembers without power; none for a device of one test.
    explicit PivCard(Identity identity, bool hasDisplay = false, std::string memoryFile = {});

    // It gets power.
    Bytes reset();
    // Whoever spoke to it is gone; it keeps its power.
    void endSession();
    // Nothing when the card is taken away at this moment.
    std::optional<Bytes> process(ByteView command);

    // A word of Script.
    Result<void> follow(std::string_view word);
    [[nodiscard]] Script script() const;
    [[nodiscard]] const Identity& identity() const { return m_identity; }
    [[nodiscard]] unsigned signatures() const { return m_signatures + m_display.signatures(); }
    // Each time that the display changes; on the thread that asks the card. Set before it is used.
    void onShown(std::function<void(const std::string&)> listener) {
        m_onShown = std::move(listener);
    }
    // What the display shows; empty when it is dark.
    [[nodiscard]] std::string shown() const;
    // Instead of a request, until it is empty.
    void show(const std::string& notice);

private:
    void forgetSession();
    apdu::Response answer(apdu::Command command);
    apdu::Response dispatch(const apdu::Command& command);
    apdu::Response select(const apdu::Command& command);
    apdu::Response getData(const apdu::Command& command);
    apdu::Response verify(const apdu::Command& command);
    apdu::Response resetRetryCounter(const apdu::Command& command);
    apdu::Response authenticate(const apdu::Command& command);
    apdu::Response ofDisplay(const apdu::Command& command);
    void showWhatIsShown();
    apdu::Response sendWaiting(std::size_t most);
    Bytes signingCertificate();

    Identity m_identity;
    std::optional<Identity> m_other;  // whose certificate is shown by a fault
    const bool m_hasDisplay;
    mutable std::mutex m_mutex;  // of m_script, m_shown and m_notice
    std::mutex m_oneCaller;
    Script m_script;
    Display m_display;
    std::string m_shown, m_notice;
    std::function<void(const std::string&)> m_onShown;

    bool m_selected = false, m_verified = false, m_taken = false;
    bool m_fresh = false;  // slot 9C wants the PIN before each signature
    std::string m_pin = "123456";
    unsigned m_tries = 3, m_unblockTries = 3, m_signatures = 0;
    apdu::Command m_chained;
    Bytes m_waiting;  // what GET RESPONSE fetches
};

}  // namespace tappay::simulator::device
