#pragma once

#include <gtest/gtest.h>

#include "backend/keys/key_module.h"
#include "backend/keys/soft_token.h"
#include "crypto/random.h"

namespace tappay::backend::keys {

inline Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

inline SecretBytes secret(std::string_view digits) {
    return SecretBytes(hex(digits));
}

// Both places where keys can be kept do the same.
enum class Place { Memory, Token };

class KeyModuleTest : public ::testing::TestWithParam<Place> {
protected:
    void SetUp() override {
        if (GetParam() == Place::Token && KeyDirectory::module().empty())
            GTEST_SKIP() << "SoftHSM2 is not installed";
        open();
    }
    // Again with the same storage keys, as after a restart.
    void open() {
        m_module.reset();
        auto vault =
            openVault(GetParam() == Place::Token ? m_directory.token() : m_directory.memory());
        ASSERT_TRUE(vault) << vault.error().detail;
        m_module.emplace(std::move(*vault), m_random);
    }
    KeyHandle taken(KeyPurpose purpose, KeyAlgorithm algorithm, std::string_view digits) {
        auto key = m_module->take(purpose, algorithm, secret(digits));
        EXPECT_TRUE(key) << key.error().detail;
        return key.value_or(KeyHandle{});
    }

    KeyDirectory m_directory;
    crypto::SystemRandom m_random;
    std::optional<KeyModule> m_module;
};

inline std::string placeName(const ::testing::TestParamInfo<Place>& info) {
    return info.param == Place::Token ? "Token" : "Memory";
}

}  // namespace tappay::backend::keys
