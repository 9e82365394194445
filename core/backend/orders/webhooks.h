#pragma once

#include <set>

#include "backend/group_commit.h"
#include "backend/orders/alarm.h"
#include "backend/orders/https_post.h"
#include "backend/orders/orders_config.h"
#include "backend/orders/shop_secrets.h"

namespace tappay::backend {

// Tells shops what is in the outbox: each shop one after the other, all shops beside each other,
// and again with growing pauses until the shop has taken it or its time is over.
class Webhooks {
public:
    static Result<std::unique_ptr<Webhooks>> create(const OrdersConfig& config,
                                                    const ShopSecrets& secrets,
                                                    GroupCommit& records, EventLoop& loop,
                                                    const Clock& clock, const Log& log);

    // There may be something to tell. From any thread.
    void wake();

private:
    struct Sending {
        ShopEvent event;
        Shop shop;
    };
    struct Outbox {
        std::vector<Sending> due;
        std::int64_t next = 0;  // when the next is due; 0 for none
    };
    Webhooks(const OrdersConfig& config, const ShopSecrets& secrets, GroupCommit& records,
             std::unique_ptr<HttpsPoster> poster, EventLoop& loop, const Clock& clock,
             const Log& log);
    void look();
    Result<Outbox> read(Records& records) const;
    void looked(Result<Outbox> outbox);
    void send(const Sending& sending);
    void sent(const Sending& sending, const Result<unsigned>& status);
    Result<void> note(Records& records, std::int64_t row, bool taken) const;

    const OrdersConfig& m_config;
    const ShopSecrets& m_secrets;
    GroupCommit& m_records;
    EventLoop& m_loop;
    const Clock& m_clock;
    const Log& m_log;
    // On the loop:
    std::set<std::string> m_busy;  // shops that are being told
    bool m_looking = false, m_again = false;
    Alarm m_alarm;
    std::unique_ptr<HttpsPoster> m_poster;  // ends first
};

// The value of the header TapPay-Signature: docs/web-api.md. CryptoFailed.
Result<std::string> webhookSignature(const SecretBytes& secret, std::int64_t seconds,
                                     std::string_view body);

}  // namespace tappay::backend
