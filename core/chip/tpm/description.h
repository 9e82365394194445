#pragma once

#include "chip/tpm/connection.h"

namespace tappay::chip::tpm {

Result<Description> describeChip(Connection& connection);

}  // namespace tappay::chip::tpm
