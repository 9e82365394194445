#include "base/secret.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <type_traits>
#include <vector>

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

// A released block is wiped before anybody else can get it.
TEST(SecretBytes, FreshOnesAreZeroWhateverWasThereBefore) {
    for (const std::size_t size : {1U, 32U, 33U, 1000U, 4096U, 4097U, 70'000U}) {
        for (int i = 0; i < 3000; ++i) {
            SecretBytes secret(size);
            ASSERT_TRUE(std::ranges::all_of(secret.view(), [](auto octet) { return octet == 0; }));
            std::ranges::fill(secret.writable(), std::uint8_t{0xA5});
            if (size > 4096 && i > 10) break;
        }
    }
}

TEST(SecretBytes, ManyAtOnceDoNotOverlap) {
    std::vector<SecretBytes> secrets;
    for (int i = 0; i < 5000; ++i) {
        secrets.emplace_back(static_cast<std::size_t>(1 + i % 300));
        std::ranges::fill(secrets.back().writable(), static_cast<std::uint8_t>(i));
    }
    for (int i = 0; i < 5000; ++i) {
        const auto view = secrets[static_cast<std::size_t>(i)].view();
        ASSERT_TRUE(std::ranges::all_of(
            view, [&](auto octet) { return octet == static_cast<std::uint8_t>(i); }));
    }
}

TEST(Wipe, LeavesNothing) {
    Bytes bytes = toBytes("secret");
    const std::span<std::uint8_t> view(bytes);
    wipe(view);
    EXPECT_EQ(toHex(bytes), "000000000000");
}

}  // namespace
}  // namespace tappay
