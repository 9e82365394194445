#include <gtest/gtest.h>

#include "emv/contactless/tap_trial.h"

namespace tappay::emv::test {
namespace {

const std::string kGpo = "80A80000";

TEST(TapOptions, StatusWords) {
    struct Case {
        const char* sw;
        FailureCode code;
        Next next;
    };
    const Case cases[] = {{"6984", FailureCode::CardNotAccepted, Next::UseContact},
                          {"6986", FailureCode::CardDeclined, Next::SeePhone},
                          {"6985", FailureCode::CardNotAccepted, Next::Nothing},
                          {"6283", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6300", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6400", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6581", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6700", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6982", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6983", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6A80", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6A81", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6D00", FailureCode::CardDataMalformed, Next::Nothing},
                          {"6F00", FailureCode::CardDataMalformed, Next::Nothing},
                          {"9406", FailureCode::CardDataMalformed, Next::Nothing}};
    for (const Case& one : cases) {
        TapTrial trial;
        trial.card.on(kGpo, one.sw);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.decision, Decision::Ended) << one.sw;
        EXPECT_EQ(outcome.reason->code, one.code) << one.sw;
        EXPECT_EQ(outcome.next, one.next) << one.sw;
        EXPECT_EQ(trial.card.heard.size(), 3U) << one.sw;
    }
}

// 9F27 is not asked for: what it says must not contradict.
TEST(TapOptions, CryptogramInformationThatAgrees) {
    for (const auto& [decision, cid] :
         {std::pair{TapCard::kApprove, "40"}, std::pair{TapCard::kAskIssuer, "80"}}) {
        TapTrial trial;
        trial.card.decision = decision;
        trial.card.editOptions = [cid](TapCard::Objects& objects) {
            replaceIn(objects, tag::kCid, cid);
        };
        EXPECT_TRUE(approved(trial.run())) << cid;
    }
}

TEST(TapOptions, FullFlowIsLeftToTheSlot) {
    for (const std::string text : {"80067C00080101009000", "770A82027C009404080101009000"}) {
        TapTrial trial;
        trial.card.on(kGpo, text);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.next, Next::UseContact) << text;
        EXPECT_EQ(outcome.reason->code, FailureCode::CardNotAccepted) << text;
        EXPECT_EQ(trial.card.heard.size(), 3U);
    }
}

struct Malformed {
    const char* what;
    std::function<void(TapCard::Objects&)> edit;
};

void expectMalformed(const Malformed& one, const char* decision) {
    TapTrial trial;
    trial.card.decision = decision;
    trial.card.editOptions = one.edit;
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::Ended) << one.what;
    ASSERT_TRUE(outcome.reason) << one.what;
    EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed) << one.what;
    EXPECT_EQ(outcome.next, Next::Nothing) << one.what;
    EXPECT_EQ(trial.host.asked + trial.host.kept + trial.card.payments, 0) << one.what;
    EXPECT_EQ(trial.card.heard.size(), 3U) << one.what;
}

auto set(tlv::Tag tag, const char* hex) {
    return [=](TapCard::Objects& objects) { replaceIn(objects, tag, hex); };
}
auto without(tlv::Tag tag) {
    return [=](TapCard::Objects& objects) { removeFrom(objects, tag); };
}
auto twice(tlv::Tag tag) {
    return [=](TapCard::Objects& objects) {
        for (const auto& object : TapCard::Objects(objects))
            if (object.first == tag) objects.push_back(object);
    };
}

TEST(TapOptions, MalformedWhateverTheCardDecides) {
    const Malformed cases[] = {
        {"no cryptogram", without(tag::kCryptogram)},
        {"no issuer application data", without(tag::kIad)},
        {"no counter", without(tag::kAtc)},
        {"no profile", without(tag::kAip)},
        {"cryptogram twice", twice(tag::kCryptogram)},
        {"counter twice", twice(tag::kAtc)},
        {"profile twice", twice(tag::kAip)},
        {"short cryptogram", set(tag::kCryptogram, "11223344556677")},
        {"long cryptogram", set(tag::kCryptogram, "112233445566778899")},
        {"empty cryptogram", set(tag::kCryptogram, "")},
        {"short counter", set(tag::kAtc, "07")},
        {"long counter", set(tag::kAtc, "000007")},
        {"short profile", set(tag::kAip, "7C")},
        {"long profile", set(tag::kAip, "7C0000")},
        {"short issuer application data", set(tag::kIad, "070101039000")},
        {"issuer application data without CVR", set(tag::kIad, "0701010490000001")},
        {"no such decision", set(tag::kIad, "07010103B0000001")},
        {"cryptogram information contradicts", set(tag::kCid, "C0")},
        {"cryptogram information of two octets", set(tag::kCid, "4000")},
        {"short qualifiers", set(tag::kCardQualifiers, "00")},
        {"short balance", set(tag::kAvailableOfflineAmount, "0000000500")},
        {"short product", set(tag::kProductIdentification, "0102")},
        {"short authentication data", set(tag::kCardAuthenticationData, "01")},
        {"sequence of two octets", set(tag::kPanSequence, "0001")},
        {"long track 2", set(tag::kTrack2, "6228480012345678901D301220100000123000000000")},
        {"another amount", set(tag::kAmount, "000000012346")},
        {"another currency", set(tag::kCurrency, "0840")},
        {"locator that is none", set(tag::kAfl, "080101")},
        {"locator from record 0", set(tag::kAfl, "08000100")},
        {"locator of file 0", set(tag::kAfl, "00010100")},
        {"locator backwards", set(tag::kAfl, "08020100")},
    };
    for (const Malformed& one : cases)
        for (const char* const decision :
             {TapCard::kApprove, TapCard::kAskIssuer, TapCard::kDecline})
            expectMalformed(one, decision);
}

