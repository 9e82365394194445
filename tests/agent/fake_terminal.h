#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "terminal/terminal.h"

namespace tappay::agent::test {

// What docs/api.md shows.
terminal::Status exampleStatus();
terminal::TransactionSnapshot exampleTransaction();
terminal::TransactionSnapshot examplePurchase();  // waits for the consent

// A terminal without money: keeps what it is told and records what it is asked. Thread-safe.
class FakeTerminal final : public terminal::Terminal {
public:
    // --- what the test decides
    void setStatus(const terminal::Status& status);
    void put(const terminal::TransactionSnapshot& transaction);  // stores and tells
    void failNext(FailureCode code, std::string detail = {});    // the next changing method
    void holdCard();                                             // readCard waits from now on
    // Called inside startSale with the new payment, before it returns.
    std::function<void(const terminal::TransactionSnapshot&)> onSale;
    std::function<void(const std::string& id, terminal::PinKey)> onKey;
    std::function<void(const std::string& id)> onCancel, onUndo, onResume, onGiveUp;

    // What the last checkout was given to bring its calls to the back end.
    std::shared_ptr<link::Carrier> carrier;

    // --- what the test sees
    [[nodiscard]] std::vector<std::string> calls() const;
    [[nodiscard]] int sales() const;

    Result<std::string> startSale(const Money& amount, const std::string& note,
                                  const std::optional<std::string>& id) override;
    Result<std::string> startCheckout(const std::string& order,
                                      const std::optional<std::string>& origin,
                                      std::shared_ptr<link::Carrier> carrier) override;
    Result<std::string> openCheckout(const std::string& orderId, const Deadline& deadline) override;
    Result<void> accept(const std::string& id) override;
    Result<void> cancel(const std::string& id) override;
    Result<void> pinKey(const std::string& id, terminal::PinKey key) override;
    Result<void> bypassPin(const std::string& id) override;
    Result<void> chooseApplication(const std::string& id, std::size_t index) override;
    Result<void> resume(const std::string& id) override;
    Result<void> giveUp(const std::string& id) override;
    Result<void> undo(const std::string& id) override;
    void checkNow() override;
    [[nodiscard]] terminal::Status status() const override;
    [[nodiscard]] Result<terminal::TransactionSnapshot> transaction(
        const std::string& id) const override;
    [[nodiscard]] Result<std::vector<terminal::TransactionSnapshot>> transactions(
        int limit) const override;
    [[nodiscard]] Result<terminal::Receipt> receipt(const std::string& id,
                                                    terminal::Copy copy) const override;
    [[nodiscard]] Result<std::string> trace(const std::string& id) const override;
    Result<std::vector<std::pair<std::string, std::string>>> readCard(
        const Deadline& deadline) override;
    Result<std::shared_ptr<void>> holdCards() override;
    void onTransaction(std::function<void(const terminal::TransactionSnapshot&)> listener) override;
    void onStatus(std::function<void(const terminal::Status&)> listener) override;

private:
    Result<void> record(const std::string& call, const std::string& id);

    mutable std::mutex m_mutex;
    std::condition_variable_any m_cardReleased;
    bool m_cardHeld = false;
    terminal::Status m_status = exampleStatus();
    std::vector<terminal::TransactionSnapshot> m_transactions;
    std::optional<Failure> m_failNext;
    std::vector<std::string> m_calls;
    int m_sales = 0;
    std::function<void(const terminal::TransactionSnapshot&)> m_onTransaction;
    std::function<void(const terminal::Status&)> m_onStatus;
};

}  // namespace tappay::agent::test
