#pragma once

#include <chrono>
#include <string>

#include "chip/chip.h"

namespace tappay::chip::tpm {

// Whether what is secret travels enciphered between this process and the chip.
enum class Cover : std::uint8_t {
    ByBus,   // yes for a device (the chip is on a bus of the mainboard), no for a private socket
    Always,  // also through the socket
};

struct Settings {
    // The chip's place, as the TPM Software Stack writes it: "device:/dev/tpmrm0", "tbs" (Windows),
    // "swtpm:path=/run/.../socket".
    std::string transport;
    Form form = Form::Tpm;
    Cover cover = Cover::ByBus;
    // How long a call waits for a chip that went away to come back.
    std::chrono::milliseconds patience{3000};
    // How long one command may take before the chip counts as gone; private sockets only, the
    // drivers have their own limits.
    std::chrono::milliseconds answerTime{10000};
};

}  // namespace tappay::chip::tpm
