#include "protocol/confirmation_reader.h"

namespace tappay::protocol {

ConfirmationReader::ConfirmationReader(ByteView octets, std::size_t members)
    : m_octets(reinterpret_cast<const char*>(octets.data()), static_cast<qsizetype>(octets.size())),
      m_reader(m_octets) {
    if (!m_reader.isMap() || !m_reader.isLengthKnown() || m_reader.length() != members ||
        !m_reader.enterContainer())
        refuse("not such a map");
}

void ConfirmationReader::refuse(const char* what) {
    if (m_wrong == nullptr) m_wrong = what;
}

bool ConfirmationReader::key() {
    ++m_key;
    if (m_wrong == nullptr &&
        !(m_reader.isUnsignedInteger() && m_reader.toUnsignedInteger() == m_key && m_reader.next()))
        refuse("key");
    return m_wrong == nullptr;
}

std::string ConfirmationReader::text() {
    if (!key()) return {};
    if (!m_reader.isString() || !m_reader.isLengthKnown()) {
        refuse("text expected");
        return {};
    }
    const auto part = m_reader.readString();
    if (part.status != QCborStreamReader::Ok ||
        m_reader.readString().status != QCborStreamReader::EndOfString)
        refuse("text");
    return part.data.toStdString();
}

Bytes ConfirmationReader::octets() {
    if (!key()) return {};
    if (!m_reader.isByteArray() || !m_reader.isLengthKnown()) {
        refuse("octets expected");
        return {};
    }
    const auto part = m_reader.readByteArray();
    if (part.status != QCborStreamReader::Ok ||
        m_reader.readByteArray().status != QCborStreamReader::EndOfString)
        refuse("octets");
    return {part.data.begin(), part.data.end()};
}

std::int64_t ConfirmationReader::number(std::int64_t most) {
    if (!key()) return 0;
    if (!m_reader.isUnsignedInteger() ||
        m_reader.toUnsignedInteger() > static_cast<quint64>(most)) {
        refuse("number");
        return 0;
    }
    const auto value = static_cast<std::int64_t>(m_reader.toUnsignedInteger());
    if (!m_reader.next()) refuse("number");
    return value;
}

Result<void> ConfirmationReader::end() {
    if (m_wrong == nullptr && (m_reader.hasNext() || !m_reader.leaveContainer())) refuse("members");
    if (m_wrong != nullptr) return fail(FailureCode::InputMalformed, m_wrong);
    return {};
}

}  // namespace tappay::protocol
