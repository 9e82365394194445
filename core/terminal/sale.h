#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emv/contactless/kernel.h"
#include "terminal/application_chooser.h"
#include "terminal/authorisation.h"
#include "terminal/card_memory.h"
#include "terminal/card_search.h"
#include "terminal/sale_trace.h"
#include "terminal/torn_cards.h"

namespace tappay::terminal {

// One purchase from "Present card" to its result, on the thread that calls run(). The other
// methods may come from any thread.
class Sale final : public emv::Cardholder {
public:
    struct Parts {
        const Config& config;
        std::shared_ptr<const Parameters> parameters;  // of this sale to its end
        World& world;
        Payments& payments;
        CardMemory& memory;
        TornCards& tornCards;
        std::stop_token shutdown;
    };
    // `torn`: of an earlier run of the same sale, which goes on with the same card.
    // `purchase`: of an order, to which a person agrees first.
    Sale(std::string id, Parts parts, TornCards::Torn torn = nullptr,
         std::shared_ptr<Purchase> purchase = nullptr);

    void run();

    [[nodiscard]] const std::string& id() const { return m_id; }
    // Ends every wait; the payment itself has been cancelled in Payments before.
    void stop() { m_stop.request_stop(); }
    // Tells a person's input that there is no card any more.
    void readersChanged(const card::Snapshot& snapshot);
    // Whether the card of this sale has not left its reader.
    [[nodiscard]] bool cardIsIn(const card::Snapshot& snapshot) const {
        return m_search.isIn(snapshot);
    }
    [[nodiscard]] bool cardStillIn() const { return m_search.isStillIn(); }
    PinPad& pinPad() { return m_pinPad; }
    ApplicationChooser& chooser() { return m_chooser; }
    // TooLate when this sale waits for none.
    Result<void> agree();

    void progress(emv::Step step) override;
    Result<std::size_t> chooseApplication(std::span<const emv::ApplicationChoice> choices) override;
    void applicationNotAccepted() override;
    Result<emv::PinEntry> enterOnlinePin(const emv::PinRequest& request) override;
    Result<emv::OfflinePin> enterOfflinePin(const emv::PinRequest& request) override;
    void pinOnReader(const emv::PinRequest& request) override;

private:
    Result<void> awaitConsent();
    Result<CardCall> firstCall();
    std::optional<CardCall> afterCard(const emv::Outcome& outcome);
    std::optional<CardCall> afterTorn(const emv::Outcome& outcome);
    std::optional<CardCall> withoutCard(const CardCall& call, const Failure& failure);
    std::optional<CardCall> withoutAnotherTap(const Failure& failure);
    [[nodiscard]] CardCall tapAgain(std::chrono::milliseconds time) const;
    [[nodiscard]] std::optional<CardCall> insert() const;
    emv::Outcome runKernel(const CardSearch::Found& found);

    void noteDoubt(const emv::Outcome& outcome);
    void settleDoubt(const emv::Outcome& outcome);
    void leaveInDoubt();
    void finish(const emv::Outcome& outcome);
    void finishPaidInVain(const emv::Outcome& outcome, const Payments::Change& details);
    void finishApproved(const emv::Outcome& outcome, const Payments::Change& details);
    void captureOrder();
    void finishUnasked(const emv::Outcome& outcome, const Payments::Change& details);
    [[nodiscard]] bool paidUnkept(const Failure& failure) const;
    void endBeforeSending(const Failure& failure);
    void remember();

    void cardWasRead();
    Result<emv::PinEntry> collectPin(const emv::PinRequest& request);
    void present(Stage stage, int lights);
    // The card lies on the reader or in it; nothing is asked of the person meanwhile.
    [[nodiscard]] Stage quiet() const { return m_contactless ? Stage::CardRead : Stage::KeepCard; }

    std::string m_id;
    Parts m_parts;
    std::shared_ptr<Purchase> m_purchase;
    PinPad m_pinPad;
    ApplicationChooser m_chooser;
    std::stop_source m_stop;
    CardSearch m_search;
    Authorisation m_host;
    SaleTrace m_trace;

    emv::Transaction m_transaction;
    std::vector<emv::contactless::Combination> m_tappable;
    TornCards::Torn m_torn;
    const bool m_resumed;
    bool m_contactless = false;  // the card of the present run
    int m_tapsLeft = kTaps;

    static constexpr int kTaps = 2;  // after the first one, until the card has to be inserted
};

}  // namespace tappay::terminal
