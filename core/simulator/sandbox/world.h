#pragma once

#include "base/random.h"
#include "base/result.h"
#include "simulator/sandbox/authorities.h"
#include "simulator/sandbox/back_end_operator.h"
#include "simulator/sandbox/layout.h"
#include "simulator/sandbox/options.h"

// The files of a sandbox: keys, certificates and configurations, everything but the terminal's
// chip.
// Failures: StorageFull or NotConfigured with the file, CryptoFailed.
namespace tappay::simulator::sandbox {

// sim/, tappayd/chip/, backend/, device/, shop/ and logs/, mode 0700.
Result<void> makeDirectories(const Layout& layout);
// Fresh keys in their places, mode 0600.
Result<void> writeKeys(const Layout& layout, const Authorities& authorities, Random& random);
// The configurations of tappayd, tappay-backend, the network and the demo shop.
Result<void> writeConfigurations(const Layout& layout, const Ports& ports, const Options& options);
// What the shop was given by the operator.
Result<void> writeShopKeys(const Layout& layout, const ShopKeys& keys);

}  // namespace tappay::simulator::sandbox
