#pragma once

#include <functional>

#include "emv/kernel.h"

// A kernel whose course a test writes down. It takes the place of emv::run when fake_kernel.cpp is
// linked into a test program.
namespace tappay::terminal::testing {

// The course of emv::run in this test program.
using Course = std::function<emv::Outcome(const emv::Transaction&, emv::Surroundings&)>;
Course& kernelCourse();

// What a well-behaved card and kernel do: read, ask the host, finish as the host says.
emv::Outcome goodCard(const emv::Transaction& transaction, emv::Surroundings& world);
emv::HostRequest hostRequest(const emv::Transaction& transaction, bool pinEntered = false);
emv::Outcome outcomeOf(emv::Decision decision);

}  // namespace tappay::terminal::testing
