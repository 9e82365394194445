#pragma once

#include "chip/chip.h"

namespace tappay::chip {

// As the configuration, the protocol and the local API call it.
constexpr const char* nameOf(Form form) {
    switch (form) {
        case Form::Tpm:
            return "tpm";
        case Form::Virtual:
            return "virtual";
        case Form::Software:
            break;
    }
    return "software";
}

}  // namespace tappay::chip
