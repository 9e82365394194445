#pragma once

#include <array>
#include <string_view>

// The schema of the register, and what is asked of it.
namespace tappay::backend::register_sql {

inline constexpr std::array<std::string_view, 2> kSchema = {R"(
CREATE TABLE enrolment_codes (
    hash BLOB PRIMARY KEY,
    terminal TEXT NOT NULL,
    merchant TEXT NOT NULL,
    merchant_name TEXT NOT NULL,
    expires INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    used INTEGER
) WITHOUT ROWID;
CREATE TABLE terminals (
    id INTEGER PRIMARY KEY,
    key_id TEXT NOT NULL UNIQUE,
    transaction_id TEXT NOT NULL UNIQUE,
    terminal TEXT NOT NULL,
    merchant TEXT NOT NULL,
    standing INTEGER NOT NULL,
    identity BLOB NOT NULL,
    storage BLOB NOT NULL,
    attestation BLOB NOT NULL,
    certificate BLOB NOT NULL,
    expires INTEGER NOT NULL,
    enrolled INTEGER NOT NULL,
    session TEXT NOT NULL UNIQUE,
    proof BLOB NOT NULL,
    answer TEXT NOT NULL
);
CREATE INDEX terminals_by_terminal ON terminals (terminal, id);
-- What changes with each sign-on stays out of the row that the check of messages reads.
CREATE TABLE counters (
    key_id TEXT PRIMARY KEY REFERENCES terminals (key_id),
    value INTEGER NOT NULL,
    request BLOB NOT NULL,
    answer TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    about TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is not changed'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit trail is not deleted'); END;
-- Tells every reader of the file that what it remembers of the terminals is old.
CREATE TABLE version (number INTEGER NOT NULL);
INSERT INTO version VALUES (1);
CREATE TRIGGER terminal_added AFTER INSERT ON terminals
    BEGIN UPDATE version SET number = number + 1; END;
CREATE TRIGGER terminal_changed AFTER UPDATE ON terminals
    BEGIN UPDATE version SET number = number + 1; END;
)",
                                                            R"(
CREATE TABLE parameters (
    version INTEGER PRIMARY KEY,
    profile TEXT NOT NULL,
    contents TEXT NOT NULL
);
)"};

inline constexpr std::string_view kAddParameters =
    "INSERT INTO parameters (version, profile, contents) VALUES (?1, ?2, ?3)";
inline constexpr std::string_view kParameters =
    "SELECT version, profile, contents FROM parameters ORDER BY version DESC LIMIT 1";
inline constexpr std::string_view kParametersVersion =
    "SELECT COALESCE(MAX(version), 0) FROM parameters";

inline constexpr std::string_view kVersion = "SELECT number FROM version";

inline constexpr std::string_view kAddCode =
    "INSERT INTO enrolment_codes (hash, terminal, merchant, merchant_name, expires) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
// Those nobody can use any more, so that the newest for a terminal is the only one.
inline constexpr std::string_view kForgetCodes =
    "DELETE FROM enrolment_codes WHERE used IS NULL AND (terminal = ?1 OR expires < ?2)";
inline constexpr std::string_view kTryCode =
    "UPDATE enrolment_codes SET tries = tries + 1 WHERE hash = ?1 AND used IS NULL AND "
    "expires >= ?2 AND tries < ?3 RETURNING terminal, merchant, merchant_name";
inline constexpr std::string_view kUseCode =
    "UPDATE enrolment_codes SET used = ?2 WHERE hash = ?1 AND used IS NULL AND expires >= ?2";

#define TAPPAY_TERMINAL_COLUMNS                                                           \
    "terminals.key_id, transaction_id, terminal, merchant, standing, identity, storage, " \
    "attestation, certificate, expires"
inline constexpr std::string_view kByKeyId =
    "SELECT " TAPPAY_TERMINAL_COLUMNS
    ", COALESCE(counters.value, 0) FROM terminals "
    "LEFT JOIN counters ON counters.key_id = terminals.key_id WHERE terminals.key_id = ?1";
inline constexpr std::string_view kByTerminal =
    "SELECT " TAPPAY_TERMINAL_COLUMNS
    ", COALESCE(counters.value, 0) FROM terminals "
    "LEFT JOIN counters ON counters.key_id = terminals.key_id WHERE terminal = ?1 "
    "ORDER BY terminals.id DESC LIMIT 1";
#undef TAPPAY_TERMINAL_COLUMNS
inline constexpr std::string_view kBySession =
    "SELECT identity, proof, answer FROM terminals WHERE session = ?1";
inline constexpr std::string_view kInsert =
    "INSERT INTO terminals (key_id, transaction_id, terminal, merchant, standing, identity, "
    "storage, attestation, certificate, expires, enrolled, session, proof, answer) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
inline constexpr std::string_view kSetStanding =
    "UPDATE terminals SET standing = ?2 WHERE key_id = ?1";

inline constexpr std::string_view kCounter =
    "SELECT value, request, answer FROM counters WHERE key_id = ?1";
inline constexpr std::string_view kSetCounter =
    "INSERT INTO counters (key_id, value, request) VALUES (?1, ?2, ?3) ON CONFLICT (key_id) "
    "DO UPDATE SET value = excluded.value, request = excluded.request, answer = ''";
inline constexpr std::string_view kSetAnswer =
    "UPDATE counters SET answer = ?3 WHERE key_id = ?1 AND request = ?2";

inline constexpr std::string_view kAddAudit =
    "INSERT INTO audit (at, who, what, about, detail) VALUES (?1, ?2, ?3, ?4, ?5)";
inline constexpr std::string_view kReadAudit =
    "SELECT at, who, what, about, detail FROM audit ORDER BY id DESC LIMIT ?1";

}  // namespace tappay::backend::register_sql
