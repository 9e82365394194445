#include "emv/data_store.h"

#include "base/secret.h"

namespace tappay::emv {

DataStore::~DataStore() {
    clear();
}

void DataStore::set(tlv::Tag tag, ByteView value) {
    Bytes& stored = m_values[tag];
    Bytes fresh(value.begin(), value.end());
    wipe(stored);
    stored = std::move(fresh);
}

void DataStore::clear() {
    for (auto& [tag, value] : m_values)
        wipe(value);
    m_values.clear();
}

std::optional<ByteView> DataStore::find(tlv::Tag tag) const {
    const auto found = m_values.find(tag);
    if (found == m_values.end()) return std::nullopt;
    return ByteView(found->second);
}

Bytes DataStore::get(tlv::Tag tag) const {
    const auto found = m_values.find(tag);
    return found == m_values.end() ? Bytes{} : found->second;
}

}  // namespace tappay::emv
