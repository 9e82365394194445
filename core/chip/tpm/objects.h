#pragma once

#include "chip/tpm/connection.h"

// Loaded and persistent objects.
namespace tappay::chip::tpm {

// A primary key of `hierarchy` (ESYS_TR_RH_OWNER, ...), loaded.
Result<Transient> createPrimary(Connection& connection, ESYS_TR hierarchy,
                                const TPM2B_PUBLIC& area);

// Fills the unique field of an EC template, from which a primary key is derived, at random.
Result<void> drawUnique(Connection& connection, TPM2B_PUBLIC& area);

// Loads an object that was made or imported under the storage key.
Result<Transient> loadUnder(Connection& connection, ESYS_TR storage, const TPM2B_PRIVATE& secret,
                            const TPM2B_PUBLIC& area);

// Puts a loaded object at a persistent place.
Result<void> keep(Connection& connection, const Transient& object, TPM2_HANDLE place);
// Takes what is at this place out of the chip; nothing to do when nothing is there.
Result<void> remove(Connection& connection, TPM2_HANDLE place);

// The marshalled public area of what is at this place; asks the chip, not the memory.
Result<Bytes> publicAt(Connection& connection, TPM2_HANDLE place);

}  // namespace tappay::chip::tpm
