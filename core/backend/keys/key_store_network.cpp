// The rows of the card network's keys.
#include "backend/keys/key_store.h"
#include "backend/keys/key_store_sql.h"

namespace tappay::backend::keys {

Result<void> KeyStore::insertNetworkKey(const std::string& terminalId, const KeyHandle& key) {
    TAPPAY_TRY(id, insertKey(key));
    TAPPAY_TRY(insert, m_database.prepare(kInsertNetworkKey));
    return insert.bind(1, terminalId).bind(2, number(key.purpose)).bind(3, id).run();
}

Result<void> KeyStore::setWorkingKeys(const std::string& terminalId,
                                      const std::vector<KeyHandle>& keys) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    TAPPAY_TRY(forget, m_database.prepare(kForgetNetworkKeys));
    TAPPAY_CHECK(
        forget.bind(1, terminalId).bind(2, number(KeyPurpose::NetworkMaster)).bind(3, 0).run());
    for (const auto& key : keys)
        TAPPAY_CHECK(insertNetworkKey(terminalId, key));
    return transaction.commit();
}

Result<void> KeyStore::setNetworkMaster(const std::string& terminalId, const KeyHandle& key) {
    TAPPAY_TRY(transaction, store::Transaction::begin(m_database));
    TAPPAY_TRY(forget, m_database.prepare(kForgetNetworkKeys));
    TAPPAY_CHECK(
        forget.bind(1, terminalId).bind(2, number(KeyPurpose::NetworkMaster)).bind(3, 1).run());
    TAPPAY_CHECK(insertNetworkKey(terminalId, key));
    return transaction.commit();
}

Result<std::map<std::string, std::vector<KeyHandle>>> KeyStore::workingKeys() {
    TAPPAY_TRY(row, m_database.prepare(kWorkingKeys));
    row.bind(1, number(KeyPurpose::NetworkMaster));
    std::map<std::string, std::vector<KeyHandle>> all;
    for (;;) {
        TAPPAY_TRY(more, row.step());
        if (!more) return all;
        TAPPAY_TRY(key, readKey(row.integer(1)));
        all[row.text(0)].push_back(std::move(key));
    }
}

Result<KeyHandle> KeyStore::networkKey(const std::string& terminalId, KeyPurpose purpose) {
    TAPPAY_TRY(row, m_database.prepare(kNetworkKey));
    TAPPAY_TRY(found, row.bind(1, terminalId).bind(2, number(purpose)).step());
    if (!found)
        return fail(FailureCode::KeyUnavailable,
                    "no " + std::string(nameOf(purpose)) + " key of the network");
    return readKey(row.integer(0));
}

}  // namespace tappay::backend::keys
