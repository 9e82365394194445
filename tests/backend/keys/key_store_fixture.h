#pragma once

#include <gtest/gtest.h>

#include <fstream>

#include "backend/keys/key_store.h"
#include "backend/keys/soft_token.h"

namespace tappay::backend::keys {

namespace fs = std::filesystem;

inline constexpr const char* kTerminal = "10000001";
inline constexpr std::int64_t kNow = 1'795'000'000'000;
inline constexpr const char* kOther = "10000002";

inline KeyHandle handle(KeyPurpose purpose, KeyAlgorithm algorithm, std::size_t octets,
                        std::uint8_t value) {
    return {purpose, algorithm, octets, Bytes(octets + 8, value), Bytes(4, value)};
}

inline KeyHandle master(std::uint8_t value) {
    return handle(KeyPurpose::Master, KeyAlgorithm::Hmac, 32, value);
}

inline SignOnKeys signOnKeys(const std::string& session, std::uint32_t version, std::uint8_t value,
                             const char* terminal = kTerminal) {
    return {session,
            terminal,
            version,
            handle(KeyPurpose::TerminalPin, KeyAlgorithm::Aes, 32, value),
            handle(KeyPurpose::Process, KeyAlgorithm::Hmac, 32, value),
            1'800'000'000'000};
}

class KeyStoreTest : public ::testing::Test {
protected:
    KeyStore open() {
        auto store = KeyStore::open(m_file);
        EXPECT_TRUE(store) << store.error().detail;
        return std::move(*store);
    }
    // Everything the store says of the terminal, to compare.
    static std::string told(KeyStore& store) {
        std::string all;
        const auto masters = store.masterKeys(kTerminal).value();
        for (const auto& key : masters)
            all += "v" + std::to_string(key.version) + "=" +
                   std::to_string(static_cast<int>(key.standing)) + toHex(key.key.wrapped) + " ";
        for (const auto* session : {"s1", "s2", "s3"})
            if (const auto keys = store.signedOn(session))
                all += std::string(session) + toHex(keys->pin.wrapped) +
                       toHex(keys->process.wrapped) + " ";
        for (const auto purpose : {KeyPurpose::NetworkMaster, KeyPurpose::NetworkPin,
                                   KeyPurpose::NetworkMac, KeyPurpose::NetworkTrack})
            if (const auto key = store.networkKey(kTerminal, purpose))
                all += std::string(nameOf(purpose)) + toHex(key->wrapped) + " ";
        return all;
    }
    // How many octets of this value the database's files still hold in a row, at least 16.
    bool onDisk(std::uint8_t value) {
        const std::string searched(16, static_cast<char>(value));
        for (const auto& entry : fs::directory_iterator(m_file.parent_path())) {
            if (!entry.path().filename().string().starts_with("keys.db")) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string all{std::istreambuf_iterator<char>(file), {}};
            if (all.find(searched) != std::string::npos) return true;
        }
        return false;
    }

    KeyDirectory m_directory;
    fs::path m_file = m_directory.path() / "keys.db";
};

}  // namespace tappay::backend::keys
