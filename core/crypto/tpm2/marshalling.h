#pragma once

#include <cstdint>

#include "base/bytes.h"

// How TPM 2.0 writes its structures: big-endian numbers, and sized buffers (TPM2B) of 16 bits of
// length and contents (Trusted Platform Module Library, part 2, 10.4). For this folder only.
namespace tappay::crypto::tpm2 {

// Reads what others sent. Once something did not fit, everything reads as nothing and finished() is
// false.
class Reader {
public:
    explicit Reader(ByteView from) : m_rest(from) {}

    std::uint64_t number(std::size_t octets);
    ByteView take(std::size_t octets);
    // A sized buffer of at most `longest` octets.
    ByteView sized(std::size_t longest);
    // What follows are exactly these octets.
    void expect(ByteView octets);

    // All of it was read, and all of it fitted.
    [[nodiscard]] bool finished() const { return m_good && m_rest.empty(); }

private:
    ByteView m_rest;
    bool m_good = true;
};

void putNumber(Bytes& to, std::size_t octets, std::uint64_t value);
void putSized(Bytes& to, ByteView contents);

}  // namespace tappay::crypto::tpm2
