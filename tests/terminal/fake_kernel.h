#pragma once

#include <functional>

#include "emv/contactless/kernel.h"

// Kernels whose course a test writes down. They take the place of emv::run and
// emv::contactless::run when fake_kernel.cpp is linked into a test program.
namespace tappay::terminal::testing {

// The course of emv::run in this test program.
using Course = std::function<emv::Outcome(const emv::Transaction&, emv::Surroundings&)>;
Course& kernelCourse();

// The same for cards that are tapped; `torn` is what the sale hands over of the run before.
using Torn = std::shared_ptr<const emv::contactless::Torn>;
using TapCourse =
    std::function<emv::Outcome(const emv::Transaction&, emv::Surroundings&, const Torn& torn)>;
TapCourse& tapCourse();
// Whether pre-processing lets a card be tapped.
bool& mayBeTapped();
Torn newTorn();

// What a well-behaved tapped card and kernel do: read, let it go, ask the host.
emv::Outcome goodTap(const emv::Transaction& transaction, emv::Surroundings& world, const Torn&);
// A tap that did not last: nothing was paid, or with `torn` it may have been.
emv::Outcome tooShort(const Torn& torn = nullptr);

// What a well-behaved card and kernel do: read, ask the host, finish as the host says.
emv::Outcome goodCard(const emv::Transaction& transaction, emv::Surroundings& world);
emv::HostRequest hostRequest(const emv::Transaction& transaction, bool pinEntered = false);
emv::Outcome outcomeOf(emv::Decision decision);

}  // namespace tappay::terminal::testing
