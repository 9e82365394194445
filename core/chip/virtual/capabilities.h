#pragma once

#include "chip/tpm/connection.h"
#include "chip/virtual/request.h"

namespace tappay::chip::virtual_element {

// Asks the element for each algorithm with its size (TPM2_TestParms; digests: TPM2_Hash).
// NotConfigured names the first one it does not offer.
Result<void> checkOffers(tpm::Connection& connection, const std::vector<Algorithm>& algorithms);

}  // namespace tappay::chip::virtual_element
