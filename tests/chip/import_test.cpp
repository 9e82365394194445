#include <gtest/gtest.h>

#include "chip/chip_desk.h"

// A master key on its way into the slot: whatever is wrong with it, the old one stays.
namespace tappay::chip {
namespace {

using crypto::tpm2::WrappedKey;

class ChipImport : public testing::TestWithParam<Form> {
protected:
    void SetUp() override {
        m_chip = m_desk.open().value();
        m_keys.emplace(m_chip->makeKeys().value());
        ASSERT_TRUE(m_chip->import(Slot::A, wrapped(m_keys->storage, keyOf(1))));
    }
    void expectRefusedAndOldKept(const WrappedKey& key, const std::string& what) {
        const auto taken = m_chip->import(Slot::A, key);
        ASSERT_FALSE(taken) << what;
        EXPECT_EQ(taken.error().code, FailureCode::CryptoFailed) << what << taken.error().detail;
        expectHolds(keyOf(1), what);
    }
    void expectHolds(const Bytes& key, const std::string& what) {
        const auto derived = m_chip->derive(Slot::A, nonceOf(9));
        ASSERT_TRUE(derived) << what << ": " << derived.error().detail;
        EXPECT_EQ(octetsOf(*derived), hmacOf(key, nonceOf(9))) << what;
    }
    Chip& chip() { return *m_chip; }
    const crypto::tpm2::PublicArea& storage() { return m_keys->storage; }

private:
    Desk m_desk{GetParam()};
    std::unique_ptr<Chip> m_chip;
    std::optional<Keys> m_keys;
};

TEST_P(ChipImport, RefusesEveryTurnedBit) {
    const auto good = wrapped(storage(), keyOf(2));
    Bytes WrappedKey::* const parts[] = {&WrappedKey::publicArea, &WrappedKey::duplicate,
                                         &WrappedKey::seed};
    for (const auto part : parts)
        for (std::size_t bit = 0; bit < (good.*part).size() * 8; bit += 5) {
            auto bad = good;
            bad.*part = turned(good.*part, bit);
            expectRefusedAndOldKept(bad, "bit " + std::to_string(bit));
        }
    ASSERT_TRUE(chip().import(Slot::A, good));
    expectHolds(keyOf(2), "the good one");
}

TEST_P(ChipImport, RefusesWhatIsCutShortOrTooLong) {
    const auto good = wrapped(storage(), keyOf(2));
    Bytes WrappedKey::* const parts[] = {&WrappedKey::publicArea, &WrappedKey::duplicate,
                                         &WrappedKey::seed};
    for (const auto part : parts)
        for (const std::size_t size :
             {0UL, 1UL, (good.*part).size() - 1, (good.*part).size() + 1, 5000UL}) {
            auto bad = good;
            (bad.*part).resize(size);
            expectRefusedAndOldKept(bad, "size " + std::to_string(size));
        }
}

TEST_P(ChipImport, RefusesTheKeyOfAnotherChip) {
    Desk elsewhere(GetParam());
    const auto other = elsewhere.open().value();
    expectRefusedAndOldKept(wrapped(other->makeKeys()->storage, keyOf(2)), "another chip's");
}

TEST_P(ChipImport, RefusesPartsOfTwoBlobs) {
    const auto one = wrapped(storage(), keyOf(2));
    const auto two = wrapped(storage(), keyOf(3));
    expectRefusedAndOldKept({one.publicArea, two.duplicate, two.seed}, "public area");
    expectRefusedAndOldKept({one.publicArea, two.duplicate, one.seed}, "contents");
    expectRefusedAndOldKept({one.publicArea, one.duplicate, two.seed}, "seed");
}

// A replay gives the same key again: the chip can't know that it was replaced since. That the old
// blob is not asked for again is up to who orders keys: commands are counted and signed.
TEST_P(ChipImport, OfTheSameBlobTwiceGivesTheSameKey) {
    const auto blob = wrapped(storage(), keyOf(2));
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(chip().import(Slot::A, blob));
        expectHolds(keyOf(2), "replayed");
    }
}

TEST_P(ChipImport, GoesAroundTheRing) {
    for (std::uint8_t i = 2; i < 10; ++i) {
        ASSERT_TRUE(chip().import(Slot::A, wrapped(storage(), keyOf(i))));
        expectHolds(keyOf(i), std::to_string(i));
    }
}

INSTANTIATE_TEST_SUITE_P(Forms, ChipImport, testing::Values(Form::Software, Form::Virtual),
                         [](const auto& form) {
                             return form.param == Form::Software ? "Software" : "Virtual";
                         });

}  // namespace
}  // namespace tappay::chip
