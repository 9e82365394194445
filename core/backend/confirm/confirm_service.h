#pragma once

#include <atomic>

#include "backend/callers.h"
#include "backend/confirm/devices.h"
#include "backend/confirm/pay.h"
#include "backend/confirm/phones.h"
#include "backend/confirm/push.h"
#include "backend/confirm/push_sockets.h"
#include "backend/confirm/receive.h"
#include "backend/orders/alarm.h"

namespace tappay::backend {

// What the service works with, which all outlives it.
struct ConfirmSurroundings {
    const ConfirmConfig& config;
    const crypto::EcPublicKey& answerKey;
    Callers& callers;
    GroupCommit& records;
    Authorisations& authorisations;
    Pay::Capture capture;
    Pay::GiveBack giveBack;
    const CardVault& vault;
    EventLoop& loop;
    const Answers& answers;
    // Told of a phone that is turned away.
    PhoneCallers::Refused refused;
    const Clock& clock;
    Random& random;
    const Log& log;
};

// Phones, devices and confirmations, put together: docs/protocol.md from "Phones" on.
class ConfirmService {
public:
    static constexpr int kMostWaiting = 1000;  // who asks for events; others are answered at once

    explicit ConfirmService(const ConfirmSurroundings& around);

    // Goes on with what a former run left open.
    void takeUp();

    static bool isTerminals(std::string_view target);
    static bool isPhones(std::string_view target);
    // From any thread; `done` on any.
    void askByTerminal(const std::string& target, const SignedMessage& message, Answered done);
    void askByPhone(const std::string& target, const std::string& body, Answered done);

    PushSockets& sockets() { return m_sockets; }

    // Nobody waits for events any more.
    void endWaits();

private:
    using TerminalWork = std::function<Result<std::string>(Turn&, const EnrolledTerminal&)>;
    Result<TerminalWork> workFor(const std::string& target, const SignedMessage& message);
    Result<std::string> byPhone(Turn& turn, const std::string& target, const std::string& body);
    Result<std::string> byStranger(Turn& turn, const std::string& target, const std::string& body);

    struct Poll {
        protocol::PushQuestion question;
        std::string recipient;
        bool isPhone = false;
    };
    void pollByTerminal(const SignedMessage& message, Answered done);
    void pollByPhone(const std::string& body, Answered done);
    Result<std::string> look(Turn& turn, Poll& poll);
    void poll(std::shared_ptr<Poll> poll, std::function<Result<std::string>(Turn&)> first,
              Answered done);

    static std::int64_t waiterOf(const std::string& recipient);
    void follow(const Turn& turn);
    void lapse();

    const ConfirmSurroundings m_around;
    Turns m_turns;
    PhoneCallers m_callers;
    Pairings m_pairings;
    Phones m_phones;
    Devices m_devices;
    Receive m_receive;
    Push m_push;
    PushSockets m_sockets;
    Pay m_pay;
    Waiters m_waiters;
    Alarm m_alarm;
    std::atomic<int> m_waiting = 0;
    std::atomic<bool> m_ended = false;
};

}  // namespace tappay::backend
