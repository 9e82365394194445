// A tapped card by itself: what it decides, what it signs, and when the money leaves it.

#include <gtest/gtest.h>

#include "crypto/hash.h"
#include "terminal_side.h"
#include "tlv/tlv.h"

namespace tappay::test {
namespace {

using namespace simulator;

constexpr const char* kPdol = "9F66049F02069F03069F1A0295055F2A029A039C019F3704DF6901";
constexpr const char* kFullReader = "36000080";  // qPBOC, contacts, PIN, signature, newer fDDA
constexpr const char* kElectronicCash = "81109000";
constexpr const char* kLastRecord = "00B2041C00";

const crypto::RsaPrivateKey& iccKey() {
    static const auto key = crypto::rsaGenerate(1024, 3).value();
    return key;
}

CardProfile tappedProfile(std::string_view processing = kElectronicCash) {
    auto profile = vectorProfile();
    profile.contactless = true;
    auto& application = profile.applications[0];
    application.icc = crypto::RsaPrivateKey{iccKey().publicKey, SecretBytes(iccKey().der.view())};
    ContactlessProfile contactless;
    contactless.pdol = hex(kPdol);
    contactless.aip = hex("7C00");
    contactless.afl = hex("18010401");
    contactless.onlineData = {{0x57, hex("1234D30120")}, {0x5F34, hex("01")}};
    contactless.lastRecord = hex("9F7406454343303031");
    application.contactless = std::move(contactless);
    application.data = {
        {0x9F51, hex("0156")},         {0x9F68, hex(processing)},     {0x9F6C, hex("2000")},
        {0x9F6B, hex("000000100000")}, {0x9F79, hex("000000050000")}, {0x9F78, hex("000000010000")},
        {0x9F6D, hex("000000002000")}, {0x9F54, hex("000000010000")},
    };
    return profile;
}

class Tapped : public testing::Test {
protected:
    explicit Tapped(CardProfile profile = tappedProfile()) : m_card(std::move(profile)) {
        m_card.interface = Interface::Contactless;
        renew();
    }
    // Away from the reader and back, with what the card remembers.
    void renew() {
        const auto saved = m_terminal ? m_terminal->saved() : vectorState(m_card.make());
        m_terminal = std::make_unique<TerminalSide>(m_card.make(), saved, m_card.interface);
    }
    apdu::Response begin(std::string_view ttq, std::string_view amount,
                         std::string_view currency = "0156", std::string_view sm = "00") {
        EXPECT_EQ(m_terminal->select(), 0x9000);
        return m_terminal->send(apdu::getProcessingOptions(
            hex(std::string(ttq) + std::string(amount) + "000000000000015600000000" + "00" +
                std::string(currency) + "26060100A1B2C3D4" + std::string(sm))));
    }
    static std::string valueOf(const apdu::Response& response, tlv::Tag tag) {
        const auto value = tlv::findDeep(response.data, tag);
        return value ? toHex(*value) : "none";
    }
    std::string balance() { return valueOf(m_terminal->send("80CA9F7900"), 0x9F79); }

