#pragma once

#include <tss2/tss2_common.h>

#include "base/failure.h"

// What a code of the chip or of the library under it means for us.
namespace tappay::chip::tpm {

enum class Trouble : std::uint8_t {
    None,
    Again,      // busy for a moment: the same command will do
    NoRoom,     // its few places for loaded objects or sessions are taken
    Gone,       // no answer: the process, driver or connection ended
    Stale,      // a handle or session we remember is no more, or never was
    Overtaken,  // another client has made the same a moment ago
    Refused,    // it does not accept what it was given
    Unusable,   // locked out, failed its self-test, out of memory
};

Trouble troubleOf(TSS2_RC code);
// `command` is its name in the specification; the detail holds it and the code in hexadecimal.
Failure failureOf(const char* command, TSS2_RC code);

}  // namespace tappay::chip::tpm
