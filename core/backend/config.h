#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "backend/confirm/confirm_config.h"
#include "backend/enrolment_config.h"
#include "backend/keys/key_handle.h"
#include "backend/orders/orders_config.h"
#include "base/log.h"
#include "base/secret.h"
#include "crypto/ec.h"
#include "iso8583/message.h"

namespace tappay::backend {

struct TerminalConfig {
    std::string terminalId;
    std::string merchantId;
    std::string keyId;
    crypto::EcPublicKey publicKey;
};

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

struct NetworkConfig {
    Address address;
    Bytes tpdu;    // 5 octets
    Bytes header;  // 6 octets
    std::string acquirerId;
    // Agreed on paper with the network: the keys of who has none from a sign-on. 16 octets; of
    // the MAC profile's kind. The PIN key may be missing: then no PIN under a sign-on is taken.
    SecretBytes mak, pinKey;
    keys::MacProfile macProfile = keys::MacProfile::Cups;
    // The network's key for the terminals: triple DES of 16 octets. Empty where working keys are
    // agreed on paper and nobody signs on to the network.
    SecretBytes masterKey;
    iso8583::PinField pinField = iso8583::PinField::Octets8;
    std::chrono::milliseconds answerTimeout{15'000};
    std::chrono::milliseconds connectTimeout{5'000};
    // Between attempts of one reversal: the first pause, doubled each time up to the longest.
    std::chrono::milliseconds firstReversalPause{1'000};
    std::chrono::milliseconds longestReversalPause{60'000};
};

struct ServerConfig {
    Address listen;
    std::filesystem::path certificate;  // PEM chain
    std::filesystem::path key;
    std::size_t threads = 2;
    std::size_t maxConnections = 4096;  // most of them phones that wait
    std::chrono::milliseconds handshakeTimeout{10'000};
    std::chrono::milliseconds headerTimeout{10'000};
    std::chrono::milliseconds bodyTimeout{10'000};
    std::chrono::milliseconds idleTimeout{60'000};
    std::chrono::milliseconds drainTimeout{20'000};
};

struct Config {
    ServerConfig server;
    std::filesystem::path database;
    LogLevel log = LogLevel::Info;
    crypto::EcPrivateKey sealKey;
    std::string sealKeyId;
    crypto::EcPrivateKey answerKey;
    SecretBytes lookupKey;  // 32 octets
    std::vector<TerminalConfig> terminals;
    NetworkConfig network;
    // Without it the terminals above are all there are.
    std::optional<EnrolmentConfig> enrolment = std::nullopt;
    // Without it there are no web shops.
    std::optional<OrdersConfig> orders = std::nullopt;
    // Without it nothing is confirmed on phones.
    std::optional<ConfirmConfig> confirm = std::nullopt;
    // How long an undo or an advice waits for the network before it answers "undoing" or
    // "pending".
    std::chrono::milliseconds undoWait{3'000};
};

// Reads the file and every file it names. NotConfigured with the name of the first setting that is
// missing, wrong or unknown.
Result<Config> loadConfig(const std::filesystem::path& file);

}  // namespace tappay::backend
