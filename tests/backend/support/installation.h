#pragma once

#include <filesystem>

#include "backend/backend.h"
#include "backend/support/certificates.h"
#include "crypto/ec.h"

namespace tappay::test {

// A directory with everything a back end is configured by, and the terminal's side of the keys.
class Installation {
public:
    static constexpr const char* kTerminalId = "10000001";
    static constexpr const char* kMerchantId = "898310054110001";

    explicit Installation(std::uint16_t networkPort, const std::string& host = "localhost");
    ~Installation();
    Installation(const Installation&) = delete;
    Installation& operator=(const Installation&) = delete;

    // As read from the file, with pauses short enough for a test.
    [[nodiscard]] backend::Config config(const std::string& name = "config.json") const;
    [[nodiscard]] std::filesystem::path file(const std::string& name) const;
    void write(const std::string& name, const std::string& contents) const;

    crypto::EcPrivateKey identity, seal, answer, second;  // `second` is terminal 10000002's

private:
    std::filesystem::path m_directory;
};

}  // namespace tappay::test
