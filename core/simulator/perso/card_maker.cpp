#include "simulator/perso/card_maker.h"

#include <numeric>

#include "simulator/card/keys.h"
#include "simulator/perso/certification.h"
#include "tlv/tlv.h"

namespace tappay::simulator {
namespace {

constexpr const char* kPdol = "9F7A019F02065F2A02";
constexpr const char* kCdol1 = "9F02069F03069F1A0295055F2A029A039C019F37049F21039F4E14";
constexpr const char* kDdol = "9F3704";
constexpr const char* kLogFormat = "9A039F21039F02069F03069F1A025F2A029F4E149C019F3602";
// File 1 record 1, then file 2 records 1 to 4, of which the first is signed.
constexpr const char* kAfl = "0801010010010401";

Bytes hex(std::string_view text) {
    return fromHex(text).value_or(Bytes());
}

Bytes digits(std::string text) {
    if (text.size() % 2 != 0) text += 'F';
    return hex(text);
}

// Answers to reset as EMV Book 1, 8.2 wants them, with the historical octets "TAPPAY00" or
// "TAPPAY11". With T=1 a check octet follows.
Bytes atrOf(bool byteProtocol) {
    if (byteProtocol) return concat({hex("3B680000"), asBytes("TAPPAY00")});
    Bytes atr = concat({hex("3BE8000081312045"), asBytes("TAPPAY11")});
    const auto check = std::accumulate(
        atr.begin() + 1, atr.end(), std::uint8_t{0},
        [](std::uint8_t sum, std::uint8_t next) { return static_cast<std::uint8_t>(sum ^ next); });
    atr.push_back(check);
    return atr;
}

class Record {
public:
    Record& add(tlv::Tag tag, ByteView value) {
        if (!value.empty()) tlv::appendItem(m_content, tag, value);
        return *this;
    }
    Record& addHex(tlv::Tag tag, std::string_view text) { return add(tag, hex(text)); }
    [[nodiscard]] const Bytes& content() const { return m_content; }
    [[nodiscard]] Bytes whole() const { return tlv::encode(0x70, m_content); }

private:
    Bytes m_content;
};

// The data that offline data authentication protects.
Record signedRecord(const CardPlan& plan) {
    Record record;
    record.addHex(0x5F25, "200101")
        .addHex(0x5F24, plan.expiry)
        .add(0x5A, digits(plan.pan))
        .addHex(0x5F34, kPanSequence)
        .addHex(0x9F07, "FF00")
        .addHex(0x8E, plan.cvmList)
        .addHex(0x9F0D, "DC4000A800")
        .addHex(0x9F0E, "0010000000")
        .addHex(0x9F0F, "DC4004F800")
        .addHex(0x5F28, "0156")
        .addHex(0x9F4A, "82");
    return record;
}

// GET DATA objects and the parameters of card risk management.
std::map<std::uint16_t, Bytes> dataObjects() {
    return {
        {0x9F51, hex("0156")},          // currency in which the card counts
        {0x9F52, hex("C0000000")},      // default action
        {0x9F54, hex("000000050000")},  // 500.00 offline in all
        {0x9F56, hex("80")},            // the issuer must prove itself before the card says yes
        {0x9F58, hex("03")},            // offline in a row before asking to go online
        {0x9F59, hex("05")},            // offline in a row before refusing
    };
}

}  // namespace

Result<CardProfile> makeCard(const CardPlan& plan, const Issuer& issuer,
                             crypto::RsaPrivateKey iccKey) {
    ApplicationProfile application;
    application.aid = hex(plan.aid);
    application.label = plan.label;
    application.preferredName = plan.preferredName;
    application.preferredNameTable = 1;
    if (plan.pdol) application.pdol = hex(kPdol);
    application.aip = hex(plan.aip);
    application.afl = hex(kAfl);
    application.cdol1 = hex(kCdol1);
    application.cdol2 = concat({hex("8A02"), application.cdol1});
    application.ddol = hex(kDdol);
    application.logFormat = hex(kLogFormat);
    application.templateAnswers = plan.templateAnswers;
    application.data = dataObjects();
    application.pin = kPin;
    application.pinTries = plan.pinTries;

    const auto authenticated = signedRecord(plan);
    TAPPAY_TRY(certificate,
               certifyCard(issuer.key, iccKey.publicKey, plan.pan, plan.certificateExpiry,
                           concat({authenticated.content(), application.aip})));
    if (plan.damagedCertificate) certificate.certificate[certificate.certificate.size() / 2] ^= 1;

    const auto track2 = digits(plan.pan + "D" + plan.expiry.substr(0, 4) + "220" + "0000000");
    const Bytes keyIndex{kAuthorityKeyIndex};
    auto& records = application.records;
    records[{1, 1}] = Record().add(0x57, track2).add(0x5F20, asBytes("CARDHOLDER/TEST")).whole();
    records[{2, 1}] = authenticated.whole();
    records[{2, 2}] = Record()
                          .add(0x8C, application.cdol1)
                          .add(0x8D, application.cdol2)
                          .addHex(0x9F08, "0030")
                          .addHex(0x5F30, "0220")
                          .addHex(0x9F42, "0156")
                          .addHex(0x9F63, "3132333400000000000000000000FFFF")
                          .whole();
    records[{2, 3}] = Record()
                          .add(0x8F, keyIndex)
                          .add(0x90, issuer.certificate)
                          .add(0x92, issuer.remainder)
                          .add(0x9F32, issuer.key.publicKey.exponent)
                          .whole();
    records[{2, 4}] = Record()
                          .add(0x9F46, certificate.certificate)
                          .add(0x9F47, iccKey.publicKey.exponent)
                          .add(0x9F48, certificate.remainder)
                          .add(0x9F49, application.ddol)
                          .whole();

    TAPPAY_TRY(keyAc, cardKey(issuer.imkAc, plan.pan, kPanSequence));
    TAPPAY_TRY(keyMac, cardKey(issuer.imkMac, plan.pan, kPanSequence));
    TAPPAY_TRY(keyEnc, cardKey(issuer.imkEnc, plan.pan, kPanSequence));
    application.keyAc = std::move(keyAc);
    application.keyMac = std::move(keyMac);
    application.keyEnc = std::move(keyEnc);
    application.icc = std::move(iccKey);

    CardProfile card;
    card.name = plan.name;
    card.byteProtocol = plan.byteProtocol;
    card.atr = atrOf(plan.byteProtocol);
    card.applications.push_back(std::move(application));
    return card;
}

}  // namespace tappay::simulator
