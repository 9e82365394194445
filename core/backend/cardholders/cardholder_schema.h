#pragma once

#include <string_view>

// The part of the records' schema that is about cardholders' accounts. No card number is in it: a
// bound card has the hash that payments have, one that was unbound has none.
namespace tappay::backend {

inline constexpr std::string_view kCardholderSchema = R"(
CREATE TABLE cardholders (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    since INTEGER NOT NULL,
    payment_limit INTEGER,
    day_limit INTEGER,
    currency INTEGER NOT NULL
);
CREATE TABLE cardholder_cards (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES cardholders (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL UNIQUE,
    pan_hash BLOB UNIQUE,
    pan_masked TEXT NOT NULL,
    label TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER
);
CREATE INDEX cardholder_cards_of ON cardholder_cards (account);
CREATE TABLE cardholder_devices (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES cardholders (id) ON DELETE CASCADE,
    uuid TEXT NOT NULL UNIQUE,
    key_id TEXT NOT NULL UNIQUE,
    terminal TEXT NOT NULL UNIQUE,
    since INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
);
CREATE INDEX cardholder_devices_of ON cardholder_devices (account);
CREATE TABLE cardholder_notices (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES cardholders (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    detail TEXT NOT NULL,
    about TEXT
);
CREATE INDEX cardholder_notices_of ON cardholder_notices (account, id);
CREATE UNIQUE INDEX cardholder_notices_once ON cardholder_notices (account, what, about)
    WHERE about IS NOT NULL;
CREATE TABLE cardholder_payments (
    payment INTEGER PRIMARY KEY REFERENCES payments (id),
    account INTEGER NOT NULL REFERENCES cardholders (id) ON DELETE CASCADE,
    card INTEGER NOT NULL REFERENCES cardholder_cards (id) ON DELETE CASCADE
);
CREATE INDEX cardholder_payments_of ON cardholder_payments (account, payment);
CREATE INDEX cardholder_payments_with ON cardholder_payments (card);
)";

}  // namespace tappay::backend