TEST(TapOptions, MalformedAsAnApproval) {
    const Malformed cases[] = {
        {"no records", without(tag::kAfl)},
        {"cryptogram information says ARQC", set(tag::kCid, "80")},
        {"cryptogram information says AAC", set(tag::kCid, "00")},
    };
    for (const Malformed& one : cases)
        expectMalformed(one, TapCard::kApprove);
}

TEST(TapOptions, MalformedAsAQuestion) {
    const Malformed cases[] = {
        {"no card number", without(tag::kTrack2)},
        {"track 2 without separator", set(tag::kTrack2, "62284800123456789012")},
        {"track 2 with a short number", set(tag::kTrack2, "622848D3012201000001")},
        {"two card numbers", set(tag::kPan, "6228480012345678902F")},
        {"cryptogram information says TC", set(tag::kCid, "40")},
    };
    for (const Malformed& one : cases)
        expectMalformed(one, TapCard::kAskIssuer);
}

TEST(TapOptions, NoTemplateAtAll) {
    for (const char* const answer :
         {"9000", "70009000", "77009000", "7705829000", "77029F269000"}) {
        TapTrial trial;
        trial.card.on(kGpo, answer);
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed) << answer;
        EXPECT_EQ(outcome.next, Next::Nothing) << answer;
    }
}

// What the terminal says of itself is not learnt from the card.
TEST(TapOptions, TheCardDoesNotSpeakForTheTerminal) {
    TapTrial trial;
    trial.card.decision = TapCard::kAskIssuer;
    trial.card.editOptions = [](TapCard::Objects& objects) {
        objects.emplace_back(tag::kUnpredictableNumber, *fromHex("00000000"));
        objects.emplace_back(tag::kTvr, *fromHex("FFFFFFFFFF"));
        objects.emplace_back(tag::kTerminalQualifiers, *fromHex("00000000"));
        objects.emplace_back(tag::kResponseCode, *fromHex("3030"));
        objects.emplace_back(tag::kSequence, *fromHex("00000001"));
    };
    const Outcome outcome = trial.run();
    EXPECT_EQ(outcome.decision, Decision::ApprovedOnline);
    EXPECT_EQ(toHex(outcome.unpredictableNumber), "A1B2C3D4");
    EXPECT_EQ(toHex(outcome.tvr), "0000000000");
    EXPECT_NE(trial.host.icc.find("9F410400000042"), std::string::npos);
}

// The terminal wanted the issuer asked: an approval by the card alone is no answer to that.
TEST(TapOptions, ApprovalWhereTheIssuerHadToBeAsked) {
    for (const std::int64_t amount : {100'001, 200'000}) {
        TapTrial trial;
        trial.transaction.amount.minor = amount;
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.reason->code, FailureCode::CardDataMalformed);
        EXPECT_EQ(trial.card.payments, 0);
    }
}

TEST(TapOptions, CashGoesToTheSlotWhenTheCardSaysSo) {
    struct Case {
        std::uint8_t type;
        const char* ctq;
        bool contact, slot;
    };
    for (const Case& one : {Case{0x01, "0400", true, true}, Case{0x01, "0200", true, false},
                            Case{0x09, "0200", true, true}, Case{0x09, "0400", true, false},
                            Case{0x00, "0600", true, false}, Case{0x01, "0400", false, false}}) {
        TapTrial trial;
        trial.card.decision = TapCard::kAskIssuer;
        trial.transaction.type = one.type;
        trial.card.ctq = one.ctq;
        trial.parameters.contactless.contactAlso = one.contact;
        const Outcome outcome = trial.run();
        EXPECT_EQ(outcome.next == Next::UseContact, one.slot) << one.ctq;
        EXPECT_EQ(approved(outcome), !one.slot) << one.ctq;
    }
}

}  // namespace
}  // namespace tappay::emv::test