    // Profiles hold keys and can't be copied, so one is made for each tap.
    struct Maker {
        explicit Maker(CardProfile profile) : first(std::move(profile)) {}
        CardProfile make() const {
            auto profile = tappedProfile();
            profile.applications[0].data = first.applications[0].data;
            profile.applications[0].national = first.applications[0].national;
            profile.applications[0].contactless = first.applications[0].contactless;
            return profile;
        }
        CardProfile first;
        Interface interface = Interface::Contactless;
    } m_card;
    std::unique_ptr<TerminalSide> m_terminal;
};

TEST_F(Tapped, OnlineRequestByteForByte) {
    // More than the card pays by itself; the cryptogram is the published one but for the CVR.
    m_card.first.applications[0].data[0x9F68] = hex("00001000");
    m_card.first.applications[0].data.erase(0x9F79);
    renew();
    const auto response = begin(kFullReader, "000000010000");
    EXPECT_EQ(toHex(response.encode()),
              "772F82027C009F360200039F2608D86EA799901B37849F100807010103A00000019F6C022000"
              "57051234D30120"
              "5F340101"
              "9000");
    EXPECT_EQ(m_terminal->send(kLastRecord).sw, 0x6985);
    EXPECT_EQ(m_terminal->send(apdu::generateAc(0x40, hex(kVectorCdol1))).sw, 0x6985);
}

TEST_F(Tapped, PaysWhenTheLastRecordIsRead) {
    const auto response = begin(kFullReader, "000000003000");
    ASSERT_EQ(response.sw, 0x9000);
    EXPECT_EQ(valueOf(response, 0x94), "18010401");
    EXPECT_EQ(valueOf(response, 0x9F10).substr(0, 16),
              "07010103900000"
              "01");
    EXPECT_EQ(valueOf(response, 0x9F5D), "000000047000");  // what will be left
    EXPECT_EQ(balance(), "000000050000");
    const auto record = m_terminal->send(kLastRecord);
    EXPECT_EQ(valueOf(record, 0x9F74), "454343303031");
    EXPECT_EQ(balance(), "000000047000");
    // What is written in the log is what left the card.
    EXPECT_EQ(toHex(m_terminal->send("00B2015C00").data), "2606010000000030000003");
}

TEST_F(Tapped, KeepsTheMoneyWhenTornBeforeTheLastRecord) {
    ASSERT_EQ(begin(kFullReader, "000000003000").sw, 0x9000);
    renew();
    ASSERT_EQ(m_terminal->select(), 0x9000);
    EXPECT_EQ(valueOf(m_terminal->send("80CA9F3600"), 0x9F36), "0003");
    EXPECT_EQ(m_terminal->send(kLastRecord).sw, 0x6985);
    EXPECT_EQ(balance(), "000000050000");
}

TEST_F(Tapped, AnswersTheLastRecordAgainWithoutPayingAgain) {
    ASSERT_EQ(begin(kFullReader, "000000003000").sw, 0x9000);
    const auto lost = m_terminal->send(kLastRecord);
    renew();
    ASSERT_EQ(m_terminal->select(), 0x9000);
    EXPECT_EQ(valueOf(m_terminal->send("80CA9F3600"), 0x9F36), "0003");
    EXPECT_EQ(toHex(m_terminal->send(kLastRecord).encode()), toHex(lost.encode()));
    EXPECT_EQ(balance(), "000000047000");
    // Until the next one begins.
    ASSERT_EQ(begin(kFullReader, "000000020000").sw, 0x9000);
    EXPECT_EQ(m_terminal->send(kLastRecord).sw, 0x6985);
    EXPECT_EQ(balance(), "000000047000");
}

TEST_F(Tapped, SignsWhatTheReaderKnows) {
    struct Case {
        const char* ttq;
        bool newer;
    };
    for (const auto& [ttq, newer] : {Case{"36000000", false}, Case{kFullReader, true}}) {
        renew();
        const auto response = begin(ttq, "000000000100");
        const auto record = m_terminal->send(kLastRecord);
        const auto related = valueOf(record, 0x9F69);
        EXPECT_EQ(related != "none", newer);
        if (newer) {
            EXPECT_EQ(related.size(), 16U);
            EXPECT_EQ(related.substr(0, 2) + related.substr(10), "01200000");
        }
        const auto clear =
            crypto::rsaRecover(iccKey().publicKey, hex(valueOf(record, 0x9F4B))).value();
        EXPECT_EQ(toHex(ByteView(clear).first(7)), "6A05010302" + valueOf(response, 0x9F36));
        const std::string terminal =
            newer ? "A1B2C3D40000000001000156" + related : std::string("A1B2C3D4");
        const auto hash =
            crypto::sha1(concat({ByteView(clear).subspan(1, clear.size() - 22), hex(terminal)}));
        EXPECT_EQ(toHex(ByteView(clear).subspan(clear.size() - 21, 20)), toHex(hash));
    }
}

TEST_F(Tapped, SignsInTheFirstAnswerWhereItIsMadeSo) {
    m_card.first.applications[0].contactless->signatureInRecord = false;
    renew();
    EXPECT_EQ(valueOf(begin(kFullReader, "000000000100"), 0x9F4B).size(), 256U);
}

TEST_F(Tapped, ComputesWithSm4WhereTheTerminalDoes) {
    auto& application = m_card.first.applications[0];
    application.data[0x9F68] = hex("00001000");
    application.data.erase(0x9F79);
    NationalProfile national;
    national.contactlessAip = hex("7C00");
    national.contactlessAfl = hex("28010401");
    national.keyAc = hex("C66893BCBFE50A7F30F0153D27388677");
    national.iccScalar = Bytes(32, 0x11);
    application.national = std::move(national);
    renew();
    const auto response = begin(kFullReader, "000000010000", "0156", "01");
    EXPECT_EQ(valueOf(response, 0x9F26), "5C96F5455FC3C851");
    EXPECT_EQ(valueOf(response, 0x9F10), "07010103A0000004");
}

TEST_F(Tapped, PhoneAsksItsOwnerFirst) {
    auto& application = m_card.first.applications[0];
    application.data[0x9F68] = hex("00008000");
    application.contactless->confirmsOnDevice = true;
    renew();
    EXPECT_EQ(begin("36000080", "000000001000").sw, 0x6986);
    EXPECT_EQ(begin("36000080", "000000001000").sw, 0x6986);
    auto confirmed = m_terminal->saved();
    EXPECT_TRUE(confirmed.applications.begin()->second.deviceAsked);
    EXPECT_EQ(confirmed.applications.begin()->second.atc, 2);
    confirmed.applications.begin()->second.deviceConfirmed = true;
    m_terminal = std::make_unique<TerminalSide>(m_card.make(), confirmed, m_card.interface);
    const auto response = begin("36404080", "000000200000");
    EXPECT_EQ(valueOf(response, 0x9F6C), "2080");
    EXPECT_EQ(valueOf(response, 0x9F10).substr(6, 4), "03A0");
    // Each payment anew.
    EXPECT_EQ(begin("36404080", "000000200000").sw, 0x6986);
}

struct DecisionCase {
    const char *what, *processing, *ttq, *amount, *currency;
    unsigned sw;
    const char *outcome, *ctq;  // CVR octet 2
};
class Decision : public Tapped, public testing::WithParamInterface<DecisionCase> {};

TEST_P(Decision, IsTheSpecifications) {
    const auto& c = GetParam();
    m_card.first.applications[0].data[0x9F68] = hex(c.processing);
    renew();
    const auto response = begin(c.ttq, c.amount, c.currency);
    EXPECT_EQ(response.sw, c.sw) << c.what;
    if (c.sw != 0x9000) return;
    EXPECT_EQ(valueOf(response, 0x9F10).substr(8, 2), c.outcome) << c.what;
    EXPECT_EQ(valueOf(response, 0x9F6C), c.ctq) << c.what;
}

constexpr const char *kTc = "90", *kArqc = "A0", *kAac = "80";
constexpr const char *k30 = "000000003000", *k100 = "000000010000", *k101 = "000000010001",
                     *k1001 = "000000100100";
INSTANTIATE_TEST_SUITE_P(
    Table, Decision,
    testing::Values(
        DecisionCase{"small", kElectronicCash, kFullReader, k30, "0156", 0x9000, kTc, "2000"},
        DecisionCase{"at the limit", kElectronicCash, kFullReader, k100, "0156", 0x9000, kTc,
                     "2000"},
        DecisionCase{"above it", kElectronicCash, kFullReader, k101, "0156", 0x9000, kArqc, "2000"},
        DecisionCase{"above it, offline only", kElectronicCash, "2E000080", k101, "0156", 0x9000,
                     kAac, "2000"},
        DecisionCase{"wanted online", kElectronicCash, "36800080", k30, "0156", 0x9000, kArqc,
                     "2000"},
        DecisionCase{"no balance check", "01109000", kFullReader, k30, "0156", 0x9000, kArqc,
                     "2000"},
        DecisionCase{"total below", "40109000", kFullReader, k100, "0156", 0x9000, kTc, "2000"},
        DecisionCase{"either is enough", "20109000", kFullReader, k100, "0156", 0x9000, kTc,
                     "2000"},
        DecisionCase{"other currency", kElectronicCash, kFullReader, k30, "0840", 0x9000, kArqc,
                     "2000"},
        DecisionCase{"other currency refused", "81509000", kFullReader, k30, "0840", 0x9000, kAac,
                     "2000"},
        DecisionCase{"other currency allowed", "85109000", kFullReader, k30, "0840", 0x9000, kTc,
                     "2000"},
        DecisionCase{"card's own limit, PIN", kElectronicCash, kFullReader, k1001, "0156", 0x9000,
                     kArqc, "A000"},
        DecisionCase{"reader's wish, PIN", kElectronicCash, "36400080", k30, "0156", 0x9000, kArqc,
                     "A000"},
        DecisionCase{"no PIN here", kElectronicCash, "32400080", k30, "0156", 0x9000, kTc, "6000"},
        DecisionCase{"nothing here, contacts", kElectronicCash, "30400080", k30, "0156", 0x6984,
                     nullptr, nullptr},
        DecisionCase{"nothing here", kElectronicCash, "20400080", k30, "0156", 0x9000, kAac,
                     "2000"},
        DecisionCase{"prefers contacts", "83109000", kFullReader, k101, "0156", 0x6984, nullptr,
                     nullptr},
        DecisionCase{"no qPBOC", kElectronicCash, "16000080", k30, "0156", 0x6985, nullptr,
                     nullptr}),
    [](const auto& tested) {
        std::string name;
        for (const char c : std::string(tested.param.what))
            if (std::isalnum(static_cast<unsigned char>(c))) name += c;
        return name;
    });

TEST_F(Tapped, LoadsBeforeTheBalanceIsTooLow) {
    m_card.first.applications[0].data[0x9F79] = hex("000000004000");
    renew();
    // 40.00 - 30.00 is below the threshold of 20.00.
    const auto online = begin(kFullReader, k30);
    EXPECT_EQ(valueOf(online, 0x9F10).substr(8, 4), "A020");
    EXPECT_EQ(valueOf(begin("2E000080", k30), 0x9F10).substr(8, 2), kTc);
    EXPECT_EQ(m_terminal->send(kLastRecord).sw, 0x9000);
    EXPECT_EQ(balance(), "000000001000");
}

}  // namespace
}  // namespace tappay::test
