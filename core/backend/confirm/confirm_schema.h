#pragma once

#include <string_view>

// The part of the records' schema that is about phones, devices and what they confirm. Whatever is
// of a holder has an account, or else a merchant.
namespace tappay::backend {

inline constexpr std::string_view kConfirmSchema = R"(
CREATE TABLE phones (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    account INTEGER REFERENCES cardholders (id) ON DELETE CASCADE,
    merchant TEXT NOT NULL,
    name TEXT NOT NULL,
    key BLOB NOT NULL,
    standing INTEGER NOT NULL,
    sequence INTEGER NOT NULL DEFAULT 0,
    since INTEGER NOT NULL,
    last_seen INTEGER NOT NULL
);
CREATE INDEX phones_of ON phones (account, merchant);
CREATE TABLE phone_messages (
    phone INTEGER NOT NULL REFERENCES phones (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    digest BLOB NOT NULL,
    PRIMARY KEY (phone, sequence)
) WITHOUT ROWID;
CREATE TABLE pairings (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    terminal TEXT NOT NULL,
    account INTEGER REFERENCES cardholders (id) ON DELETE CASCADE,
    merchant TEXT NOT NULL,
    state INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    key BLOB,
    proof BLOB,
    computer_proof BLOB,
    phone TEXT NOT NULL DEFAULT '',
    expires INTEGER NOT NULL
);
CREATE INDEX pairings_of ON pairings (account, merchant);
CREATE INDEX pairings_open ON pairings (expires) WHERE state <= 2;
CREATE TABLE security_devices (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    account INTEGER REFERENCES cardholders (id) ON DELETE CASCADE,
    merchant TEXT NOT NULL,
    name TEXT NOT NULL,
    form INTEGER NOT NULL,
    certificate BLOB NOT NULL,
    standing INTEGER NOT NULL,
    since INTEGER NOT NULL
);
CREATE INDEX security_devices_of ON security_devices (account, merchant);
CREATE TABLE confirmations (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    terminal TEXT NOT NULL,
    key TEXT NOT NULL,
    digest BLOB NOT NULL,
    account INTEGER REFERENCES cardholders (id) ON DELETE CASCADE,
    merchant TEXT NOT NULL,
    wish INTEGER NOT NULL,
    about TEXT NOT NULL,
    card TEXT NOT NULL,
    request BLOB NOT NULL,
    state INTEGER NOT NULL,
    reason INTEGER NOT NULL DEFAULT 0,
    shown INTEGER NOT NULL DEFAULT 0,
    phone TEXT NOT NULL DEFAULT '',
    phone_name TEXT NOT NULL DEFAULT '',
    device TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    UNIQUE (terminal, key)
);
CREATE INDEX confirmations_of ON confirmations (account, merchant, id);
CREATE INDEX confirmations_open ON confirmations (expires) WHERE state <= 4;
CREATE INDEX confirmations_signed ON confirmations (id) WHERE state = 5;
CREATE TABLE confirm_blocks (
    terminal TEXT PRIMARY KEY,
    phone TEXT NOT NULL,
    since INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE outbox (
    cursor INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient TEXT NOT NULL,
    what INTEGER NOT NULL,
    about INTEGER NOT NULL,
    UNIQUE (recipient, what, about)
);
ALTER TABLE cardholder_cards ADD COLUMN kept BLOB;
)";

}  // namespace tappay::backend
