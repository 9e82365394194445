#pragma once

#include <string_view>

// What is asked of the accounts among the records.
namespace tappay::backend::cardholder_sql {

#define TAPPAY_ACCOUNT "a.id, a.uuid, a.since, a.payment_limit, a.day_limit, a.currency"
inline constexpr std::string_view kInsertAccount =
    "INSERT INTO cardholders (uuid, since, currency) VALUES (?1, ?2, ?3)";
inline constexpr std::string_view kLoadAccount =
    "SELECT " TAPPAY_ACCOUNT " FROM cardholders a WHERE a.id = ?1";
inline constexpr std::string_view kOfDevice =
    "SELECT " TAPPAY_ACCOUNT
    " FROM cardholders a JOIN cardholder_devices d ON d.account = a.id WHERE d.key_id = ?1";
#undef TAPPAY_ACCOUNT
inline constexpr std::string_view kSetLimits =
    "UPDATE cardholders SET payment_limit = ?2, day_limit = ?3, currency = ?4 WHERE id = ?1";
inline constexpr std::string_view kEraseAccount = "DELETE FROM cardholders WHERE id = ?1";

#define TAPPAY_CARD "id, account, uuid, pan_hash, pan_masked, label, since, until"
inline constexpr std::string_view kCards =
    "SELECT " TAPPAY_CARD
    " FROM cardholder_cards WHERE account = ?1 ORDER BY until IS NOT NULL, until DESC, id";
inline constexpr std::string_view kCard =
    "SELECT " TAPPAY_CARD " FROM cardholder_cards WHERE account = ?1 AND uuid = ?2";
inline constexpr std::string_view kBoundCard =
    "SELECT " TAPPAY_CARD " FROM cardholder_cards WHERE pan_hash = ?1";
#undef TAPPAY_CARD
inline constexpr std::string_view kInsertCard =
    "INSERT INTO cardholder_cards (account, uuid, pan_hash, pan_masked, label, since) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
inline constexpr std::string_view kUnbindCard =
    "UPDATE cardholder_cards SET pan_hash = NULL, kept = NULL, until = ?2 WHERE id = ?1";
inline constexpr std::string_view kKeepCard =
    "UPDATE cardholder_cards SET kept = ?2 WHERE pan_hash = ?1";
inline constexpr std::string_view kKeptCard = "SELECT kept FROM cardholder_cards WHERE id = ?1";
// Of the cards that were unbound the oldest go.
inline constexpr std::string_view kShortenHistory =
    "DELETE FROM cardholder_cards WHERE account = ?1 AND until IS NOT NULL AND id NOT IN "
    "(SELECT id FROM cardholder_cards WHERE account = ?1 AND until IS NOT NULL "
    "ORDER BY until DESC LIMIT ?2)";
inline constexpr std::string_view kForgetPaymentsOfCard =
    "DELETE FROM cardholder_payments WHERE card = ?1";

inline constexpr std::string_view kDevices =
    "SELECT id, account, uuid, key_id, terminal, since, last_seen FROM cardholder_devices "
    "WHERE account = ?1 ORDER BY id";
inline constexpr std::string_view kReplaceDevice =
    "DELETE FROM cardholder_devices WHERE terminal = ?1";
inline constexpr std::string_view kInsertDevice =
    "INSERT INTO cardholder_devices (account, uuid, key_id, terminal, since, last_seen) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?5)";
inline constexpr std::string_view kEraseDevice = "DELETE FROM cardholder_devices WHERE id = ?1";
inline constexpr std::string_view kSeen =
    "UPDATE cardholder_devices SET last_seen = ?2 WHERE key_id = ?1";

inline constexpr std::string_view kNotices =
    "SELECT at, what, detail FROM cardholder_notices WHERE account = ?1 ORDER BY id DESC LIMIT ?2";
inline constexpr std::string_view kNote =
    "INSERT INTO cardholder_notices (account, at, what, detail, about) "
    "VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
inline constexpr std::string_view kShortenNotices =
    "DELETE FROM cardholder_notices WHERE account = ?1 AND id NOT IN "
    "(SELECT id FROM cardholder_notices WHERE account = ?1 ORDER BY id DESC LIMIT ?2)";

// Payments with an account's cards.
inline constexpr std::string_view kAddPayment =
    "INSERT INTO cardholder_payments (payment, account, card) VALUES (?1, ?2, ?3)";
inline constexpr std::string_view kPaymentOf =
    "SELECT account FROM cardholder_payments WHERE payment = ?1";
inline constexpr std::string_view kNotedAbout =
    "SELECT 1 FROM cardholder_notices WHERE account = ?1 AND what = ?2 AND about = ?3";
// An order has the payment that pays it, and lets go of one that was declined or undone. What was
// paid without the card (entry mode 012) and pays no order is a transfer: while it is running,
// done, or not yet taken back.
inline constexpr std::string_view kSpent =
    "SELECT COALESCE(SUM(p.amount), 0) FROM cardholder_payments c "
    "JOIN payments p ON p.id = c.payment LEFT JOIN orders o ON o.payment = p.id "
    "WHERE c.account = ?1 AND p.created > ?2 AND p.currency = ?3 "
    "AND (o.id IS NOT NULL OR (p.entry_mode = '012' AND p.state IN (0, 1, 3)))";
inline constexpr std::string_view kExported =
    "SELECT p.created, p.amount, p.currency, p.merchant, p.pan_masked, p.state "
    "FROM cardholder_payments c JOIN payments p ON p.id = c.payment WHERE c.account = ?1 "
    "ORDER BY p.id DESC LIMIT ?2";

}  // namespace tappay::backend::cardholder_sql
