#pragma once

#include "chip/tpm/connection.h"

// Master keys in their rings of places (places.h).
namespace tappay::chip::tpm {

Result<void> importKey(Connection& connection, Slot slot, const crypto::tpm2::WrappedKey& key);
Result<SecretBytes> deriveFrom(Connection& connection, Slot slot, ByteView context);
Result<void> forgetSlot(Connection& connection, Slot slot);
Result<bool> slotHolds(Connection& connection, Slot slot);
// Ends what an import that was cut has left: the newer key stays.
Result<void> tidySlots(Connection& connection);

}  // namespace tappay::chip::tpm
