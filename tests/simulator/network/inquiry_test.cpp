#include <gtest/gtest.h>

#include "purchase.h"
#include "simulator/network/issuer_keys.h"
#include "tlv/tlv.h"

// Whether a card is there, which costs nothing.
namespace tappay::simulator::network {

using namespace test;

namespace {

Purchase asked(const std::string& stan, std::uint16_t atc) {
    return {.minor = 0, .stan = stan, .atc = atc, .inquiry = true};
}

}  // namespace

TEST(Inquiry, ConfirmsTheCardAndLeavesTheBooksAlone) {
    Lines lines;
    const auto message = requestMessage(lines.config, asked("000001", 3));
    const auto answer = lines.answer(framed(lines.config, message));
    EXPECT_EQ(answer.mti, "0210");
    EXPECT_EQ(answer.text(3), "310000");
    EXPECT_EQ(answer.text(39), "00");
    EXPECT_FALSE(answer.has(4));
    EXPECT_FALSE(answer.has(38)) << "nothing is authorised";
    EXPECT_FALSE(answer.has(54)) << "the balance is nobody's business";
    const auto cryptogram = *tlv::find(tlv::parse(message.binary(55)).value(), 0x9F26);
    const auto card =
        deriveCardKey(lines.config.bank.issuers.front().imkAc.view(), kPan, "01").value();
    const auto session = deriveSessionKey(card.view(), 3).value();
    const auto items = tlv::parse(answer.binary(55)).value();
    EXPECT_EQ(toHex(*tlv::find(items, 0x91)),
              toHex(*arpc(session.view(), cryptogram, "00")) + "3030");
    EXPECT_TRUE(lines.ledger->entries().empty());
}

TEST(Inquiry, ACounterThatWasUsedIsUsed) {
    Lines lines;
    EXPECT_EQ(lines.answer(request(lines.config, asked("000001", 3))).text(39), "00");
    EXPECT_EQ(lines.answer(request(lines.config, asked("000002", 3))).text(39), "63");
    EXPECT_EQ(lines.answer(request(lines.config, {.stan = "000003", .atc = 3})).text(39), "63");
    EXPECT_EQ(lines.answer(request(lines.config, {.stan = "000004", .atc = 4})).text(39), "00");
    EXPECT_EQ(lines.answer(request(lines.config, asked("000005", 4))).text(39), "63");
    EXPECT_EQ(lines.answer(request(lines.config, asked("000006", 5))).text(39), "00");
}

TEST(Inquiry, RefusesWhatIsWrong) {
    Lines lines;
    auto forged = asked("000001", 3);
    forged.genuine = false;
    EXPECT_EQ(lines.answer(request(lines.config, forged)).text(39), "59");
    auto amount = asked("000002", 3);
    amount.minor = 1;
    EXPECT_EQ(lines.answer(request(lines.config, amount)).text(39), "30");
    auto lost = asked("000003", 3);
    lost.pan = "6228480000000000012";
    EXPECT_EQ(lines.answer(request(lines.config, lost)).text(39), "41");
    auto expired = asked("000004", 4);
    expired.expiry = "2001";
    EXPECT_EQ(lines.answer(request(lines.config, expired)).text(39), "54");
    auto unknown = asked("000005", 5);
    unknown.pan = "6228480000000000020";
    EXPECT_EQ(lines.answer(request(lines.config, unknown)).text(39), "14");
    Bytes frame = request(lines.config, asked("000006", 6));
    frame.back() ^= 1;
    EXPECT_EQ(lines.answer(frame).text(39), "A0");
    auto mixed = requestMessage(lines.config, asked("000007", 7));
    mixed.set(60, requestMessage(lines.config, {}).text(60));
    EXPECT_EQ(lines.answer(framed(lines.config, mixed)).text(39), "40") << "a purchase's type";
}

TEST(Inquiry, ACardWithSm4IsConfirmedLikewise) {
    Lines lines;
    auto sm4 = asked("000001", 3);
    sm4.sm4 = true;
    EXPECT_EQ(lines.answer(request(lines.config, sm4)).text(39), "00");
}

}  // namespace tappay::simulator::network
