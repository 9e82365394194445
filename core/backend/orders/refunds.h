#pragma once

#include <set>

#include "backend/card_vault.h"
#include "backend/network_link.h"
#include "backend/orders/order_book.h"

namespace tappay::backend {

// Refunds of paid orders: on record once for each reference, then told to the network under one
// trace number until it answers, across restarts. A refund is never reversed.
class Refunds {
public:
    Refunds(const Config& config, const OrderBook& book, GroupCommit& records, NetworkLink& network,
            EventLoop& loop, const CardVault& vault, const Clock& clock, Random& random,
            const Log& log);

    // Inside a job. KeyReused: the reference came before with another amount. AmountInvalid: more
    // than is left. NotUndoable: the order is not paid, or so long ago that its card is not kept.
    Result<Refund> accept(Records& records, const Order& order, const std::string& reference,
                          std::int64_t amount) const;

    // ConfirmationNeeded for more than a shop's server gives back by itself.
    Result<void> checkAlone(const Money& amount) const;

    // There may be something to tell. From any thread.
    void wake();

private:
    struct Loaded {
        Refund refund;
        Payment payment;
    };
    void look();
    void attempt(std::int64_t row, std::uint32_t number);
    Result<Loaded> load(Records& records, std::int64_t row) const;
    void send(const Loaded& loaded, std::uint32_t number);
    void replied(std::int64_t row, std::uint32_t number, const Exchange& exchange);
    void settle(std::int64_t row, std::uint32_t number, const iso8583::Message& reply, bool booked);
    Result<void> note(Records& records, std::int64_t row, const iso8583::Message& reply,
                      bool booked) const;
    void again(std::int64_t row, std::uint32_t number, const std::string& code);

    const Config& m_config;
    const OrderBook& m_book;
    GroupCommit& m_records;
    NetworkLink& m_network;
    EventLoop& m_loop;
    const CardVault& m_vault;
    const Clock& m_clock;
    Random& m_random;
    const Log& m_log;
    std::set<std::int64_t> m_busy;  // being told; on the loop
};

}  // namespace tappay::backend
