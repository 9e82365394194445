#include "iso8583/message.h"

namespace tappay::iso8583 {

void Message::set(int field, std::string value) {
    m_fields[field] = toBytes(value);
}

void Message::setBinary(int field, Bytes value) {
    m_fields[field] = std::move(value);
}

void Message::remove(int field) {
    m_fields.erase(field);
}

bool Message::has(int field) const {
    return m_fields.contains(field);
}

std::string Message::text(int field) const {
    return toText(binary(field));
}

ByteView Message::binary(int field) const {
    const auto found = m_fields.find(field);
    return found == m_fields.end() ? ByteView() : ByteView(found->second);
}

}  // namespace tappay::iso8583
