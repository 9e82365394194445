#include "protocol/confirmation_request.h"

#include <gtest/gtest.h>

#include "support/document_vectors.h"

// One request has one octet string, and one octet string shows one request.
namespace tappay::protocol {
namespace {

ConfirmationRequest request() {
    ConfirmationRequest it;
    it.id = "01936b2e-5f00-7a31-8c11-3d2b6a90f4e7";
    it.kind = ConfirmationKind::Order;
    it.payerAccount = "622848*********8901";
    it.order = "A-2026-0042";
    it.payee = "山茶 Tea House";
    it.payeeAccount = "898310054110002";
    it.amount = {128'050, *currencyByAlpha("CNY")};
    it.expires = std::chrono::sys_seconds(std::chrono::seconds(1'795'392'000));
    for (std::uint8_t i = 0; i < kConfirmationNonce; ++i)
        it.nonce.push_back(i);
    return it;
}

constexpr auto kVector =
    "AB01781A7461702D616E642D70617920636F6E6669726D6174696F6E20310250"
    "01936B2E5F007A318C113D2B6A90F4E7030104733632323834382A2A2A2A2A2A"
    "2A2A2A38393031056B412D323032362D303034320670E5B1B1E88CB620546561"
    "20486F757365076F383938333130303534313130303032081A0001F432096343"
    "4E590A1A6B0382000B5820000102030405060708090A0B0C0D0E0F1011121314"
    "15161718191A1B1C1D1E1F";

Bytes octets() {
    return encode(request()).value();
}

Bytes vectorOctets() {
    return fromHex(kVector).value();
}

FailureCode refusal(const ConfirmationRequest& changed) {
    const auto made = encode(changed);
    return made ? FailureCode::Internal : made.error().code;
}

TEST(ConfirmationRequest, HasOneOctetString) {
    EXPECT_EQ(toHex(octets()), toHex(vectorOctets()));
}

TEST(ConfirmationRequest, IsReadAsItWasMade) {
    const auto read = decodeConfirmationRequest(vectorOctets());
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->id, request().id);
    EXPECT_EQ(read->kind, ConfirmationKind::Order);
    EXPECT_EQ(read->payerAccount, "622848*********8901");
    EXPECT_EQ(read->order, "A-2026-0042");
    EXPECT_EQ(read->payee, "山茶 Tea House");
    EXPECT_EQ(read->payeeAccount, "898310054110002");
    EXPECT_EQ(read->amount, request().amount);
    EXPECT_EQ(read->expires, request().expires);
    EXPECT_EQ(read->nonce, request().nonce);
}

// Computed by openssl: printf 'tap-and-pay code' | cat - vector | openssl dgst -sha256
TEST(ConfirmationRequest, DigestAndCodeAreThoseOfTheDocument) {
    EXPECT_EQ(toHex(confirmationDigest(vectorOctets())),
              "9FB31E30C42D04F3566DF6F04CE4049975710A1100EAD226D775D8577C4D2F41");
    EXPECT_EQ(confirmationCode(vectorOctets()), "5749");
}

TEST(ConfirmationRequest, TheDocumentHasTheSameVectors) {
    EXPECT_EQ(test::vectorOf("request"), kVector);
    EXPECT_EQ(test::vectorOf("digest"), toHex(confirmationDigest(vectorOctets())));
    EXPECT_EQ(test::vectorOf("code"), confirmationCode(vectorOctets()));
}

TEST(ConfirmationRequest, AnyChangedOctetIsRefusedOrIsAnotherRequest) {
    const auto whole = octets();
    const auto digest = confirmationDigest(whole);
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int by : {1, 2, 4, 8, 16, 32, 64, 128, 255}) {
            auto changed = whole;
            changed[at] ^= static_cast<std::uint8_t>(by);
            const auto read = decodeConfirmationRequest(changed);
            if (!read) continue;
            EXPECT_EQ(encode(*read).value(), changed) << at;
            EXPECT_NE(confirmationDigest(changed), digest) << at;
        }
}

TEST(ConfirmationRequest, NoOtherLengthIsRead) {
    const auto whole = octets();
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(decodeConfirmationRequest(ByteView(whole).first(size))) << size;
    EXPECT_FALSE(decodeConfirmationRequest(concat({whole, Bytes{0}})));
}

TEST(ConfirmationRequest, OtherFormsOfTheSameValuesAreRefused) {
    const auto whole = toHex(octets());
    const auto refused = [&](const std::string& from, const std::string& to) {
        auto changed = whole;
        const auto at = changed.find(from);
        ASSERT_NE(at, std::string::npos) << from;
        changed.replace(at, from.size(), to);
        EXPECT_FALSE(decodeConfirmationRequest(fromHex(changed).value())) << from << " " << to;
    };
    refused("AB01781A", "B80B01781A");                // length of the map in two octets
    refused("AB01781A", "BF01781A");                  // of unknown length
    refused("AB01781A", "AA01781A");                  // one member less
    refused("AB01781A", "AB1801781A");                // a long key
    refused("03010473", "0318010473");                // a long number
    refused("0963434E59", "097803434E59");            // a long length of text
    refused("0963434E59", "097F63434E59FF");          // text in pieces
    refused("081A0001F432", "081B000000000001F432");  // a long amount
    refused("081A0001F432", "08FB40FF432000000000");  // as floating point
    refused("03010473", "03C1010473");                // with a tag
    refused("03010473", "030103010473");              // a key twice
}

TEST(ConfirmationRequest, WhatCantBeShownIsNotMade) {
    const std::vector<std::string> unseen{"",          " Tea",
                                          "Tea ",      "Te\u202Ea",
                                          "Te\u200Ba", "Tea\n",
                                          "\u2066Tea", std::string("Te\0a", 4),
                                          "\xC3",      std::string(300, 'T')};
    for (const auto& text : unseen)
        for (auto member : {&ConfirmationRequest::payerAccount, &ConfirmationRequest::order,
                            &ConfirmationRequest::payee, &ConfirmationRequest::payeeAccount}) {
            auto it = request();
            it.*member = text;
            EXPECT_EQ(refusal(it), FailureCode::InputMalformed) << text;
        }
}

TEST(ConfirmationRequest, WhatCantBeShownIsNotRead) {
    // Both are three octets long: "山" and a mark without width.
    auto hex = toHex(octets());
    hex.replace(hex.find("E5B1B1"), 6, "E2808B");
    EXPECT_FALSE(decodeConfirmationRequest(fromHex(hex).value()));
}

TEST(ConfirmationRequest, MembersHaveTheirLimits) {
    const auto with = [](auto change) {
        auto it = request();
        change(it);
        return refusal(it);
    };
    using R = ConfirmationRequest;
    EXPECT_EQ(with([](R& it) { it.amount.minor = 0; }), FailureCode::AmountInvalid);
    EXPECT_EQ(with([](R& it) { it.amount.minor = -1; }), FailureCode::AmountInvalid);
    EXPECT_EQ(with([](R& it) { it.amount.minor = Money::kMax + 1; }), FailureCode::AmountInvalid);
    EXPECT_EQ(with([](R& it) { it.amount.currency = {}; }), FailureCode::CurrencyUnsupported);
    EXPECT_EQ(with([](R& it) { it.nonce.pop_back(); }), FailureCode::InputMalformed);
    EXPECT_EQ(with([](R& it) { it.id = "01936b2e-5f00-4a31-8c11-3d2b6a90f4e7"; }),
              FailureCode::InputMalformed);
    EXPECT_EQ(with([](R& it) { it.id = "1"; }), FailureCode::InputMalformed);
    EXPECT_EQ(with([](R& it) { it.kind = static_cast<ConfirmationKind>(4); }),
              FailureCode::InputMalformed);
    EXPECT_EQ(with([](R& it) { it.expires = std::chrono::sys_seconds::max(); }),
              FailureCode::InputMalformed);
}

TEST(ConfirmationRequest, TheLongestIsReadAndMoreIsNotMade) {
    auto it = request();
    for (auto member : {&ConfirmationRequest::order, &ConfirmationRequest::payee}) {
        (it.*member).clear();
        for (int i = 0; i < 100; ++i)
            it.*member += "\u5C71";
    }
    const auto made = encode(it);
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_TRUE(decodeConfirmationRequest(*made));
    it.order.clear();
    it.payee.clear();
    for (int i = 0; i < 100; ++i) {
        it.order += "\U00020000";
        it.payee += "\U00020000";
    }
    it.payerAccount.clear();
    it.payeeAccount.clear();
    for (int i = 0; i < 40; ++i) {
        it.payerAccount += "\U00020000";
        it.payeeAccount += "\U00020000";
    }
    EXPECT_EQ(refusal(it), FailureCode::InputMalformed);
}

TEST(MixedScripts, AreThoseInsideAWord) {
    EXPECT_FALSE(mixedScripts("Tea House"));
    EXPECT_FALSE(mixedScripts("山茶 Tea House"));
    EXPECT_FALSE(mixedScripts("Чай Tea"));         // two words
    EXPECT_FALSE(mixedScripts("Cafe\u0301 Zoë"));  // a mark belongs to any script
    EXPECT_FALSE(mixedScripts("Café-Чай"));
    EXPECT_TRUE(mixedScripts("Te\u0430 House"));  // Cyrillic a
    EXPECT_TRUE(mixedScripts("\u0391pple"));      // Greek capital alpha
    EXPECT_TRUE(mixedScripts("A 山\u0430p"));
}

}  // namespace
}  // namespace tappay::protocol
