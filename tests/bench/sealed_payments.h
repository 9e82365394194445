#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backend/enrolment/authorities.h"
#include "backend/support/installation.h"

namespace tappay::bench {

// Makes a new terminal of a chip of software: enrolled, with a master key, signed on to the back
// end at `port`, which runs "enrolling.json". Its payments in the order in which it has to send
// them. Throws what went wrong.
std::vector<std::string> sealedPayments(const test::Installation& installation,
                                        const test::Authorities& authorities, std::uint16_t port,
                                        const std::string& terminalId, std::size_t count);

}  // namespace tappay::bench
