#pragma once

#include "base/result.h"

struct sqlite3;

namespace tappay::store {

// The failure for a result code of SQLite; `database` may be null.
std::unexpected<Failure> sqliteFailure(sqlite3* database, int status);

}  // namespace tappay::store
