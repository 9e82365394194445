#pragma once

#include <atomic>
#include <map>
#include <mutex>

#include "backend/callers.h"
#include "backend/confirm/phone_callers.h"
#include "backend/confirm/push.h"
#include "backend/web_socket.h"

namespace tappay::backend {

// Tells phones and terminals what is in the outbox for them over WebSockets: docs/protocol.md,
// "Push". One for each reader; a new one takes the place of the one before. A socket carries one
// message at a time, so what waits for a slow reader waits in the outbox.
class PushSockets final : public WebSocketDoor {
public:
    static constexpr int kMost = 3000;

    // References outlive this.
    PushSockets(const Push& push, Turns& turns, const PhoneCallers& phones, Callers& terminals,
                const Answers& answers, const Clock& clock, const Log& log)
        : m_push(push),
          m_turns(turns),
          m_phones(phones),
          m_terminals(terminals),
          m_answers(answers),
          m_clock(clock),
          m_log(log) {}

    static bool isTarget(std::string_view target);
    void setOpen(bool open) { m_open = open; }

    [[nodiscard]] bool takes(std::string_view target) const override;
    std::shared_ptr<WebSocketUser> enter(std::string_view target,
                                         std::shared_ptr<WebSocket> socket) override;
    // There is something new for it, or it may not be told anything any more.
    void wake(const std::string& recipient);

private:
    class Reader;
    struct Look;
    using ReaderPtr = std::shared_ptr<Reader>;
    using LookPtr = std::shared_ptr<Look>;

    void step(const ReaderPtr& reader);
    void look(const ReaderPtr& reader, const LookPtr& look);
    Result<void> know(Look& look);
    Result<void> checkFirst(const std::string& terminal, const std::string& time);
    Result<std::string> read(Turn& turn, Look& look);
    Result<void> admit(Turn& turn, Look& look);
    void told(const ReaderPtr& reader, Look& look, const Answer& answer);
    void settle(const ReaderPtr& reader, const Look& look);
    void finish(const ReaderPtr& reader);
    void refuse(const ReaderPtr& reader, const Failure& failure);
    void ended(const ReaderPtr& reader);

    const Push& m_push;
    Turns& m_turns;
    const PhoneCallers& m_phones;
    Callers& m_terminals;
    const Answers& m_answers;
    const Clock& m_clock;
    const Log& m_log;
    std::atomic<bool> m_open = false;
    std::atomic<int> m_count = 0;
    std::mutex m_mutex;
    std::map<std::string, ReaderPtr> m_readers;  // by recipient
    // The time of each terminal's last question here: none is taken twice.
    std::map<std::string, std::chrono::system_clock::time_point> m_asked;
};

}  // namespace tappay::backend
