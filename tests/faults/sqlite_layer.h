#pragma once

namespace tappay::faults {

// Puts the disks of this program's runs under every SQLite connection it opens from now on.
void installSqliteLayer();

}  // namespace tappay::faults
