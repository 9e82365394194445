#pragma once

#include <functional>

#include "chip/tpm/connection.h"

// What is put into a chip once, before anybody relies on it.
namespace tappay::chip::tpm {

// The back end's certificate: written and locked against writing. A chip that has one already keeps
// it; PermissionDenied when that is another one.
Result<void> writeAuthority(Connection& connection, ByteView certificate);

// What a maker adds to a default key.
struct Papers {
    std::vector<Bytes> certificates;  // DER, that of the key first
    Bytes authority;                  // DER: the back end's certification authority
};
using Maker = std::function<Result<Papers>(const crypto::tpm2::PublicArea& key)>;

// Makes the default key of a virtual chip (P-256, template L-2), keeps it and its papers. Whatever
// is there already stays; what was cut in between is done again.
Result<void> manufacture(Connection& connection, const Maker& maker);

}  // namespace tappay::chip::tpm
