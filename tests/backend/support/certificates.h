#pragma once

#include <string>

namespace tappay::test {

// A certification authority and one server certificate by it, for `host` only. PEM.
struct Certificates {
    std::string authority;
    std::string certificate;
    std::string key;
};
Certificates makeCertificates(const std::string& host);

}  // namespace tappay::test
