#pragma once

#include "chip/tpm/connection.h"

// What the chip states about itself, signed by the attestation key; and its counter.
namespace tappay::chip::tpm {

Result<crypto::tpm2::Statement> certifyKey(Connection& connection, crypto::tpm2::Role role,
                                           ByteView nonce);
Result<crypto::tpm2::Statement> certifyCounter(Connection& connection, ByteView nonce);
Result<crypto::tpm2::Statement> quotePlatform(Connection& connection, ByteView nonce);

// Makes the counter if it is missing; a new one begins above every counter the chip ever had.
Result<std::uint64_t> addToCounter(Connection& connection);

}  // namespace tappay::chip::tpm
