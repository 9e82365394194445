#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "emv/kernel.h"
#include "terminal/application_chooser.h"
#include "terminal/authorisation.h"

namespace tappay::terminal {

// One purchase from "Present card" to its result, on the thread that calls run(). The other
// methods may come from any thread.
class Sale final : public emv::Cardholder {
public:
    struct Parts {
        const Config& config;
        World& world;
        Payments& payments;
        std::stop_token shutdown;
    };
    Sale(std::string id, Parts parts) : m_id(std::move(id)), m_parts(parts) {}

    void run();

    [[nodiscard]] const std::string& id() const { return m_id; }
    // Ends every wait; the payment itself has been cancelled in Payments before.
    void stop() { m_stop.request_stop(); }
    // Tells a person's input that there is no card any more.
    void readersChanged(const card::Snapshot& snapshot);
    // Whether the card of this sale has not left its reader.
    [[nodiscard]] bool cardIsIn(const card::Snapshot& snapshot) const;
    [[nodiscard]] bool cardStillIn() const;
    PinPad& pinPad() { return m_pinPad; }
    ApplicationChooser& chooser() { return m_chooser; }

    void progress(emv::Step step) override;
    Result<std::size_t> chooseApplication(std::span<const emv::ApplicationChoice> choices) override;
    Result<emv::PinEntry> enterOnlinePin(const emv::PinRequest& request) override;
    Result<emv::OfflinePin> enterOfflinePin(const emv::PinRequest& request) override;
    void pinOnReader(const emv::PinRequest& request) override;

private:
    Result<emv::PinEntry> collectPin(const emv::PinRequest& request);
    Result<std::unique_ptr<apdu::Card>> connectCard();
    Result<void> hint(const card::CardPlace& place, const Failure& failure,
                      const Deadline& deadline);
    void finish(const emv::Outcome& outcome);
    void finishUnasked(const emv::Outcome& outcome, const Payments::Change& details);
    void endBeforeSending(const Failure& failure);
    void present(Stage stage, int lights);
    void screenDeadline(Record& record, std::chrono::steady_clock::time_point at) const;

    std::string m_id;
    Parts m_parts;
    PinPad m_pinPad;
    ApplicationChooser m_chooser;
    std::stop_source m_stop;
    mutable std::mutex m_placeMutex;
    std::optional<card::CardPlace> m_place;
};

}  // namespace tappay::terminal
