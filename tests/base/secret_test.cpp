#include "base/secret.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace tappay {
namespace {

static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes>);

TEST(SecretBytes, MovesAndClears) {
    SecretBytes first(asBytes("123456"));
    SecretBytes second = std::move(first);
    EXPECT_EQ(toText(second.view()), "123456");
    EXPECT_TRUE(first.empty());  // NOLINT(bugprone-use-after-move): the moved-from state is defined
    const SecretBytes copy = second.clone();
    second.clear();
    EXPECT_TRUE(second.empty());
    EXPECT_EQ(toText(copy.view()), "123456");
}

TEST(Wipe, LeavesNothing) {
    Bytes bytes = toBytes("secret");
    const std::span<std::uint8_t> view(bytes);
    wipe(view);
    EXPECT_EQ(toHex(bytes), "000000000000");
}

}  // namespace
}  // namespace tappay
