#pragma once

#include <array>
#include <cstdint>
#include <string_view>

// The schema of the key store, and what is asked of it.
namespace tappay::backend::keys {

// As a row holds a version, a purpose or a standing.
std::int64_t number(auto value) {
    return static_cast<std::int64_t>(value);
}

inline constexpr std::array<std::string_view, 3> kSchema = {R"(
CREATE TABLE keys (
    id INTEGER PRIMARY KEY,
    purpose INTEGER NOT NULL,
    algorithm INTEGER NOT NULL,
    octets INTEGER NOT NULL,
    wrapped BLOB NOT NULL,
    check_value BLOB NOT NULL
);
CREATE TABLE master_keys (
    terminal TEXT NOT NULL,
    version INTEGER NOT NULL,
    standing INTEGER NOT NULL,
    check_value BLOB NOT NULL,
    key INTEGER REFERENCES keys (id),
    PRIMARY KEY (terminal, version)
) WITHOUT ROWID;
CREATE TABLE sign_ons (
    id INTEGER PRIMARY KEY,
    session TEXT NOT NULL UNIQUE,
    terminal TEXT NOT NULL,
    key_version INTEGER NOT NULL,
    pin INTEGER NOT NULL REFERENCES keys (id),
    process INTEGER NOT NULL REFERENCES keys (id),
    expires INTEGER NOT NULL
);
CREATE INDEX sign_ons_of_terminal ON sign_ons (terminal, id);
CREATE TABLE sealings (
    sign_on INTEGER NOT NULL REFERENCES sign_ons (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    payment TEXT NOT NULL,
    PRIMARY KEY (sign_on, number)
) WITHOUT ROWID;
CREATE TABLE network_keys (
    terminal TEXT NOT NULL,
    purpose INTEGER NOT NULL,
    key INTEGER NOT NULL REFERENCES keys (id),
    PRIMARY KEY (terminal, purpose)
) WITHOUT ROWID;
-- A value goes with the last row that points to it; the database overwrites what it deletes.
CREATE TRIGGER master_key_replaced AFTER UPDATE OF key ON master_keys WHEN NEW.key IS NULL
    BEGIN DELETE FROM keys WHERE id = OLD.key; END;
CREATE TRIGGER sign_on_forgotten AFTER DELETE ON sign_ons
    BEGIN DELETE FROM keys WHERE id IN (OLD.pin, OLD.process); END;
CREATE TRIGGER network_key_replaced AFTER DELETE ON network_keys
    BEGIN DELETE FROM keys WHERE id = OLD.key; END;
)",
                                                            // Ages count from this step where
                                                            // nobody noted them.
                                                            R"(
ALTER TABLE master_keys ADD COLUMN acknowledged INTEGER;
ALTER TABLE master_keys ADD COLUMN renewal INTEGER;
UPDATE master_keys SET acknowledged = CAST(strftime('%s', 'now') AS INTEGER) * 1000
    WHERE standing IN (2, 3);
)",
                                                            // AES DUKPT; empty without.
                                                            R"(
ALTER TABLE sign_ons ADD COLUMN initial_key_id BLOB NOT NULL DEFAULT x'';
ALTER TABLE sealings ADD COLUMN pin_key_serial BLOB NOT NULL DEFAULT x'';
CREATE INDEX sealed_pins ON sealings (sign_on, pin_key_serial) WHERE pin_key_serial != x'';
)"};

inline constexpr std::string_view kInsertKey =
    "INSERT INTO keys (purpose, algorithm, octets, wrapped, check_value) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
inline constexpr std::string_view kReadKey =
    "SELECT purpose, algorithm, octets, wrapped, check_value FROM keys WHERE id = ?1";
inline constexpr std::string_view kInsertMaster =
    "INSERT INTO master_keys (terminal, version, standing, check_value, key) "
    "SELECT ?1, COALESCE(MAX(version), 0) + 1, ?2, ?3, ?4 FROM master_keys WHERE terminal = ?1 "
    "RETURNING version";
inline constexpr std::string_view kMasters =
    "SELECT version, standing, check_value, key, acknowledged, renewal FROM master_keys "
    "WHERE terminal = ?1 ORDER BY version";
inline constexpr std::string_view kAcknowledge =
    "UPDATE master_keys SET standing = ?3, acknowledged = ?4 WHERE terminal = ?1 AND version = ?2";
inline constexpr std::string_view kWantRenewal =
    "UPDATE master_keys SET renewal = ?2 WHERE terminal = ?1 AND standing IN (?3, ?4)";
inline constexpr std::string_view kSetStanding =
    "UPDATE master_keys SET standing = ?3 WHERE terminal = ?1 AND version = ?2";
// Everything before a version that has this standing; 0 for any.
inline constexpr std::string_view kReplaceMasters =
    "UPDATE master_keys SET standing = ?3, key = NULL "
    "WHERE terminal = ?1 AND version < ?2 AND (standing = ?4 OR ?4 = 0) AND key IS NOT NULL";

inline constexpr std::string_view kInsertSignOn =
    "INSERT INTO sign_ons (session, terminal, key_version, pin, process, expires, initial_key_id) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
inline constexpr std::string_view kSignOn =
    "SELECT id, terminal, key_version, pin, process, expires, initial_key_id FROM sign_ons "
    "WHERE session = ?1";
// All but the newest.
inline constexpr std::string_view kForgetSignOns =
    "DELETE FROM sign_ons WHERE terminal = ?1 AND id < "
    "(SELECT MAX(id) FROM sign_ons WHERE terminal = ?1)";
inline constexpr std::string_view kLastSealing =
    "SELECT MAX(number) FROM sealings WHERE sign_on = ?1";
inline constexpr std::string_view kSameSealing =
    "SELECT 1 FROM sealings "
    "WHERE sign_on = ?1 AND number = ?2 AND payment = ?3 AND pin_key_serial = ?4";
// As the index is made.
inline constexpr std::string_view kLastPin =
    "SELECT MAX(pin_key_serial) FROM sealings WHERE sign_on = ?1 AND pin_key_serial != x''";
inline constexpr std::string_view kSamePin =
    "SELECT 1 FROM sealings "
    "WHERE sign_on = ?1 AND payment = ?2 AND pin_key_serial = ?3 AND pin_key_serial != x''";
inline constexpr std::string_view kInsertSealing =
    "INSERT INTO sealings (sign_on, number, payment, pin_key_serial) VALUES (?1, ?2, ?3, ?4)";

inline constexpr std::string_view kForgetNetworkKeys =
    "DELETE FROM network_keys WHERE terminal = ?1 AND (purpose = ?2) = ?3";
inline constexpr std::string_view kInsertNetworkKey =
    "INSERT INTO network_keys (terminal, purpose, key) VALUES (?1, ?2, ?3)";
inline constexpr std::string_view kWorkingKeys =
    "SELECT terminal, key FROM network_keys WHERE purpose != ?1";
inline constexpr std::string_view kNetworkKey =
    "SELECT key FROM network_keys WHERE terminal = ?1 AND purpose = ?2";

}  // namespace tappay::backend::keys
