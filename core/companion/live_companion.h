#pragma once

#include <condition_variable>
#include <deque>
#include <set>
#include <thread>

#include "base/log.h"
#include "companion/companion.h"
#include "companion/device_steps.h"
#include "companion/pairing_steps.h"

namespace tappay::companion {

// What the phone works with, which all outlives it.
struct CompanionSurroundings {
    std::filesystem::path directory;
    SessionMaker connect;
    confirm::DeviceFinder& devices;
    std::vector<Bytes> makers;  // authorities that certify devices
    const Clock& clock;
    const Log& log;
};

// A worker speaks to devices and tells the back end what happens here; a watcher waits for what the
// back end has to tell.
class LiveCompanion final : public Companion {
public:
    // AlreadyRunning, KeyUnavailable, StorageFull.
    static Result<std::unique_ptr<LiveCompanion>> open(CompanionSurroundings around);
    ~LiveCompanion() override;

    [[nodiscard]] CompanionStatus status() const override;
    void onChange(std::function<void()> listener) override;
    Result<void> pair(std::string_view invitation, const std::string& name) override;
    void stopPairing() override;
    void leave() override;
    void forget() override;
    void dismiss() override;
    void lookForDevices() override;
    void addDevice(const confirm::FoundDevice& place, const std::string& name,
                   SecretBytes pin) override;
    void stopAdding() override;
    void forgetDevice(const std::string& id) override;
    void compared(bool same) override;
    void look(const std::string& id) override;
    void confirm(const std::string& id, const std::string& device, SecretBytes pin) override;
    void refuse(const std::string& id, protocol::ConfirmationReason reason) override;
    void report(const std::string& id) override;
    void stopDevice(const std::string& id) override;
    void giveUp(const std::string& id) override;
    void putAway(const std::string& id) override;

private:
    // What a paired phone speaks with.
    struct Line {
        std::stop_source over;  // the phone is not this one any more
        std::unique_ptr<link::HttpSession> session;
        std::unique_ptr<PhoneCaller> caller;
        ConfirmSteps steps;
        SigningSteps signing;
        DeviceSteps devices;
        Line(std::unique_ptr<link::HttpSession> way, std::unique_ptr<PhoneCaller> by, Inbox& inbox,
             PhoneStore& store)
            : session(std::move(way)),
              caller(std::move(by)),
              steps(*caller, inbox),
              signing(steps, inbox, store),
              devices(*caller, store) {}
    };
    using LinePtr = std::shared_ptr<Line>;
    using Job = std::function<void(const LinePtr& line, const std::stop_token& stop)>;

    LiveCompanion(CompanionSurroundings around, std::unique_ptr<PhoneStore> store);
    Result<void> begin();
    void end();
    void changed() const;
    // Changes what is shown.
    template <typename Change>
    void set(Change how) {
        {
            const std::scoped_lock lock(m_mutex);
            how();
        }
        m_wake.notify_all();
        changed();
    }

    // The worker (live_companion.cpp).
    void work(const std::stop_token& stop);
    void add(Job job);
    [[nodiscard]] LinePtr line() const;

    // The watcher (live_watch.cpp).
    void watch(const std::stop_token& stop);
    bool watchOnce(const std::stop_token& stop);
    void pause(std::chrono::milliseconds time, const std::stop_token& stop);
    Result<void> connectPaired();
    bool followPairing(const std::stop_token& stop);
    void pairingFailed(const Failure& failure);
    bool poll(const LinePtr& line, const std::stop_token& stop);
    void followInbox();
    void forgetAll();

    // Confirming (live_confirming.cpp).
    using State = protocol::ConfirmationState;
    struct Talk {
        CurrentConfirmation::Stage stage = CurrentConfirmation::Stage::Shown;
        std::string device;
        std::optional<Failure> failure;
        std::optional<unsigned> triesLeft;
    };
    void choose();
    void open(const std::string& id);
    void deliverDue();
    void sign(const LinePtr& line, const std::string& id, const KeptDevice& device,
              const SecretBytes& pin, const std::stop_token& stop);
    void finish(const std::string& id, const SigningEnd& ended);
    void decide(const std::string& id, std::function<Result<State>(Line&, const Deadline&)> tell);
    [[nodiscard]] bool isCurrent(const std::string& id) const;
    [[nodiscard]] std::optional<CurrentConfirmation> current() const;

    // Devices (live_devices.cpp).
    void offerDevice(const LinePtr& line, const confirm::FoundDevice& place,
                     const std::string& name, const SecretBytes& pin, const std::stop_token& stop);
    bool askSame(const std::string& code, const std::stop_token& stop);
    [[nodiscard]] DeviceReach reachBy(const Line& line) const;

    const CompanionSurroundings m_around;
    std::unique_ptr<PhoneStore> m_store;
    Inbox m_inbox;
    PairingSteps m_pairing;

    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::function<void()> m_listener;
    LinePtr m_line;
    std::unique_ptr<link::HttpSession> m_pairingSession;  // the watcher's alone
    std::deque<Job> m_jobs;
    std::string m_current;  // id of the confirmation that is shown
    std::set<std::string> m_looked;
    Talk m_talk;
    PairingView m_pairingView;
    AddingView m_adding;
    std::vector<KeptDevice> m_devices;
    std::string m_deviceCode;
    std::optional<bool> m_same;
    bool m_reachable = true, m_answered = false, m_leaving = false, m_delivering = false;
    std::optional<Failure> m_failure;
    std::stop_source m_deviceStop;
    // Last: they use everything above.
    std::jthread m_worker, m_watcher;
};

}  // namespace tappay::companion
