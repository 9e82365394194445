#pragma once

#include "backend/answers.h"
#include "backend/card_vault.h"
#include "backend/group_commit.h"
#include "backend/iso_messages.h"
#include "backend/network_link.h"
#include "backend/waiters.h"

namespace tappay::backend {

// Payments a card approved by itself: on record once for each key before the terminal hears of it,
// and told to the network under one trace number until it answers, across restarts. Money has moved
// already, so nothing here is given up or reversed.
class Advices {
public:
    Advices(const Config& config, GroupCommit& records, NetworkLink& network, EventLoop& loop,
            const CardVault& vault, const Answers& answers, const Clock& clock, const Log& log);

    // Answers Approved or Declined as the network did, or Pending when it takes longer than
    // Config::undoWait. KeyReused: the key came before with other contents.
    void deliver(const protocol::AdviceRequest& request, Answered done);

    // At start: what the network has not answered is told again. Waits for the records.
    Result<void> resume();

private:
    struct Claim;
    Result<Payment> prepare(const protocol::AdviceRequest& request) const;
    Result<void> claim(Records& records, Claim& claim) const;
    void attempt(std::int64_t paymentId, std::uint32_t number);
    void send(const Payment& payment, std::uint32_t number);
    void replied(std::int64_t paymentId, std::uint32_t number, const Exchange& exchange);
    void settle(std::int64_t paymentId, std::uint32_t number, const iso8583::Message& reply,
                protocol::PaymentState state);
    void again(std::int64_t paymentId, std::uint32_t number, const std::string& code);

    const Config& m_config;
    GroupCommit& m_records;
    NetworkLink& m_network;
    EventLoop& m_loop;
    const CardVault& m_vault;
    const Answers& m_answers;
    Waiters m_waiters;
    const Clock& m_clock;
    const Log& m_log;
};

}  // namespace tappay::backend
