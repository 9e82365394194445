#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <mutex>

#include "crypto/random.h"
#include "link/back_end.h"
#include "protocol/confirmation_request.h"
#include "protocol/push.h"
#include "protocol/security_device.h"
#include "support/key_chip.h"

// The back end as phones, devices and confirmations know it, played: it signs what the test wants.
namespace tappay::terminal::testing {

// Stands still until it is moved.
class ManualClock final : public Clock {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override { return m_now; }
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override {
        return m_monotonic;
    }
    void advance(std::chrono::milliseconds by) {
        m_now += by;
        m_monotonic += by;
    }

private:
    std::chrono::system_clock::time_point m_now =
        std::chrono::sys_days(std::chrono::year(2026) / 11 / 22);
    std::chrono::steady_clock::time_point m_monotonic{std::chrono::hours(1)};
};

constexpr const char* kTerminal = "10000001";
constexpr const char* kPhoneId = "01936b2e-7000-7c31-8c11-3d2b6a90f4e7";
constexpr const char* kOrderId = "01936b2e-7100-7c31-8c11-3d2b6a90f4e7";
constexpr const char* kCardId = "01936b2e-7200-7c31-8c11-3d2b6a90f4e7";
constexpr const char* kDeviceId = "01936b2e-7300-7c31-8c11-3d2b6a90f4e7";

class PlayedBackEnd final : public link::BackEnd {
public:
    explicit PlayedBackEnd(const Clock& clock) : m_clock(clock) {}

    // --- what the test decides
    // By the last word of the path ("confirmations", "show", "poll"): fails instead.
    std::map<std::string, FailureCode> failing;
    // The same, after the question was carried out: the answer is lost.
    std::map<std::string, FailureCode> losing;
    // May change an answer before it is signed.
    std::function<void(protocol::Pairing&)> spoilPairing;
    std::function<void(protocol::Confirmation&)> spoil;
    std::function<void(protocol::Events&)> spoilEvents;
    // Signs with another key than that of the answers.
    bool forging = false;
    // Instead of an answer, the one before it.
    bool replaying = false;

    void move(const std::string& key, protocol::ConfirmationState state,
              protocol::ConfirmationReason reason = protocol::ConfirmationReason::None);
    // The phone has read the QR code.
    void answerPairing(const crypto::EcPublicKey& phone, const std::string& name, Bytes proof);
    void endPairing(protocol::PairingState state);
    std::string signedPayment(const std::string& key, protocol::PaymentState state,
                              const Money& amount) const;
    template <typename How>
    void change(How how) {
        const std::scoped_lock lock(m_mutex);
        how(*this);
        m_news.notify_all();
    }

    // --- what the test sees
    // The last words of the paths that were asked.
    std::vector<std::string> asked() const;
    std::size_t countOf(const std::string& word) const;
    std::optional<protocol::Confirmation> confirmationOf(const std::string& key) const;
    [[nodiscard]] link::TerminalIdentity identity() const;

    std::optional<protocol::Pairing> pairing;
    std::vector<protocol::Phone> phones;
    std::vector<protocol::SecurityDevice> devices;
    std::map<std::string, protocol::Confirmation> confirmations;
    const crypto::EcPrivateKey key = crypto::EcPrivateKey::generate(crypto::Curve::P256).value();

    Result<std::string> ask(const std::string& path, const std::string& body,
                            const Deadline& deadline) override;

    Result<void> identify(link::TerminalIdentity) override { return {}; }
    Result<protocol::PaymentAnswer> authorise(const protocol::AuthorisationRequest&,
                                              const protocol::SignOnSeal*, const Deadline&,
                                              link::Channel*) override {
        return unused();
    }
    Result<protocol::PaymentAnswer> capture(const std::string&, const std::string&, const Deadline&,
                                            link::Channel*) override {
        return unused();
    }
    Result<std::string> sealCard(const std::string&, const protocol::CardData&) override {
        return unused();
    }
    Result<protocol::PaymentAnswer> advise(protocol::AdviceRequest, const std::string&,
                                           const Deadline&) override {
        return unused();
    }
    Result<protocol::PaymentAnswer> status(const std::string&, const Deadline&) override {
        return unused();
    }
    Result<protocol::PaymentAnswer> undo(const std::string&, protocol::UndoReason,
                                         const Deadline&) override {
        return unused();
    }
    [[nodiscard]] link::LinkState state() const override { return {}; }
    void onStateChange(std::function<void(const link::LinkState&)>) override {}

private:
    static std::unexpected<Failure> unused() { return fail(FailureCode::Internal, "not played"); }
    Result<std::string> answer(const std::string& word, const std::string& path,
                               const std::string& payload);
    Result<std::string> poll(const std::string& payload, const Deadline& deadline,
                             std::unique_lock<std::mutex>& lock);
    Result<std::string> intend(const std::string& payload);
    Result<std::string> show(const std::string& payload);
    Result<std::string> offer(const std::string& payload);
    Result<std::string> pairingQuestion(const std::string& payload);
    Result<std::string> phoneQuestion(const std::string& payload) const;
    Result<std::string> deviceQuestion(const std::string& payload);
    std::string say(protocol::Confirmation told, const std::string& time);
    std::string say(protocol::Pairing told, const std::string& time);
    [[nodiscard]] std::string nowText() const;
    [[nodiscard]] std::string sign(const std::string& message) const;

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_news;
    std::vector<std::string> m_asked;
    std::map<std::string, std::string> m_before;  // answers by word
    // What is told by itself: the key of a confirmation, or nothing for the pairing.
    std::vector<std::string> m_events;
    crypto::SystemRandom m_random;
};

// The octets that a device would sign.
protocol::ConfirmationRequest requestFor(const protocol::ConfirmationIntent& intent,
                                         const Clock& clock, Random& random);
protocol::ConfirmationIntent orderIntent(const std::string& key);
Money yuan(std::int64_t fen);

}  // namespace tappay::terminal::testing
