#include "iso8583/message.h"

#include <gtest/gtest.h>

#include "crypto/mac.h"

namespace tappay::iso8583 {
namespace {

Bytes hex(std::string_view text) {
    return fromHex(text).value();
}

Message purchase() {
    Message m;
    m.mti = "0200";
    m.set(2, "6228480012345678901");
    m.set(3, "000000");
    m.set(4, "000000001234");
    m.set(11, "000123");
    m.set(14, "3012");
    m.set(22, "051");
    m.set(23, "001");
    m.set(25, "00");
    m.set(26, "12");
    m.set(35, "6228480012345678901=30122200000");
    m.set(41, "12345678");
    m.set(42, "898111111111111");
    m.set(49, "156");
    m.setBinary(52, hex("6B1CAF242C014F4D"));
    m.set(53, "2600000000000000");
    m.setBinary(55, hex("9F2608D86EA799901B37849F360200C5"));
    m.set(60, "22000001000601");
    return m;
}

const Bytes kMak = hex("0123456789ABCDEFFEDCBA9876543210");

Result<Bytes> mac(ByteView covered) {
    return crypto::macCups(kMak, covered);
}

Bytes withoutLength(const Bytes& frame) {
    return {frame.begin() + 2, frame.end()};
}

TEST(Message, PurchaseOctetByOctet) {
    const Bytes frame = encode(purchase()).value();
    EXPECT_EQ(toHex(frame),
              "008A"
              "6000030000"
              "603100310000"
              "0200"
              "702406C020C09A10"
              "1962284800123456789010"                // 2, left-aligned, zero filled
              "000000"                                // 3
              "000000001234"                          // 4
              "000123"                                // 11
              "3012"                                  // 14
              "0510"                                  // 22, left-aligned
              "0001"                                  // 23, right-aligned
              "00"                                    // 25
              "12"                                    // 26
              "316228480012345678901D301222000000"    // 35
              "3132333435363738"                      // 41
              "383938313131313131313131313131"        // 42
              "313536"                                // 49
              "6B1CAF242C014F4D"                      // 52
              "2600000000000000"                      // 53
              "00169F2608D86EA799901B37849F360200C5"  // 55
              "001422000001000601");                  // 60
}

TEST(Message, DecodeReadsWhatEncodeWrote) {
    const Message sent = purchase();
    const Message read = decode(withoutLength(encode(sent).value())).value();
    EXPECT_EQ(read.mti, "0200");
    EXPECT_EQ(read.tpdu, sent.tpdu);
    EXPECT_EQ(read.header, sent.header);
    for (const auto& [number, value] : sent.fields()) {
        if (number == 35) continue;
        EXPECT_EQ(toHex(read.binary(number)), toHex(value)) << number;
    }
    EXPECT_EQ(read.fields().size(), sent.fields().size());
    EXPECT_EQ(read.text(35), "6228480012345678901D30122200000");
}

TEST(Message, FieldsCanBeSetAndTakenAway) {
    Message m;
    EXPECT_FALSE(m.has(39));
    EXPECT_TRUE(m.text(39).empty());
    EXPECT_TRUE(m.binary(39).empty());
    m.set(39, "00");
    EXPECT_EQ(m.text(39), "00");
    m.remove(39);
    EXPECT_FALSE(m.has(39));
}

TEST(Message, ReplyGoesBackTheWayItCame) {
    const Tpdu tpdu{0x0003, 0x1234};
    EXPECT_EQ(tpdu.reversed(), (Tpdu{0x1234, 0x0003}));
    Message m;
    m.mti = "0810";
    m.tpdu = tpdu.reversed();
    EXPECT_EQ(toHex(ByteView(*encode(m)).subspan(2, 5)), "6012340003");
}

TEST(Message, MacCoversFromTheMessageTypeOn) {
    Bytes covered;
    const MacFunction recorder = [&](ByteView data) {
        covered.assign(data.begin(), data.end());
        return mac(data);
    };
    const Bytes frame = encode(purchase(), recorder).value();
    const ByteView all(frame);
    EXPECT_EQ(toHex(covered), toHex(all.subspan(13, all.size() - 13 - 8)));
    EXPECT_EQ(toHex(ByteView(covered).first(10)), "0200702406C020C09A11");
    EXPECT_EQ(toHex(all.last(8)), toHex(*mac(covered)));
    EXPECT_EQ(frame[0] << 8 | frame[1], static_cast<int>(frame.size()) - 2);
    EXPECT_TRUE(checkMac(withoutLength(frame), mac));
}

TEST(Message, MacFunctionReplacesAFieldSetBefore) {
    Message m = purchase();
    m.set(64, "00000000");
    EXPECT_TRUE(checkMac(withoutLength(*encode(m, mac)), mac));
    EXPECT_FALSE(checkMac(withoutLength(*encode(m)), mac));
}

TEST(Message, MacNoticesEveryOctet) {
    const Bytes frame = withoutLength(encode(purchase(), mac).value());
    for (std::size_t i = 11; i < frame.size(); ++i) {
        Bytes changed = frame;
        changed[i] ^= 0x01;
        const auto checked = checkMac(changed, mac);
        ASSERT_FALSE(checked) << i;
        EXPECT_EQ(checked.error().code, FailureCode::HostAnswerInvalid);
    }
}

TEST(Message, MacMissingOrImpossible) {
    const Bytes bare = withoutLength(encode(purchase()).value());
    EXPECT_EQ(checkMac(bare, mac).error().detail, "field 64: missing");
    const MacFunction noKey = [](ByteView) -> Result<Bytes> {
        return fail(FailureCode::KeyUnavailable);
    };
    EXPECT_EQ(encode(purchase(), noKey).error().code, FailureCode::KeyUnavailable);
    const MacFunction tooShort = [](ByteView) -> Result<Bytes> { return Bytes(4, 0); };
    EXPECT_EQ(encode(purchase(), tooShort).error().detail, "field 64: length");
}

TEST(Message, SignOnReplyCarriesKeysAsOctets) {
    Message m;
    m.mti = "0810";
    m.set(11, "000001");
    m.set(12, "101500");
    m.set(13, "1122");
    m.set(32, "48021000");
    m.set(37, "000000000001");
    m.set(39, "00");
    m.setBinary(62, hex("33BEA784DD989B6F3D580B215469E8FDCAEF8B3E66A7E6CA9149D570"
                        "0000000000000000DF85B3B3"));
    m.set(63, std::string("01 \xD6\xD0\xB9\xFA", 7));
    const Message read = decode(withoutLength(encode(m).value())).value();
    EXPECT_EQ(read.fields(), m.fields());
}

TEST(Message, PinFieldIsAsWideAsTheDialectSays) {
    Message message;
    message.mti = "0200";
    message.set(11, "000412");
    message.set(53, "4600000000000000");
    for (const auto& [field, octets] : {std::pair{PinField::Octets8, std::size_t{8}},
                                        std::pair{PinField::Octets16, std::size_t{16}}}) {
        message.setBinary(52, Bytes(octets, 0x5A));
        const auto frame = encode(message, {}, field);
        ASSERT_TRUE(frame) << frame.error().detail;
        const auto read = decode(ByteView(*frame).subspan(2), field);
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(read->binary(52).size(), octets);
        EXPECT_EQ(read->text(53), "4600000000000000");
        message.setBinary(52, Bytes(24 - octets, 0x5A));
        EXPECT_EQ(encode(message, {}, field).error().code, FailureCode::InputMalformed);
    }
}

TEST(Message, EncodeNamesTheFieldThatDoesNotFit) {
    const auto failing = [](int field, std::string value) {
        Message m = purchase();
        m.set(field, std::move(value));
        const auto encoded = encode(m);
        EXPECT_FALSE(encoded);
        EXPECT_EQ(encoded.error().code, FailureCode::InputMalformed);
        return encoded.error().detail;
    };
    EXPECT_EQ(failing(4, "1234"), "field 4: length");
    EXPECT_EQ(failing(4, "00000000123A"), "field 4: characters");
    EXPECT_EQ(failing(4, "-00000001234"), "field 4: characters");
    EXPECT_EQ(failing(2, "62284800123456789012"), "field 2: length");
    EXPECT_EQ(failing(3, "00000D"), "field 3: characters");
    EXPECT_EQ(failing(35, "6228480012345678901^3012"), "field 35: characters");
    EXPECT_EQ(failing(42, "short"), "field 42: length");
    EXPECT_EQ(failing(55, std::string(256, 'x')), "field 55: length");
    EXPECT_EQ(failing(5, "1"), "field 5: not in the dictionary");
    EXPECT_EQ(failing(1, "1"), "field 1: not in the dictionary");
    EXPECT_EQ(failing(0, "1"), "field 0: not in the dictionary");
    EXPECT_EQ(failing(65, "1"), "field 65: not in the dictionary");
    EXPECT_EQ(failing(-7, "1"), "field -7: not in the dictionary");
}

TEST(Message, EncodeChecksTypeAndHeader) {
    for (const char* mti : {"", "020", "02000", "02A0", "1200"}) {
        Message m = purchase();
        m.mti = mti;
        EXPECT_FALSE(encode(m)) << mti;
    }
    Message m = purchase();
    m.header.push_back(0);
    EXPECT_FALSE(encode(m));
}

TEST(FrameReader, CutsAStreamIntoFrames) {
    const Bytes one = encode(purchase()).value();
    Message echo;
    echo.mti = "0820";
    const Bytes two = encode(echo).value();
    const Bytes stream = concat({one, two, one});
    for (const std::size_t step : {1U, 2U, 7U, 1000U}) {
        FrameReader reader;
        std::vector<Bytes> frames;
        for (std::size_t at = 0; at < stream.size(); at += step) {
            reader.feed(ByteView(stream).subspan(at, std::min(step, stream.size() - at)));
            while (auto frame = reader.next().value())
                frames.push_back(std::move(*frame));
        }
        const std::vector<Bytes> expected{withoutLength(one), withoutLength(two),
                                          withoutLength(one)};
        EXPECT_EQ(frames, expected);
    }
}

}  // namespace
}  // namespace tappay::iso8583
