#pragma once

#include <array>
#include <string_view>

#include "backend/cardholders/cardholder_schema.h"
#include "backend/confirm/confirm_schema.h"
#include "backend/orders/order_schema.h"

// The schema of the records, and what is asked of it.
namespace tappay::backend {

// The key is the 16 octets of its UUID: time-ordered, so that inserts touch the index's last page.
inline constexpr std::array<std::string_view, 7> kSchema = {R"(
CREATE TABLE payments (
    id INTEGER PRIMARY KEY,
    terminal TEXT NOT NULL,
    key BLOB NOT NULL,
    digest BLOB NOT NULL,
    state INTEGER NOT NULL,
    undo_wanted INTEGER,
    merchant TEXT NOT NULL,
    amount INTEGER NOT NULL,
    currency INTEGER NOT NULL,
    entry_mode TEXT NOT NULL,
    pan_hash BLOB NOT NULL,
    pan_masked TEXT NOT NULL,
    batch INTEGER NOT NULL,
    stan INTEGER NOT NULL,
    response_code TEXT NOT NULL,
    auth_code TEXT NOT NULL,
    reference TEXT NOT NULL,
    acquirer TEXT NOT NULL,
    issuer TEXT NOT NULL,
    icc BLOB NOT NULL,
    created INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    reversal_card BLOB,
    answer TEXT NOT NULL,
    UNIQUE (terminal, key)
);
CREATE INDEX payments_reversible ON payments (created) WHERE reversal_card IS NOT NULL;
CREATE TABLE reversals (
    payment INTEGER PRIMARY KEY REFERENCES payments (id),
    reason TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_code TEXT,
    finished INTEGER
);
CREATE INDEX reversals_open ON reversals (payment) WHERE finished IS NULL;
CREATE TABLE trace_numbers (
    terminal TEXT PRIMARY KEY,
    batch INTEGER NOT NULL,
    stan INTEGER NOT NULL
) WITHOUT ROWID;
)",
                                                            R"(
ALTER TABLE payments ADD COLUMN advice INTEGER NOT NULL DEFAULT 0;
)",
                                                            R"(
ALTER TABLE payments ADD COLUMN risk TEXT NOT NULL DEFAULT '';
)", kOrderSchema, kCardholderSchema, kRefundCard, kConfirmSchema};

#define TAPPAY_COLUMNS                                                                           \
    "terminal, key, digest, state, undo_wanted, merchant, amount, currency, entry_mode, "        \
    "pan_hash, pan_masked, batch, stan, response_code, auth_code, reference, acquirer, issuer, " \
    "icc, created, answered, reversal_card, answer, advice, risk"

inline constexpr std::string_view kFind =
    "SELECT id, " TAPPAY_COLUMNS " FROM payments WHERE terminal = ?1 AND key = ?2";
inline constexpr std::string_view kLoad =
    "SELECT id, " TAPPAY_COLUMNS " FROM payments WHERE id = ?1";
inline constexpr std::string_view kPending =
    "SELECT id, " TAPPAY_COLUMNS
    " FROM payments WHERE reversal_card IS NOT NULL AND state = ?1 AND advice = ?2 ORDER BY id";
inline constexpr std::string_view kInsert =
    "INSERT INTO payments (" TAPPAY_COLUMNS
    ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, "
    "?19, ?20, ?21, ?22, ?23, ?24, ?25)";
#undef TAPPAY_COLUMNS
inline constexpr std::string_view kUpdate =
    "UPDATE payments SET state = ?2, undo_wanted = ?3, response_code = ?4, auth_code = ?5, "
    "reference = ?6, acquirer = ?7, issuer = ?8, icc = ?9, answered = ?10, reversal_card = ?11, "
    "answer = ?12 WHERE id = ?1";
// A trace number is unique within its batch; after the last one a new batch begins.
inline constexpr std::string_view kNextTrace =
    "INSERT INTO trace_numbers (terminal, batch, stan) VALUES (?1, 1, 1) "
    "ON CONFLICT (terminal) DO UPDATE SET "
    "batch = CASE WHEN stan < 999999 THEN batch ELSE batch % 999999 + 1 END, "
    "stan = stan % 999999 + 1 RETURNING batch, stan";
inline constexpr std::string_view kBatch = "SELECT batch FROM trace_numbers WHERE terminal = ?1";
inline constexpr std::string_view kAddReversal =
    "INSERT INTO reversals (payment, reason) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
inline constexpr std::string_view kNoteAttempt =
    "UPDATE reversals SET attempts = attempts + 1, last_code = ?2 WHERE payment = ?1";
inline constexpr std::string_view kFinishReversal =
    "UPDATE reversals SET finished = ?2 WHERE payment = ?1";
inline constexpr std::string_view kOpenReversals =
    "SELECT payment, reason, attempts FROM reversals WHERE finished IS NULL ORDER BY payment";
inline constexpr std::string_view kReversalOf =
    "SELECT payment, reason, attempts FROM reversals WHERE payment = ?1";
inline constexpr std::string_view kUndoWanted = "SELECT undo_wanted FROM payments WHERE id = ?1";
inline constexpr std::string_view kWipe =
    "UPDATE payments SET reversal_card = NULL WHERE reversal_card IS NOT NULL AND created < ?1 AND "
    "state = ?2";

}  // namespace tappay::backend
