#pragma once

#include <memory>
#include <string>
#include <thread>

#include "simulator/device/piv_card.h"

namespace tappay::simulator::device {

// A virtual device in the virtual reader, from plug() to destruction. A thread of its own answers.
class ReaderPlug {
public:
    // ReaderMissing when no reader listens there. The card outlives this.
    static Result<std::unique_ptr<ReaderPlug>> plug(const std::string& readerSocket, PivCard& card);
    ReaderPlug(const ReaderPlug&) = delete;
    ReaderPlug& operator=(const ReaderPlug&) = delete;
    ~ReaderPlug();

private:
    ReaderPlug(int socket, PivCard& card);
    void serve() const;
    [[nodiscard]] bool answer(ByteView packet) const;
    [[nodiscard]] bool send(std::uint8_t kind, ByteView content) const;

    int m_socket;
    PivCard& m_card;
    std::thread m_thread;
};

}  // namespace tappay::simulator::device
