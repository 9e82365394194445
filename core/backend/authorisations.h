#pragma once

#include "backend/orders/order_claims.h"
#include "backend/reversals.h"

namespace tappay::backend {

// What a terminal asks for, its card opened.
struct OpenedAuthorisation {
    protocol::AuthorisationRequest request;  // as it was sent
    std::optional<Bytes> networkPin;         // its PIN block, where the network takes another
    std::string payee = {};                  // of a transfer: the account that gets it
};

// Runs each key once: the payment is on record before anything goes to the network, and the answer
// is on record before the terminal hears it.
class Authorisations {
public:
    // `claims` may be null: then there are no orders to be paid.
    Authorisations(const Config& config, GroupCommit& records, NetworkLink& network,
                   EventLoop& loop, Reversals& reversals, const CardVault& vault,
                   const Answers& answers, Waiters& undos, const OrderClaims* claims,
                   const Clock& clock, const Log& log);

    // KeyReused: the key came before with other contents. StorageFull, JournalUnavailable. For an
    // order the failures of OrderClaims::find(); for a transfer LimitExceeded.
    // The same contents again get the stored answer, or wait for the one that is running.
    void authorise(OpenedAuthorisation asked, Answered done);

private:
    struct Run;
    using RunPtr = std::shared_ptr<Run>;
    Result<RunPtr> prepare(OpenedAuthorisation asked) const;
    Result<void> claim(Records& records, Run& run) const;
    Result<void> claimOrder(Records& records, Run& run) const;
    Result<void> claimTransfer(Records& records, Run& run) const;
    void claimed(const RunPtr& run);
    void replied(const RunPtr& run, const Exchange& exchange);
    void conclude(const RunPtr& run);
    Result<void> record(Records& records, Run& run) const;
    void recorded(const RunPtr& run, const Result<void>& result);

    const Config& m_config;
    GroupCommit& m_records;
    NetworkLink& m_network;
    EventLoop& m_loop;
    Reversals& m_reversals;
    const CardVault& m_vault;
    const Answers& m_answers;
    Waiters& m_undos;
    Waiters m_repetitions;
    const OrderClaims* m_claims;
    const Clock& m_clock;
    const Log& m_log;
};

}  // namespace tappay::backend
