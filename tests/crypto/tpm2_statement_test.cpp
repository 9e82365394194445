#include "crypto/tpm2/statement.h"

#include <gtest/gtest.h>

#include <functional>

#include "chip_samples.h"

namespace tappay::crypto::tpm2 {
namespace {

using Check = std::function<FailureCode(const Statement&, const PublicArea&, ByteView nonce)>;
constexpr auto kNone = FailureCode::Internal;  // of no check

template <typename T>
FailureCode codeOf(const Result<T>& result) {
    return result ? kNone : result.error().code;
}

const Bytes& nonce() {
    static const Bytes value = chipVector("nonce");
    return value;
}

// What the chip of the vectors states.
struct Said {
    const char* vector;
    Check check;
    Statement statement{chipVector(vector), chipVector(std::string(vector) + "_signature")};
};

std::vector<Said> everyKind() {
    return {{"certify",
             [](const auto& statement, const auto& key, ByteView with) {
                 return codeOf(checkCertified(statement, key, with, chipVector("identity_name")));
             }},
            {"counter", [](const auto& statement, const auto& key,
                           ByteView with) { return codeOf(checkCounter(statement, key, with)); }},
            {"quote", [](const auto& statement, const auto& key, ByteView with) {
                 return codeOf(checkQuote(statement, key, with));
             }}};
}

PublicArea chipsAttestationKey() {
    return parsePublicArea(Role::Attestation, chipVector("attestation")).value();
}

TEST(Statement, WhatAChipStatesIsBelieved) {
    const auto key = chipsAttestationKey();
    for (const auto& said : everyKind())
        EXPECT_EQ(said.check(said.statement, key, nonce()), kNone) << said.vector;
    EXPECT_EQ(*checkCounter(everyKind()[1].statement, key, nonce()), 3U);
    EXPECT_EQ(*checkQuote(everyKind()[2].statement, key, nonce()), chipVector("quote_digest"));
}

TEST(Statement, EachKindIsOnlyItself) {
    const auto key = chipsAttestationKey();
    const auto all = everyKind();
    for (const auto& made : all)
        for (const auto& wanted : all) {
            if (made.vector == wanted.vector) continue;
            EXPECT_EQ(wanted.check(made.statement, key, nonce()), FailureCode::CryptoFailed)
                << made.vector << " as " << wanted.vector;
        }
}

TEST(Statement, OneBitElsewhereAndItIsRefused) {
    const auto key = chipsAttestationKey();
    for (const auto& said : everyKind()) {
        expectNothingElseTaken(said.statement.said, [&](const Bytes& octets) {
            return said.check({octets, said.statement.signature}, key, nonce()) != kNone;
        });
        expectNothingElseTaken(said.statement.signature, [&](const Bytes& octets) {
            return said.check({said.statement.said, octets}, key, nonce()) != kNone;
        });
        for (std::size_t bit = 0; bit < nonce().size() * 8; ++bit)
            EXPECT_EQ(said.check(said.statement, key, flipped(nonce(), bit)),
                      FailureCode::CryptoFailed);
    }
}

// What a chip signed well and still is not what was asked for: the parser's own refusals, under a
// right signature.
class SignedStatement : public ::testing::Test {
protected:
    Statement sign(const Bytes& said) const { return {said, *attestation.key.signEcdsa(said)}; }
    FailureCode certified(const Bytes& said) const {
        return codeOf(checkCertified(sign(said), attestation.area, nonce(), name));
    }
    FailureCode counted(const Bytes& said) const {
        return codeOf(checkCounter(sign(said), attestation.area, nonce()));
    }

