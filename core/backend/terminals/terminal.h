#pragma once

#include <cstdint>
#include <string>

#include "base/bytes.h"

namespace tappay::backend {

// The numbers are stored.
enum class TerminalStanding : std::uint8_t {
    Enrolled = 1,
    Suspended = 2,  // by the operator, until it is resumed
    Revoked = 3,    // by the operator, or replaced by a later enrolment
    Cloned = 4,     // its chip's counter went back: there are two of it, or an old state
};

// What the register holds of one enrolment. Times are Unix milliseconds.
struct EnrolledTerminal {
    std::string keyId;          // kid of its messages
    std::string transactionId;  // the unique transaction identifier
    std::string terminalId;
    std::string merchantId;
    TerminalStanding standing = TerminalStanding::Enrolled;
    Bytes identity, storage, attestation;  // TPMT_PUBLIC
    Bytes certificate;                     // DER
    std::int64_t expires = 0;              // of the certificate
    std::uint64_t counter = 0;             // of its chip, as attested last; 0 before
};

}  // namespace tappay::backend
