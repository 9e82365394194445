#pragma once

#include <memory>
#include <mutex>
#include <thread>

#include "terminal/instance_lock.h"
#include "terminal/payments.h"
#include "terminal/resolver.h"
#include "terminal/worker.h"

namespace tappay::terminal {

// Puts the parts together: a worker for sales, the resolver beside it, one owner of the payments,
// and what readers and back end report.
class Service final : public Terminal {
public:
    Service(Config config, World world, InstanceLock lock);
    ~Service() override;
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    // Once, before anything else.
    Result<void> open();

    Result<std::string> startSale(const Money& amount, const std::string& note,
                                  const std::optional<std::string>& id) override;
    Result<std::string> startCheckout(const std::string& order,
                                      const std::optional<std::string>& origin,
                                      std::shared_ptr<link::Carrier> carrier) override;
    Result<std::string> openCheckout(const std::string& orderId, const Deadline& deadline) override;
    Result<void> accept(const std::string& id) override;
    Result<void> cancel(const std::string& id) override;
    Result<void> pinKey(const std::string& id, PinKey key) override;
    Result<void> bypassPin(const std::string& id) override;
    Result<void> chooseApplication(const std::string& id, std::size_t index) override;
    Result<void> resume(const std::string& id) override;
    Result<void> giveUp(const std::string& id) override;
    Result<void> undo(const std::string& id) override;
    void checkNow() override;

    [[nodiscard]] Status status() const override;
    [[nodiscard]] Result<TransactionSnapshot> transaction(const std::string& id) const override;
    [[nodiscard]] Result<std::vector<TransactionSnapshot>> transactions(int limit) const override;
    [[nodiscard]] Result<Receipt> receipt(const std::string& id, Copy copy) const override;
    [[nodiscard]] Result<std::string> trace(const std::string& id) const override;
    Result<std::vector<std::pair<std::string, std::string>>> readCard(
        const Deadline& deadline) override;

    Result<std::shared_ptr<void>> holdCards() override;

    void onTransaction(std::function<void(const TransactionSnapshot&)> listener) override;
    void onStatus(std::function<void(const Status&)> listener) override;

private:
    // Readers and back end outlive the terminal and may call while it ends.
    struct Gate {
        std::mutex mutex;
        Service* service = nullptr;
    };

    // Busy; with the start mutex held.
    [[nodiscard]] Result<void> cardsAreFree() const;
    void startWork(std::shared_ptr<Sale> sale);
    [[nodiscard]] Sale::Parts parts(std::shared_ptr<const Parameters> parameters);
    // What a payment over this amount begins with.
    [[nodiscard]] Result<std::shared_ptr<const Parameters>> readyFor(const Money& amount) const;
    [[nodiscard]] Result<void> checkUnpaid(const std::string& order) const;
    Result<std::shared_ptr<Sale>> runningSale(const std::string& id) const;
    void listen();
    void readersChanged(const card::Snapshot& snapshot);
    void linkChanged(const link::LinkState& state);

    Config m_config;
    World m_world;
    InstanceLock m_lock;
    std::stop_source m_shutdown;
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
    std::mutex m_startMutex;
    std::weak_ptr<void> m_cardsHeld;
    std::mutex m_readingMutex;
    std::stop_source m_reading;  // ends readCard() when a sale wants the card
    bool m_linkWasUp = false;
    CardMemory m_cardMemory;
    TornCards m_tornCards;
    Publisher m_publisher;
    std::unique_ptr<Payments> m_payments;
    std::unique_ptr<Resolver> m_resolver;
    std::unique_ptr<Worker> m_worker;
    std::jthread m_journalCheck;
};

}  // namespace tappay::terminal
