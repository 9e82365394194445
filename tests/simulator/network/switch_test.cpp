#include <gtest/gtest.h>

#include "crypto/mac.h"
#include "purchase.h"
#include "simulator/network/issuer_keys.h"
#include "tlv/tlv.h"

namespace tappay::simulator::network {

using namespace test;

TEST(Switch, ApprovesAndAnswersEveryField) {
    Lines lines;
    const Outcome outcome = lines.handle(request(lines.config, {}));
    ASSERT_EQ(outcome.answers.size(), 1U);
    const ByteView frame = ByteView(outcome.answers.front()).subspan(2);
    EXPECT_TRUE(iso8583::checkMac(
        frame, [&](ByteView data) { return crypto::macCups(lines.config.mak.view(), data); }));
    const iso8583::Message answer = iso8583::decode(frame).value();
    EXPECT_EQ(answer.tpdu, (iso8583::Tpdu{0x0000, 0x0003}));
    EXPECT_EQ(answer.mti, "0210");
    EXPECT_EQ(answer.text(3), "000000");
    EXPECT_EQ(answer.text(4), "000000001234");
    EXPECT_EQ(answer.text(11), "000001");
    EXPECT_EQ(answer.text(37).size(), 12U);
    EXPECT_EQ(answer.text(38).size(), 6U);
    EXPECT_EQ(answer.text(39), "00");
    EXPECT_EQ(answer.text(41), "10000001");
    EXPECT_EQ(answer.text(42), "898310054110001");
    EXPECT_EQ(answer.text(44), "Test Bank  48021000   ");
    EXPECT_FALSE(answer.has(2));
    EXPECT_EQ(lines.ledger->entries().front().state, EntryState::Approved);
    EXPECT_EQ(lines.ledger->entries().front().authCode, answer.text(38));
}

TEST(Switch, ProvesTheIssuerToTheCard) {
    Lines lines;
    const iso8583::Message message = requestMessage(lines.config, {});
    const iso8583::Message answer = lines.answer(framed(lines.config, message));
    const auto items = tlv::parse(answer.binary(55)).value();
    const auto issuerAuthentication = tlv::find(items, 0x91);
    ASSERT_TRUE(issuerAuthentication);
    const auto asked = tlv::parse(message.binary(55)).value();
    const auto card =
        deriveCardKey(lines.config.bank.issuers.front().imkAc.view(), kPan, "01").value();
    const auto session = deriveSessionKey(card.view(), 3).value();
    EXPECT_EQ(toHex(*issuerAuthentication),
              toHex(*arpc(session.view(), *tlv::find(asked, 0x9F26), "00")) + "3030");
}

TEST(Switch, RefusesAWrongMacWithoutATrace) {
    Lines lines;
    Bytes frame = request(lines.config, {});
    frame.back() ^= 1;
    EXPECT_EQ(lines.answer(frame).text(39), "A0");
    EXPECT_TRUE(lines.ledger->entries().empty());
}

TEST(Switch, RefusesWhatIsWrongWithTheCard) {
    Lines lines;
    const auto code = [&](const Purchase& purchase) {
        return lines.answer(request(lines.config, purchase)).text(39);
    };
    EXPECT_EQ(code({.stan = "000001", .genuine = false}), "59");
    EXPECT_EQ(code({.stan = "000002", .pan = "6228480000000000012"}), "41");
    EXPECT_EQ(code({.stan = "000003", .pan = "6228480000000000020"}), "14");
    EXPECT_EQ(code({.stan = "000004", .pan = "4000000000000000006"}), "15");
    EXPECT_EQ(code({.stan = "000005", .atc = 3, .expiry = "2910"}), "54");
    EXPECT_EQ(code({.stan = "000006", .atc = 4}), "00");
    EXPECT_EQ(code({.stan = "000007", .atc = 4}), "63");
    EXPECT_EQ(code({.stan = "000008", .atc = 2}), "63");
}

TEST(Switch, RefusesACryptogramForAnotherAmount) {
    Lines lines;
    iso8583::Message message = requestMessage(lines.config, {});
    message.set(4, "000000001200");
    EXPECT_EQ(lines.answer(framed(lines.config, message)).text(39), "30");
}

TEST(Switch, KeepsTheLimitsOfTheAccount) {
    Lines lines;
    const auto code = [&](const Purchase& purchase) {
        return lines.answer(request(lines.config, purchase)).text(39);
    };
    EXPECT_EQ(code({.minor = 5000'01, .stan = "000001", .atc = 1}), "61");
    EXPECT_EQ(code({.minor = 5000'00, .stan = "000002", .atc = 2}), "00");
    EXPECT_EQ(code({.minor = 5000'00, .stan = "000003", .atc = 3}), "00");
    EXPECT_EQ(code({.minor = 1, .stan = "000004", .atc = 4}), "51");
}

TEST(Switch, CountsWrongPins) {
    Lines lines;
    const auto code = [&](const std::string& pin, const char* stan, std::uint16_t atc) {
        return lines.answer(request(lines.config, {.stan = stan, .atc = atc, .pin = pin})).text(39);
    };
    EXPECT_EQ(code("654321", "000001", 1), "55");
    EXPECT_EQ(code("654321", "000002", 2), "55");
    EXPECT_EQ(code(kPin, "000003", 3), "00");
    EXPECT_EQ(code("654321", "000004", 4), "55");
    EXPECT_EQ(code("654321", "000005", 5), "55");
    EXPECT_EQ(code("654321", "000006", 6), "75");
    EXPECT_EQ(code(kPin, "000007", 7), "75");
}

// What the TVR says of the cardholder: not verified; the card's tries used up; PIN not entered.
TEST(Switch, RefusesWhereNobodyWasVerified) {
    Lines lines;
    std::uint16_t atc = 0;
    const auto code = [&](const char* tvr) {
        const std::string stan = "00000" + std::to_string(++atc);
        return lines.answer(request(lines.config, {.stan = stan, .atc = atc, .tvr = tvr})).text(39);
    };
    EXPECT_EQ(code("0000800000"), "55");
    EXPECT_EQ(code("0000A00000"), "75");
    EXPECT_EQ(code("0000880000"), "55");
    // The tries of the card are used up, and another method was successful.
    EXPECT_EQ(code("0000240000"), "00");
}

TEST(Switch, VerifiesPinsOfFormat4WhereTheDialectHasThem) {
    Lines lines;
    lines.config.pinField = iso8583::PinField::Octets16;
    const auto code = [&](const std::string& pin, const char* stan, std::uint16_t atc) {
        return lines.answer(request(lines.config, {.stan = stan, .atc = atc, .pin = pin})).text(39);
    };
    EXPECT_EQ(code("654321", "000001", 1), "55");
    EXPECT_EQ(code(kPin, "000002", 2), "00");
    EXPECT_EQ(code("", "000003", 3), "00") << "without a PIN the dialects agree";
    const auto format4 = request(lines.config, {.stan = "000004", .atc = 4, .pin = kPin});
    lines.config.pinField = iso8583::PinField::Octets8;
    const auto format0 = request(lines.config, {.stan = "000005", .atc = 5, .pin = kPin});
    EXPECT_TRUE(lines.handle(format4).cut);
    lines.config.pinField = iso8583::PinField::Octets16;
    EXPECT_TRUE(lines.handle(format0).cut);
}

TEST(Switch, TakesBackOnceHoweverOftenAsked) {
    Lines lines;
    lines.answer(request(lines.config, {}));
    const std::string& account = lines.ledger->entries().front().account;
    EXPECT_EQ(lines.ledger->spent(account), 1234);
    EXPECT_EQ(lines.answer(reversal(lines.config, {})).text(39), "00");
    EXPECT_EQ(lines.answer(reversal(lines.config, {})).text(39), "00");
    EXPECT_EQ(lines.answer(reversal(lines.config, {})).mti, "0410");
    EXPECT_EQ(lines.ledger->spent(account), 0);
    EXPECT_EQ(lines.ledger->entries().front().reversalReason, "98");
}

TEST(Switch, RefusesAReversalForAnotherAmount) {
    Lines lines;
    lines.answer(request(lines.config, {}));
    EXPECT_EQ(lines.answer(reversal(lines.config, {.minor = 1200})).text(39), "64");
    EXPECT_EQ(lines.ledger->entries().front().state, EntryState::Approved);
}

TEST(Switch, RefusesAnOriginalThatComesAfterItsReversal) {
    Lines lines;
    EXPECT_EQ(lines.answer(reversal(lines.config, {})).text(39), "25");
    EXPECT_EQ(lines.answer(request(lines.config, {})).text(39), "94");
    EXPECT_EQ(lines.ledger->entries().size(), 1U);
    EXPECT_EQ(lines.ledger->spent(lines.ledger->entries().front().account), 0);
}

TEST(Switch, DebitsARepeatedRequestOnce) {
    Lines lines;
    const Bytes frame = request(lines.config, {});
    EXPECT_EQ(lines.answer(frame).text(39), "00");
    EXPECT_EQ(lines.answer(frame).text(39), "94");
    EXPECT_EQ(lines.ledger->spent(lines.ledger->entries().front().account), 1234);
}

TEST(Switch, AnswersManagementAndRefusesWhatItDoesNotKnow) {
    Lines lines;
    iso8583::Message message;
    message.set(11, "000009");
    message.set(41, "10000001");
    message.set(42, "898310054110001");
    message.set(60, "00000001301");
    message.mti = "0820";
    EXPECT_EQ(lines.answer(framed(lines.config, message)).text(39), "00");
    message.mti = "0800";
    EXPECT_EQ(lines.answer(framed(lines.config, message)).mti, "0810");
    for (const char* type : {"0100", "0220", "0500"}) {
        message.mti = type;
        EXPECT_EQ(lines.answer(framed(lines.config, message)).text(39), "40") << type;
    }
}

TEST(Switch, LedgerHoldsNoCardNumber) {
    Lines lines;
    lines.answer(request(lines.config, {.pin = kPin}));
    QFile file(lines.directory.filePath("ledger.db"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray contents = file.readAll();
    EXPECT_TRUE(contents.contains("622848*********8901"));
    EXPECT_FALSE(contents.contains("12345678901"));
    EXPECT_FALSE(contents.contains(kPin));
}

}  // namespace tappay::simulator::network
