#pragma once

#include "backend/answers.h"
#include "backend/card_vault.h"
#include "backend/group_commit.h"
#include "backend/network_link.h"
#include "backend/waiters.h"

namespace tappay::backend {

// Brings every reversal in the records to its end: at most one logical reversal for a payment,
// repeated with growing pauses until the network answers it, across restarts.
class Reversals {
public:
    Reversals(const Config& config, GroupCommit& records, NetworkLink& network, EventLoop& loop,
              const CardVault& vault, const Answers& answers, Waiters& undos, const Clock& clock,
              const Log& log);

    // Inside a job: the payment is being undone from now on. Changes and signs `payment`; the
    // caller stores it. False when a reversal is on its way already.
    Result<bool> begin(Records& records, Payment& payment, const std::string& reason) const;
    // After the commit of a begin() that said true.
    void launch(std::int64_t paymentId);

    // At start: payments whose outcome was not known when the program ended are undone, and open
    // reversals go on. Waits for the records.
    Result<void> resume();

private:
    Result<std::vector<Reversal>> takeUp(Records& records) const;
    void attempt(std::int64_t paymentId, std::uint32_t number);
    void send(const Payment& payment, const std::string& reason, const std::string& payee,
              std::uint32_t number);
    void replied(std::int64_t paymentId, std::uint32_t number, const Exchange& exchange);
    void confirm(std::int64_t paymentId, std::uint32_t number, const std::string& code);
    void again(std::int64_t paymentId, std::uint32_t number, const std::string& code);

    const Config& m_config;
    GroupCommit& m_records;
    NetworkLink& m_network;
    EventLoop& m_loop;
    const CardVault& m_vault;
    const Answers& m_answers;
    Waiters& m_undos;
    const Clock& m_clock;
    const Log& m_log;
};

}  // namespace tappay::backend
