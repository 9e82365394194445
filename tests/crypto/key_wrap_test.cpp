#include "crypto/key_wrap.h"

#include <gtest/gtest.h>

#include "crypto/vectors.h"

namespace tappay::crypto {
namespace {

const Bytes kUnder(32, 0x42);

TEST(KeyWrap, EachLengthComesBack) {
    for (const std::size_t size : {1U, 8U, 9U, 16U, 20U, 24U, 32U}) {
        const Bytes key(size, 0x5A);
        const auto wrapped = wrapKey(kUnder, key);
        ASSERT_TRUE(wrapped);
        EXPECT_EQ(wrapped->size(), (size + 7) / 8 * 8 + 8);
        const auto back = unwrapKey(kUnder, *wrapped);
        ASSERT_TRUE(back) << back.error().detail;
        EXPECT_EQ(toHex(back->view()), toHex(key));
    }
}

TEST(KeyWrap, RefusesWhatIsNotWhole) {
    const auto wrapped = wrapKey(kUnder, Bytes(16, 0x5A)).value();
    for (std::size_t at = 0; at < wrapped.size(); ++at) {
        auto changed = wrapped;
        changed[at] ^= 0x10;
        EXPECT_EQ(unwrapKey(kUnder, changed).error().code, FailureCode::CryptoFailed) << at;
        EXPECT_FALSE(unwrapKey(kUnder, ByteView(wrapped).first(at))) << at;
    }
    EXPECT_FALSE(unwrapKey(Bytes(32, 0x43), wrapped));
    EXPECT_FALSE(unwrapKey(Bytes(16, 0x42), wrapped));
    EXPECT_FALSE(wrapKey(Bytes(16, 0x42), Bytes(16, 1)));
    EXPECT_FALSE(wrapKey(kUnder, {}));
}

}  // namespace
}  // namespace tappay::crypto
