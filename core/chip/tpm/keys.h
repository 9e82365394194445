#pragma once

#include "chip/tpm/connection.h"

// The terminal's own keys: primary keys of the owner's hierarchy. Their template's unique field is
// drawn at random and thrown away, so that a key that was removed can't be made a second time.
namespace tappay::chip::tpm {

// Makes those that are missing, one after the other; each is there or not, whenever it is cut.
Result<Keys> makeKeys(Connection& connection);
// Removes them and all master keys.
Result<void> clearKeys(Connection& connection);

Result<crypto::tpm2::PublicArea> keyAt(Connection& connection, crypto::tpm2::Role role);
// ES256 by the identity key.
Result<Bytes> signMessage(Connection& connection, ByteView message);

}  // namespace tappay::chip::tpm
