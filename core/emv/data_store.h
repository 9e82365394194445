#pragma once

#include <map>
#include <optional>

#include "tlv/tlv.h"

namespace tappay::emv {

// The primitive data objects of one transaction. They hold the card number: every value is wiped
// when it is replaced and when the transaction ends.
class DataStore {
public:
    DataStore() = default;
    DataStore(DataStore&&) = default;
    DataStore& operator=(DataStore&&) = delete;
    DataStore(const DataStore&) = delete;
    DataStore& operator=(const DataStore&) = delete;
    ~DataStore();

    void set(tlv::Tag tag, ByteView value);
    void clear();
    [[nodiscard]] bool has(tlv::Tag tag) const { return m_values.contains(tag); }
    // Valid until that object is set again.
    [[nodiscard]] std::optional<ByteView> find(tlv::Tag tag) const;
    // Empty when absent.
    [[nodiscard]] Bytes get(tlv::Tag tag) const;
    [[nodiscard]] const std::map<tlv::Tag, Bytes>& all() const { return m_values; }

private:
    std::map<tlv::Tag, Bytes> m_values;
};

}  // namespace tappay::emv
