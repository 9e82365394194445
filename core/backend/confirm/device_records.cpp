#include "backend/confirm/device_records.h"

#include "store/rows.h"

namespace tappay::backend {

namespace {

#define TAPPAY_DEVICE                                                                    \
    "SELECT id, uuid, account, merchant, name, form, certificate, standing, since FROM " \
    "security_devices WHERE "
constexpr std::string_view kFind = TAPPAY_DEVICE "uuid = ?1";
constexpr std::string_view kOf = TAPPAY_DEVICE "account IS ?1 AND merchant = ?2 ORDER BY id";
#undef TAPPAY_DEVICE
constexpr std::string_view kInsert =
    "INSERT INTO security_devices (uuid, account, merchant, name, form, certificate, standing, "
    "since) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr std::string_view kShorten =
    "DELETE FROM security_devices WHERE id IN (SELECT id FROM security_devices WHERE account IS ?1 "
    "AND merchant = ?2 AND standing = ?3 ORDER BY id DESC LIMIT -1 OFFSET ?4)";
constexpr std::string_view kSetStanding = "UPDATE security_devices SET standing = ?2 WHERE id = ?1";

constexpr std::int64_t kMostOffered = 5, kMostRevoked = 30;

DeviceRow readDevice(const store::Statement& row) {
    return {row.integer(0),
            row.text(1),
            readHolder(row, 2),
            row.text(4),
            static_cast<protocol::DeviceForm>(row.integer(5)),
            row.blob(6),
            static_cast<protocol::DeviceStanding>(row.integer(7)),
            row.integer(8)};
}

}  // namespace

Result<void> DeviceRecords::insert(DeviceRow& device) {
    TAPPAY_TRY(row, m_database.prepare(kInsert));
    bindHolder(row, 2, device.holder);
    TAPPAY_CHECK(row.bind(1, device.id)
                     .bind(4, device.name)
                     .bind(5, static_cast<std::int64_t>(device.form))
                     .bind(6, device.certificate)
                     .bind(7, static_cast<std::int64_t>(device.standing))
                     .bind(8, device.since)
                     .run());
    device.row = m_database.lastInsertId();
    using enum protocol::DeviceStanding;
    for (const auto& [standing, most] :
         {std::pair(Offered, kMostOffered), std::pair(Revoked, kMostRevoked)}) {
        TAPPAY_TRY(old, m_database.prepare(kShorten));
        bindHolder(old, 1, device.holder);
        TAPPAY_CHECK(old.bind(3, static_cast<std::int64_t>(standing)).bind(4, most).run());
    }
    return {};
}

Result<std::optional<DeviceRow>> DeviceRecords::find(const std::string& id) {
    TAPPAY_TRY(row, m_database.prepare(kFind));
    return store::firstRow(row.bind(1, id), readDevice);
}

Result<std::vector<DeviceRow>> DeviceRecords::of(const Holder& holder) {
    TAPPAY_TRY(rows, m_database.prepare(kOf));
    bindHolder(rows, 1, holder);
    return store::allRows(rows, readDevice);
}

Result<void> DeviceRecords::setStanding(const DeviceRow& device) {
    TAPPAY_TRY(row, m_database.prepare(kSetStanding));
    return row.bind(1, device.row).bind(2, static_cast<std::int64_t>(device.standing)).run();
}

}  // namespace tappay::backend
