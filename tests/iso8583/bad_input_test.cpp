// What a broken or hostile host may send: every defect is refused by name.

#include <gtest/gtest.h>

#include "iso8583/message.h"

namespace tappay::iso8583 {
namespace {

constexpr std::string_view kPrologue = "6000000003603100310000";

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

std::string defectOf(std::string_view afterPrologue) {
    const auto decoded = decode(hex(std::string(kPrologue) + std::string(afterPrologue)));
    if (decoded) return "accepted";
    EXPECT_EQ(decoded.error().code, FailureCode::HostAnswerInvalid);
    return decoded.error().detail;
}

TEST(BadInput, TheseAreGood) {
    EXPECT_EQ(defectOf("0810 0000000000000000"), "accepted");
    EXPECT_EQ(defectOf("0210 0000000002000000 3030"), "accepted");
    EXPECT_EQ(defectOf("0210 4000000000000000 03 123F"), "accepted");
    EXPECT_EQ(defectOf("0210 4000000000000000 00"), "accepted");
}

TEST(BadInput, FrameTooShortOrTooLong) {
    EXPECT_EQ(decode({}).error().detail, "frame shorter than a message");
    EXPECT_EQ(decode(Bytes(20, 0x60)).error().detail, "frame shorter than a message");
    EXPECT_EQ(decode(Bytes(64 * 1024, 0x60)).error().detail, "frame longer than any message");
    EXPECT_EQ(decode(Bytes(21, 0x00)).error().detail, "TPDU");
}

TEST(BadInput, MessageType) {
    EXPECT_EQ(defectOf("02A0 0000000000000000"), "message type");
    EXPECT_EQ(defectOf("1210 0000000000000000"), "message type");
}

TEST(BadInput, BitmapLies) {
    EXPECT_EQ(defectOf("0210 8000000000000000"), "field 1: not in the dictionary");
    EXPECT_EQ(defectOf("0210 0800000000000000"), "field 5: not in the dictionary");
    EXPECT_EQ(defectOf("0210 0000000002000000"), "field 39: cut short");
    EXPECT_EQ(defectOf("0210 0000000000000000 3030"), "octets after the last field");
    EXPECT_EQ(defectOf("0210 0000000002000001 3030"), "field 64: cut short");
    EXPECT_EQ(defectOf("0210 FFFFFFFFFFFFFFFF"), "field 1: not in the dictionary");
}

TEST(BadInput, DigitsThatAreNone) {
    EXPECT_EQ(defectOf("0210 1000000000000000 00000000123A"), "field 4: not decimal digits");
    EXPECT_EQ(defectOf("0210 1000000000000000 F00000001234"), "field 4: not decimal digits");
    EXPECT_EQ(defectOf("0210 0000040000000000 0511"), "field 22: not decimal digits");
    EXPECT_EQ(defectOf("0210 0000040000000000 051F"), "field 22: not decimal digits");
    EXPECT_EQ(defectOf("0210 0000020000000000 1001"), "field 23: not decimal digits");
    EXPECT_EQ(defectOf("0210 4000000000000000 03 1239"), "field 2: not decimal digits");
    EXPECT_EQ(defectOf("0210 4000000000000000 04 12D4"), "field 2: not decimal digits");
    EXPECT_EQ(defectOf("0210 0000000020000000 04 12E4"), "field 35: not decimal digits");
    EXPECT_EQ(defectOf("0210 0000000020000000 04 12D4"), "accepted");
}

TEST(BadInput, LengthPrefixes) {
    EXPECT_EQ(defectOf("0210 4000000000000000"), "field 2: length cut short");
    EXPECT_EQ(defectOf("0210 4000000000000000 1A"), "field 2: length is not decimal");
    EXPECT_EQ(defectOf("0210 4000000000000000 20 0000"),
              "field 2: longer than the dictionary allows");
    EXPECT_EQ(defectOf("0210 4000000000000000 19 622848"), "field 2: cut short");
    EXPECT_EQ(defectOf("0210 0000000000000200 02"), "field 55: length cut short");
    EXPECT_EQ(defectOf("0210 0000000000000200 0256"),
              "field 55: longer than the dictionary allows");
    EXPECT_EQ(defectOf("0210 0000000000000200 9999"),
              "field 55: longer than the dictionary allows");
    EXPECT_EQ(defectOf("0210 0000000000000200 0F00"), "field 55: length is not decimal");
    EXPECT_EQ(defectOf("0210 0000000000000200 0003 9F36"), "field 55: cut short");
}

TEST(BadInput, TextThatIsNone) {
    EXPECT_EQ(defectOf("0210 0000000002000000 3000"), "field 39: characters");
    EXPECT_EQ(defectOf("0210 0000000002000000 30B0"), "field 39: characters");
    EXPECT_EQ(defectOf("0210 0000000002000000 307F"), "field 39: characters");
    // Free text of the bank may be GBK, but no control characters.
    EXPECT_EQ(defectOf("0210 0000000000000002 0004 D6D0B9FA"), "accepted");
    EXPECT_EQ(defectOf("0210 0000000000000002 0004 D6D00AFA"), "field 63: characters");
}

TEST(BadInput, EveryCutOfAGoodFrameIsRefused) {
    const Bytes whole = hex(std::string(kPrologue) +
                            "0210 7000000002000200 03 123F 000000 000000001234 3030 0003 9F3600");
    ASSERT_TRUE(decode(whole));
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(decode(ByteView(whole).first(size))) << size;
    Bytes longer = whole;
    longer.push_back(0);
    EXPECT_EQ(decode(longer).error().detail, "octets after the last field");
}

TEST(BadInput, LengthHeaderLies) {
    const auto failing = [](std::string_view stream) {
        FrameReader reader;
        reader.feed(hex(stream));
        const auto next = reader.next();
        return next ? std::string("accepted") : next.error().detail;
    };
    EXPECT_EQ(failing("0000"), "length header too small for a message");
    EXPECT_EQ(failing("0014"), "length header too small for a message");
    EXPECT_EQ(failing("1001"), "length header larger than any message");
    EXPECT_EQ(failing("FFFF"), "length header larger than any message");
    EXPECT_EQ(failing("00"), "accepted");
    EXPECT_EQ(failing("1000"), "accepted");
    FrameReader reader;
    EXPECT_FALSE(reader.next().value());
    reader.feed(hex("FFFF6000"));
    EXPECT_FALSE(reader.next());
    EXPECT_FALSE(reader.next()) << "a stream that lied once can't be trusted again";
}

}  // namespace
}  // namespace tappay::iso8583
