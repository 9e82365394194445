#include "backend/orders/shop_records.h"

#include <sstream>

#include "store/rows.h"

namespace tappay::backend {

namespace {

#define TAPPAY_SHOP "merchant, name, origins, webhook, key_hash, secret, created"
constexpr std::string_view kFind = "SELECT " TAPPAY_SHOP " FROM shops WHERE merchant = ?1";
constexpr std::string_view kByKey = "SELECT " TAPPAY_SHOP " FROM shops WHERE key_prefix = ?1";
constexpr std::string_view kAll = "SELECT " TAPPAY_SHOP " FROM shops ORDER BY merchant";
constexpr std::string_view kStore =
    "INSERT INTO shops (" TAPPAY_SHOP
    ", key_prefix) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
    "ON CONFLICT (merchant) DO UPDATE SET name = ?2, origins = ?3, webhook = ?4, key_hash = ?5, "
    "secret = ?6, key_prefix = ?8";
#undef TAPPAY_SHOP

// So few octets that how long the search for them takes tells nothing of the rest.
constexpr std::size_t kPrefix = 3;

std::int64_t prefixOf(ByteView hash) {
    std::int64_t prefix = 0;
    for (const auto octet : hash.first(kPrefix))
        prefix = prefix << 8 | octet;
    return prefix;
}

Shop readShop(const store::Statement& row) {
    Shop shop{row.text(0), row.text(1), {}, row.text(3), row.blob(4), row.blob(5), row.integer(6)};
    std::istringstream origins(row.text(2));
    for (std::string origin; std::getline(origins, origin);)
        shop.origins.push_back(origin);
    return shop;
}

}  // namespace

Result<std::optional<Shop>> ShopRecords::find(const std::string& merchantId) {
    TAPPAY_TRY(row, m_database.prepare(kFind));
    return store::firstRow(row.bind(1, merchantId), readShop);
}

Result<std::optional<Shop>> ShopRecords::byKey(ByteView keyHash) {
    TAPPAY_TRY(rows, m_database.prepare(kByKey));
    TAPPAY_TRY(shops, store::allRows(rows.bind(1, prefixOf(keyHash)), readShop));
    std::optional<Shop> found;
    for (auto& shop : shops)
        if (equalConstantTime(shop.keyHash, keyHash)) found = std::move(shop);
    return found;
}

Result<std::vector<Shop>> ShopRecords::all() {
    TAPPAY_TRY(rows, m_database.prepare(kAll));
    return store::allRows(rows, readShop);
}

Result<void> ShopRecords::store(const Shop& shop) {
    std::string origins;
    for (const auto& origin : shop.origins)
        origins += origin + "\n";
    TAPPAY_TRY(row, m_database.prepare(kStore));
    return row.bind(1, shop.merchantId)
        .bind(2, shop.name)
        .bind(3, origins)
        .bind(4, shop.webhook)
        .bind(5, shop.keyHash)
        .bind(6, shop.sealedSecret)
        .bind(7, shop.created)
        .bind(8, prefixOf(shop.keyHash))
        .run();
}

}  // namespace tappay::backend