    ChipKey attestation{Role::Attestation};
    Bytes name = chipVector("identity_name");
};

TEST_F(SignedStatement, SoftwareSaysItAsAChipDoes) {
    EXPECT_EQ(certified(sayCertified(attestation.area.name, nonce(), name)), kNone);
    const auto said = sayCounter(attestation.area.name, nonce(), 0x0102030405060708);
    EXPECT_EQ(*checkCounter(sign(said), attestation.area, nonce()), 0x0102030405060708U);
    EXPECT_EQ(counterName(), chipVector("counter_name"));

    // Octet by octet like the chip's, but for its clock and firmware.
    Bytes chips = chipVector("certify");
    const std::size_t clock = 4 + 2 + 2 + 34 + 2 + 32;
    std::fill_n(chips.begin() + clock, 16, std::uint8_t{0});
    std::fill_n(chips.begin() + clock + 17, 8, std::uint8_t{0});
    EXPECT_EQ(chips, sayCertified(chipVector("attestation_name"), nonce(), name));
}

TEST_F(SignedStatement, EachOctetThatMattersIsLookedAt) {
    const Bytes said = sayCertified(attestation.area.name, nonce(), name);
    const std::size_t clock = 4 + 2 + 2 + 34 + 2 + 32;
    const std::size_t free[][2] = {{8, 34}, {clock, 16}, {clock + 17, 8}, {said.size() - 34, 34}};
    for (std::size_t bit = 0; bit < said.size() * 8; ++bit) {
        bool isFree = bit / 8 == clock + 16 && bit % 8 == 0;  // the clock's "safe"
        for (const auto& [from, size] : free)
            isFree |= bit / 8 >= from && bit / 8 < from + size;
        EXPECT_EQ(certified(flipped(said, bit)) == kNone, isFree) << bit;
    }
    for (std::size_t size = 0; size < said.size(); ++size)
        EXPECT_NE(certified(Bytes(said.begin(), said.begin() + static_cast<long>(size))), kNone);
    EXPECT_EQ(certified(concat({said, Bytes{0}})), FailureCode::InputMalformed);
}

TEST_F(SignedStatement, OnlyTheCounterCounts) {
    const auto key = chipsAttestationKey();
    // An index of the owner's with any contents he likes.
    EXPECT_EQ(
        codeOf(checkCounter({chipVector("other_counter"), chipVector("other_counter_signature")},
                            key, nonce())),
        FailureCode::CryptoFailed);
    EXPECT_EQ(codeOf(checkQuote({chipVector("other_quote"), chipVector("other_quote_signature")},
                                key, nonce())),
              FailureCode::CryptoFailed);
    Bytes said = sayCounter(attestation.area.name, nonce(), 7);
    EXPECT_EQ(counted(said), kNone);
    for (const std::size_t at : {11U, 9U}) {  // not from the beginning, not as many octets
        said[said.size() - at] ^= 1;
        EXPECT_EQ(counted(said), FailureCode::CryptoFailed);
        said[said.size() - at] ^= 1;
    }
}

TEST_F(SignedStatement, KeysOfOtherRolesStateNothing) {
    const Bytes said = sayCertified(attestation.area.name, nonce(), name);
    for (const Role role : {Role::Identity, Role::Storage, Role::Endorsement}) {
        const auto area = publicAreaOf(role, attestation.key.publicKey()).value();
        EXPECT_EQ(codeOf(checkCertified(sign(said), area, nonce(), name)),
                  FailureCode::CryptoFailed);
    }
    const ChipKey other{Role::Attestation};
    EXPECT_EQ(codeOf(checkCertified(sign(said), other.area, nonce(), name)),
              FailureCode::CryptoFailed);
}

TEST_F(SignedStatement, NoncesAreLongEnoughToBeNew) {
    for (const std::size_t size : {0U, 1U, 15U, 65U}) {
        const Bytes odd(size, 0x5A);
        const auto said = sign(sayCertified(attestation.area.name, odd, name));
        EXPECT_FALSE(checkCertified(said, attestation.area, odd, name)) << size;
    }
    const Bytes longest(64, 0x5A);
    const auto said = sign(sayCertified(attestation.area.name, longest, name));
    EXPECT_TRUE(checkCertified(said, attestation.area, longest, name));
}

}  // namespace
}  // namespace tappay::crypto::tpm2
