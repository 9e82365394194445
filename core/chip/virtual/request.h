#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "base/log.h"

namespace tappay::chip::virtual_element {

// What a virtual secure element must offer.
enum class Algorithm : std::uint8_t {
    EcP256,
    EcP384,
    EcSm2,
    Rsa2048,
    Rsa3072,
    Sha256,
    Sha384,
    Sm3,
    Hmac,
    Aes128,
    Aes256,
    Sm4,
};

// What happens to the element's process when it makes a system call it has no business with.
enum class SystemCalls : std::uint8_t {
    Kill,  // it is killed
    Free,  // for kernels without the filter
};

// The request for one. There is no default one: whoever opens a virtual chip has been told to, and
// by what it is weaker than a chip (docs/security.md).
struct Request {
    // Absolute; made with mode 0700 when it is missing. Holds the state, its key and the socket.
    std::filesystem::path directory;
    std::vector<Algorithm> algorithms{Algorithm::EcP256, Algorithm::Sha256, Algorithm::Hmac,
                                      Algorithm::Aes128};
    SystemCalls systemCalls = SystemCalls::Kill;
    // The key of the state's encryption; "state.key" in the directory when it is empty. 32 octets,
    // mode 0600; made when both it and the state are missing.
    std::filesystem::path keyFile;
    // A process that ends by itself is started again, at most so many times a minute.
    int restarts = 5;
    // For what happens to the process; may be null.
    const Log* log = nullptr;
};

}  // namespace tappay::chip::virtual_element
