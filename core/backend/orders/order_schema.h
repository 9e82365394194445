#pragma once

#include <string_view>

// The part of the records' schema that is about shops and their orders.
namespace tappay::backend {

inline constexpr std::string_view kOrderSchema = R"(
CREATE TABLE shops (
    merchant TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    origins TEXT NOT NULL,
    webhook TEXT NOT NULL,
    key_prefix INTEGER NOT NULL,
    key_hash BLOB NOT NULL,
    secret BLOB NOT NULL,
    created INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX shops_key ON shops (key_prefix);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    merchant TEXT NOT NULL REFERENCES shops (merchant),
    reference TEXT NOT NULL,
    digest BLOB NOT NULL,
    amount INTEGER NOT NULL,
    currency INTEGER NOT NULL,
    state INTEGER NOT NULL,
    payment INTEGER UNIQUE REFERENCES payments (id),
    return_url TEXT NOT NULL,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    paid INTEGER NOT NULL DEFAULT 0,
    refunded INTEGER NOT NULL DEFAULT 0,
    cryptogram TEXT NOT NULL DEFAULT '',
    signed TEXT NOT NULL,
    UNIQUE (merchant, reference)
);
CREATE INDEX orders_open ON orders (expires) WHERE state = 0;
CREATE INDEX orders_paying ON orders (payment) WHERE state = 1;
CREATE TABLE refunds (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    ordered INTEGER NOT NULL REFERENCES orders (id),
    reference TEXT NOT NULL,
    amount INTEGER NOT NULL,
    state INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    stan INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    response_code TEXT NOT NULL DEFAULT '',
    network_reference TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL,
    answered INTEGER NOT NULL DEFAULT 0,
    UNIQUE (ordered, reference)
);
CREATE INDEX refunds_open ON refunds (id) WHERE state = 0;
CREATE TABLE shop_events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    merchant TEXT NOT NULL REFERENCES shops (merchant),
    type TEXT NOT NULL,
    created INTEGER NOT NULL,
    body TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    first INTEGER NOT NULL,
    due INTEGER,
    delivered INTEGER
);
CREATE INDEX shop_events_of ON shop_events (merchant, id);
CREATE INDEX shop_events_due ON shop_events (merchant, id, due) WHERE due IS NOT NULL;
)";

// What the network is told of the card lasts as long as the telling.
inline constexpr std::string_view kRefundCard = "ALTER TABLE refunds ADD COLUMN card BLOB";

}  // namespace tappay::backend
