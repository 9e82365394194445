#pragma once

#include <array>

#include "terminal/confirm/pairing_steps.h"
#include "terminal/confirm/step_worker.h"
#include "terminal/terminal.h"

namespace tappay::terminal {

// "host:port" of an https URL, as phones are told it.
std::string addressOf(const std::string& url);

// Asks about phones and pairs them, one step after the other, on a thread of its own. What the back
// end last said is kept in memory alone, and so is a pairing.
class PhoneKeeper final : public PhoneList {
public:
    // `backEnd`: host:port for phones. What the world refers to outlives the keeper.
    PhoneKeeper(World world, std::string backEnd);

    [[nodiscard]] PhonesStatus phones(protocol::HolderKind holder) const override;
    Result<void> refresh(protocol::HolderKind holder) override;
    Result<void> rename(protocol::HolderKind holder, const std::string& phone,
                        const std::string& name) override;
    Result<void> revoke(protocol::HolderKind holder, const std::string& phone) override;
    Result<void> pair(protocol::HolderKind holder) override;
    Result<void> accept() override;
    Result<void> refuse() override;
    Result<void> close() override;
    void onPhones(std::function<void(protocol::HolderKind)> listener) override;

    // A pairing is open: what the back end tells is of use.
    [[nodiscard]] bool wantsEvents() const;
    // Called when that begins.
    void onWork(std::function<void()> listener);
    void tell(const protocol::Pairing& pairing);
    // Something may have been missed.
    void lookAgain();
    // Time has passed.
    void tick();

private:
    struct Known {
        std::vector<protocol::Phone> phones;
        std::optional<std::chrono::system_clock::time_point> asked;
        std::optional<Failure> failure;
        std::string keyId;  // of the terminal that was told
    };
    [[nodiscard]] Result<link::TerminalIdentity> ready() const;
    Result<void> begin(protocol::PhoneQuestion question);
    void ask(const link::TerminalIdentity& identity, const protocol::PhoneQuestion& question,
             const std::stop_token& stop);
    // On the worker's thread, while a pairing is open.
    void runPairing(std::move_only_function<Result<void>(const Deadline&)> step);
    void giveUp(const Deadline& deadline);
    // Shows the pairing as it is now, and `done` of its last step.
    void publish(const Result<void>& done);
    void change(protocol::HolderKind holder, const std::function<void()>& how);
    Known& at(protocol::HolderKind holder);

    World m_world;
    mutable std::mutex m_mutex;
    std::array<Known, 2> m_known;
    PhonesStep m_step = PhonesStep::Idle;
    protocol::HolderKind m_stepFor = protocol::HolderKind::Cardholder;
    std::optional<PairingView> m_shown;
    bool m_accepting = false;  // the person has agreed, and that has no end yet
    protocol::HolderKind m_pairingFor = protocol::HolderKind::Cardholder;
    std::function<void()> m_work;
    std::stop_source m_giveUp;  // ends what a pairing waits for
    std::mutex m_telling;       // held while the listener runs
    std::function<void(protocol::HolderKind)> m_listener;
    // Of the worker's thread.
    PairingSteps m_pairing;
    link::TerminalIdentity m_pairingBy;
    StepWorker m_worker;  // last: it uses everything above
};

}  // namespace tappay::terminal
