#pragma once

#include <optional>

#include "backend/orders/shop.h"
#include "store/database.h"

namespace tappay::backend {

// The shops among the records: inside the writer's transaction, failures as in store/database.h.
class ShopRecords {
public:
    explicit ShopRecords(store::Database& database) : m_database(database) {}

    Result<std::optional<Shop>> find(const std::string& merchantId);
    // The shop whose API key has this hash, compared in constant time.
    Result<std::optional<Shop>> byKey(ByteView keyHash);
    Result<std::vector<Shop>> all();
    // A new one, or everything that is said of a known one but when it was made.
    Result<void> store(const Shop& shop);

private:
    store::Database& m_database;
};

}  // namespace tappay::backend
