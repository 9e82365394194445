#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QCborStreamReader>
#include <string>

#include "base/bytes.h"

namespace tappay::protocol {

// The members of a CBOR map with the keys 1, 2, 3, ... in this order. The first thing that is wrong
// is what end() says; what is read after it means nothing.
class ConfirmationReader {
public:
    ConfirmationReader(ByteView octets, std::size_t members);

    std::string text();
    Bytes octets();
    // 0 to `most`.
    std::int64_t number(std::int64_t most);
    void refuse(const char* what);
    // InputMalformed also when the map has not ended.
    Result<void> end();

private:
    bool key();

    QByteArray m_octets;
    QCborStreamReader m_reader;
    quint64 m_key = 0;
    const char* m_wrong = nullptr;
};

}  // namespace tappay::protocol
