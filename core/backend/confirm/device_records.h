#pragma once

#include "backend/confirm/holder.h"
#include "protocol/security_device.h"

namespace tappay::backend {

// One row: a security device.
struct DeviceRow {
    std::int64_t row = 0;
    std::string id;  // UUIDv7
    Holder holder;
    std::string name;
    protocol::DeviceForm form = protocol::DeviceForm::Piv;
    Bytes certificate;  // DER
    protocol::DeviceStanding standing = protocol::DeviceStanding::Offered;
    std::int64_t since = 0;  // milliseconds since 1970, UTC
};

// The devices among the records: inside the writer's transaction, failures as in store/database.h.
class DeviceRecords {
public:
    explicit DeviceRecords(store::Database& database) : m_database(database) {}

    // Gives it its row. The longest revoked of a holder are forgotten, and offers of before.
    Result<void> insert(DeviceRow& device);
    Result<std::optional<DeviceRow>> find(const std::string& id);
    // Oldest first.
    Result<std::vector<DeviceRow>> of(const Holder& holder);
    Result<void> setStanding(const DeviceRow& device);

private:
    store::Database& m_database;
};

}  // namespace tappay::backend
