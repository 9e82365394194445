#pragma once

#include "backend/authorisations.h"
#include "backend/confirm/confirmation_records.h"
#include "backend/confirm/turn.h"
#include "backend/orders/refund.h"

namespace tappay::backend {

// Pays what was signed. The payment has the confirmation's key, so it is run once, however often it
// is begun: after a restart it is simply begun again.
class Pay {
public:
    // The last step of a payment of an order: it is paid, and the shop told.
    using Capture = std::function<void(const protocol::CaptureRequest&, Answered)>;

    // Gives back a part of a paid order, inside a job; the same reference again is the same refund.
    using GiveBack = std::function<Result<Refund>(Records&, const Order&,
                                                  const std::string& reference, std::int64_t)>;

    Pay(Turns& turns, Authorisations& authorisations, Capture capture, GiveBack giveBack,
        const CardVault& vault, EventLoop& loop, const Log& log)
        : m_turns(turns),
          m_authorisations(authorisations),
          m_capture(std::move(capture)),
          m_giveBack(std::move(giveBack)),
          m_vault(vault),
          m_loop(loop),
          m_log(log) {}

    // `row`: of a confirmation that is signed. On any thread.
    void begin(std::int64_t row);

private:
    struct Run;
    using RunPtr = std::shared_ptr<Run>;
    Result<void> load(Records& records, Run& run) const;
    Result<void> loadPayment(Records& records, const ConfirmationRow& confirmation, Run& run) const;
    Result<void> loadCard(Records& records, const ConfirmationRow& confirmation, Run& run) const;
    Result<void> giveBack(Records& records, const ConfirmationRow& confirmation, Run& run) const;
    void refunded(const RunPtr& run);
    void authorise(const RunPtr& run);
    void authorised(const RunPtr& run, const Answer& answer);
    void follow(const RunPtr& run);
    void capture(const RunPtr& run);
    void settle(const RunPtr& run, std::optional<protocol::ConfirmationReason> failure);
    void again(const RunPtr& run, const Failure& failure);

    Turns& m_turns;
    Authorisations& m_authorisations;
    Capture m_capture;
    GiveBack m_giveBack;
    const CardVault& m_vault;
    EventLoop& m_loop;
    const Log& m_log;
};

// How the data of a bound card are sealed while it is bound.
Result<Bytes> sealBoundCard(const CardVault& vault, const KeptCard& card, ByteView panHash);
Result<KeptCard> openBoundCard(const CardVault& vault, ByteView sealed, ByteView panHash);

}  // namespace tappay::backend
