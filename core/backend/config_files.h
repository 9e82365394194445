#pragma once

#include <filesystem>
#include <optional>

#include "backend/confirm/confirm_config.h"
#include "backend/enrolment_config.h"
#include "backend/orders/orders_config.h"
#include "base/private_file.h"
#include "base/secret.h"
#include "crypto/ec.h"
#include "protocol/object_reader.h"

// For the readers of the configuration only.
namespace tappay::backend {

Result<SecretBytes> readConfigFile(const std::filesystem::path& file);

// Reads the files a setting names, relative to the configuration file, and blames the setting.
class ConfigFiles {
public:
    using Reader = protocol::ObjectReader;
    explicit ConfigFiles(std::filesystem::path directory) : m_directory(std::move(directory)) {}

    std::filesystem::path path(Reader& reader, const char* name) const;
    SecretBytes contents(Reader& reader, const char* name) const;
    std::optional<crypto::EcPrivateKey> privateKey(Reader& reader, const char* name) const;
    crypto::EcPublicKey publicKey(Reader& reader, const char* name) const;
    // PEM, one at least.
    std::vector<Bytes> certificates(Reader& reader, const char* name) const;
    SecretBytes hex(Reader& reader, const char* name, std::size_t octets) const;

private:
    std::filesystem::path m_directory;
};

// Empty when something is wrong, which the reader then says.
std::optional<EnrolmentConfig> readEnrolmentConfig(protocol::ObjectReader& reader,
                                                   const ConfigFiles& files);
ConfirmConfig readConfirmConfig(protocol::ObjectReader& reader, const ConfigFiles& files);
OrdersConfig readOrdersConfig(protocol::ObjectReader& reader, const ConfigFiles& files);

}  // namespace tappay::backend
