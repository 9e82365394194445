#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"

namespace tappay::emv::test {
namespace {

// Neither host nor card is asked again when the card is not authentic.
void expectDeclined(TapTrial& trial, const std::string& what) {
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::DeclinedByCard) << what;
    EXPECT_EQ(outcome.tvr[0] & 0x08, 0x08) << what;
    EXPECT_EQ(toHex(outcome.tsi), "8000") << what;
    EXPECT_EQ(outcome.responseCode, "Z1") << what;
    EXPECT_EQ(trial.host.asked + trial.host.kept, 0) << what;
}

TEST(FastDda, BothVersionsWithKeysOfBothKinds) {
    for (const Chain* const chain : {&Chain::withRemainders(), &Chain::withoutRemainders()})
        for (const bool version01 : {false, true})
            for (const bool inOptions : {false, true}) {
                TapTrial trial(*chain);
                TapCard& card = trial.card;
                card.version01 = version01;
                card.signatureInOptions = inOptions;
                if (!version01) {
                    card.put(1, tag::kCardVersion, "0020");
                    card.certify();
                }
                const Outcome outcome = trial.run();
                EXPECT_EQ(outcome.decision, Decision::ApprovedOffline);
                EXPECT_EQ(toHex(outcome.tvr), "0000000000");
                EXPECT_EQ(toHex(outcome.tsi), "8000");
            }
}

// A card that can sign in the newer way must.
TEST(FastDda, RollBackIsRefused) {
    struct Case {
        const char* cardVersion;  // 9F08, empty: none
        bool terminalCan;
        std::uint8_t from;
        bool good;
    };
    for (const Case& one : {Case{"0030", true, 0x30, false}, Case{"0031", true, 0x30, false},
                            Case{"0100", true, 0x30, false}, Case{"002F", true, 0x30, true},
                            Case{"0020", true, 0x30, true}, Case{"", true, 0x30, true},
                            Case{"0030", false, 0x30, true}, Case{"0030", true, 0x40, true}}) {
        TapTrial trial;
        trial.card.version01 = false;
        trial.card.drop(tag::kCardVersion);
        if (*one.cardVersion != 0) trial.card.put(1, tag::kCardVersion, one.cardVersion);
        trial.card.certify();
        trial.parameters.contactless.fddaVersion01 = one.terminalCan;
        trial.parameters.contactless.requiredForNewFdda = one.from;
        if (one.good) {
            EXPECT_EQ(trial.run().decision, Decision::ApprovedOffline) << one.cardVersion;
        } else {
            expectDeclined(trial, one.cardVersion);
        }
    }
}

TEST(FastDda, OnlyTheTwoVersionsAreKnown) {
    for (const char* const version : {"00", "02", "81", "FF"}) {
        TapTrial trial;
        trial.card.version01 = false;
        trial.card.put(3, tag::kCardAuthenticationData, version + std::string("5A6B7C8D000000"));
        expectDeclined(trial, version);
    }
}

TEST(FastDda, QualifiersAreThoseThatWereSigned) {
    TapTrial good;
    good.card.ctq = "0000";
    EXPECT_EQ(good.run().decision, Decision::ApprovedOffline);
    TapTrial trial;
    trial.card.ctq = "0000";
    trial.card.authenticationCtq = "0080";
    expectDeclined(trial, "9F6C differs from 9F69");
}

TEST(FastDda, WhatMustBeThere) {
    for (const tlv::Tag missing : {tag::kCaKeyIndex, tag::kIssuerCertificate, tag::kIssuerExponent,
                                   tag::kIccCertificate, tag::kIccExponent}) {
        TapTrial trial;
        trial.card.drop(missing);
        expectDeclined(trial, toHex(tlv::encodeTag(missing)));
        EXPECT_EQ(toHex(trial.run().tvr), "2800000000") << "ICC data missing";
    }
    TapTrial unsigned9F4B;
    unsigned9F4B.card.spoil = [](std::size_t index, apdu::Response answer) {
        if (index == kLastRecord) answer.data = *fromHex("7000");
        return Result<apdu::Response>(std::move(answer));
    };
    EXPECT_EQ(unsigned9F4B.run().decision, Decision::DeclinedByCard);
}

TEST(FastDda, NothingButTheCounterIsSigned) {
    TapTrial trial;
    trial.card.surplus = "AA";
    expectDeclined(trial, "surplus");
}

TEST(FastDda, ProfileMustSayThatTheCardCan) {
    for (const char* const aip : {"5C00", "4000", "0000", "1D00"}) {
        TapTrial trial;
        trial.card.aip = aip;
        trial.card.certify();
        expectDeclined(trial, aip);
    }
}

TEST(FastDda, SignatureOfAnotherTransactionIsNoGood) {
    // The same card, another unpredictable number, amount or counter.
    for (const int what : {0, 1, 2}) {
        TapTrial trial;
        ASSERT_EQ(trial.run().decision, Decision::ApprovedOffline);
        TapTrial replay;
        std::size_t taken = 0;
        std::vector<apdu::Response> kept;
        trial.card.spoil = [&](std::size_t, apdu::Response answer) {
            kept.push_back(answer);
            return Result<apdu::Response>(std::move(answer));
        };
        if (what == 0) trial.transaction.amount.minor = 1;
        trial.card.atc = 6;
        ASSERT_TRUE(approved(trial.run()));
        replay.card.spoil = [&](std::size_t index, apdu::Response answer) {
            if (what == 2 && index == kProcessingOptions) return Result<apdu::Response>(answer);
            return Result<apdu::Response>(kept[taken++ % kept.size()]);
        };
        if (what == 2) {
            replay.card.spoil = [&](std::size_t index, apdu::Response answer) {
                return Result<apdu::Response>(index == kLastRecord ? kept[index] : answer);
            };
            replay.card.atc = 7;
        }
        if (what == 1) {
            const auto allowed = contactless::preprocess(replay.parameters, replay.transaction);
            ScriptedRandom other;
            other.script = {0xA1, 0xB2, 0xC3, 0xD5};
            const Outcome outcome = contactless::run(
                replay.parameters, replay.transaction, *allowed,
                {replay.card, replay.cardholder, replay.host, replay.clock, other, {}});
            EXPECT_FALSE(approved(outcome));
            continue;
        }
        EXPECT_FALSE(approved(replay.run())) << what;
    }
}

// Every octet of every answer that a signature covers, or is one.
TEST(FastDda, NoOctetOfTheRecordsCanBeChanged) {
    for (std::size_t at = kFirstRecord; at <= kLastRecord; ++at) {
        std::size_t length = 0;
        for (std::size_t octet = 0; octet == 0 || octet < length; ++octet) {
            TapTrial trial;
            trial.card.spoil = [&](std::size_t index, apdu::Response answer) {
                if (index == at) {
                    length = answer.data.size();
                    answer.data[octet] ^= 0x01;
                }
                return Result<apdu::Response>(std::move(answer));
            };
            const Outcome outcome = trial.run();
            EXPECT_FALSE(approved(outcome)) << at << " octet " << octet;
            EXPECT_TRUE(outcome.reason);
            EXPECT_EQ(trial.host.kept, 0);
        }
    }
}

// Of the processing options the decision, the counter, the profile and the locator; the cryptogram
// is the issuer's to check, and the balance is only shown.
TEST(FastDda, NoOctetOfTheOptionsEarnsAnApproval) {
    std::size_t length = 0;
    for (std::size_t octet = 0; octet == 0 || octet < length; ++octet) {
        TapTrial trial;
        std::string cryptogramAndBalance;
        trial.card.spoil = [&](std::size_t index, apdu::Response answer) {
            if (index == kProcessingOptions) {
                length = answer.data.size();
                answer.data[octet] ^= 0x01;
            }
            return Result<apdu::Response>(std::move(answer));
        };
        const Outcome outcome = trial.run();
        if (!approved(outcome)) continue;
        EXPECT_EQ(outcome.decision, Decision::ApprovedOffline);
        EXPECT_EQ(toHex(outcome.atc), "0007") << octet;
        EXPECT_EQ(toHex(outcome.aip), "7C00") << octet;
        EXPECT_EQ(outcome.iad[4] & 0x30, 0x10) << octet;
    }
}

TEST(FastDda, FailureLeadsWhereTheCardSays) {
    struct Case {
        const char* ctq;
        std::uint8_t type;
        bool contact;
        Decision decision;
        Next next;
    };
    const Case cases[] = {
        {"2000", 0x22, true, Decision::ApprovedOnline, Next::Nothing},
        {"3000", 0x22, true, Decision::ApprovedOnline, Next::Nothing},
        {"2000", 0x23, true, Decision::DeclinedByCard, Next::Nothing},
        {"3000", 0x23, true, Decision::Ended, Next::UseContact},
        {"1000", 0x22, true, Decision::Ended, Next::UseContact},
        {"1000", 0x22, false, Decision::DeclinedByCard, Next::Nothing},
        {"0000", 0x22, true, Decision::DeclinedByCard, Next::Nothing},
        {"0800", 0x22, true, Decision::DeclinedByCard, Next::Nothing},
    };
    for (const Case& one : cases) {
        TapTrial trial;
        trial.card.ctq = one.ctq;
        trial.parameters.terminal.type = one.type;
        trial.parameters.contactless.contactAlso = one.contact;
        trial.parameters.contactless.otherWayAfterPaid = true;
        trial.parameters.caKeys.clear();
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, one.decision) << one.ctq;
        EXPECT_EQ(outcome.next, one.next) << one.ctq;
        EXPECT_EQ(toHex(outcome.tvr), "0800000000") << one.ctq;
        EXPECT_EQ(trial.host.asked, one.decision == Decision::ApprovedOnline ? 1 : 0);
        EXPECT_EQ(trial.host.kept, 0);
        if (trial.host.asked == 1) {
            EXPECT_NE(trial.host.icc.find("95050800000000"), std::string::npos);
        }
    }
}

}  // namespace
}  // namespace tappay::emv::test
