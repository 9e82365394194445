#include "simulator/perso/card_maker.h"

#include <numeric>

#include "simulator/card/keys.h"
#include "simulator/perso/certification.h"
#include "simulator/perso/common_data.h"
#include "simulator/perso/contactless_data.h"
#include "simulator/perso/national_data.h"

namespace tappay::simulator {
namespace {

constexpr const char* kPdol = "9F7A019F02065F2A02";
constexpr const char* kNationalPdol = "9F7A019F02065F2A02DF6901";
constexpr const char* kCdol1 = "9F02069F03069F1A0295055F2A029A039C019F37049F21039F4E14";
constexpr const char* kDdol = "9F3704";
constexpr const char* kLogFormat = "9A039F21039F02069F03069F1A025F2A029F4E149C019F3602";
// File 1 record 1, then file 2 records 1 to 4, of which the first is signed.
constexpr const char* kAfl = "0801010010010401";

void addCheckOctet(Bytes& atr) {
    atr.push_back(std::accumulate(
        atr.begin() + 1, atr.end(), std::uint8_t{0},
        [](std::uint8_t sum, std::uint8_t next) { return static_cast<std::uint8_t>(sum ^ next); }));
}

// Answers to reset as EMV Book 1, 8.2 wants them, with the historical octets "TAPPAY00" or
// "TAPPAY11". With T=1 a check octet follows.
Bytes atrOf(bool byteProtocol) {
    if (byteProtocol) return concat({octetsOf("3B680000"), asBytes("TAPPAY00")});
    Bytes atr = concat({octetsOf("3BE8000081312045"), asBytes("TAPPAY11")});
    addCheckOctet(atr);
    return atr;
}

// What a reader makes of an ISO/IEC 14443 type A card with eight historical octets (PC/SC part 3,
// 3.1.3.2.3).
Bytes contactlessAtr() {
    Bytes atr = concat({octetsOf("3B888001"), asBytes("TAPPAY14")});
    addCheckOctet(atr);
    return atr;
}

// GET DATA objects and the parameters of card risk management.
std::map<std::uint16_t, Bytes> dataObjects() {
    return {
        {0x9F51, octetsOf("0156")},          // currency in which the card counts
        {0x9F52, octetsOf("C0000000")},      // default action
        {0x9F54, octetsOf("000000050000")},  // 500.00 offline in all
        {0x9F56, octetsOf("80")},            // the issuer must prove itself before a yes
        {0x9F58, octetsOf("03")},            // offline in a row before asking to go online
        {0x9F59, octetsOf("05")},            // offline in a row before refusing
    };
}

bool hasSdaOnly(ByteView aip) {
    return (aip[0] & 0x60) == 0x40;
}

// What the terminal authenticates the card with: a certificate for the card's key, or the issuer's
// signature over the data.
Result<Record> authenticationRecord(const CardPlan& plan, const Issuer& issuer,
                                    const crypto::RsaPublicKey& iccKey,
                                    const ApplicationProfile& application, ByteView staticData) {
    Record record;
    if (hasSdaOnly(application.aip)) {
        TAPPAY_TRY(signature, signStaticData(*issuer.key, staticData));
        record.add(0x93, signature);
        return record;
    }
    TAPPAY_TRY(certificate,
               certifyCard(*issuer.key, iccKey, plan.pan, plan.certificateExpiry, staticData));
    if (plan.damagedCertificate) certificate.certificate[certificate.certificate.size() / 2] ^= 1;
    record.add(0x9F46, certificate.certificate)
        .add(0x9F47, iccKey.exponent)
        .add(0x9F48, certificate.remainder)
        .add(0x9F49, application.ddol);
    return record;
}

Result<void> addContactRecords(ApplicationProfile& application, const CardPlan& plan,
                               const Issuer& issuer, const crypto::RsaPublicKey& iccKey) {
    const auto authenticated = authenticatedRecord(plan);
    TAPPAY_TRY(authentication,
               authenticationRecord(plan, issuer, iccKey, application,
                                    concat({authenticated.content(), application.aip})));
    const Bytes keyIndex{kAuthorityKeyIndex};
    auto& records = application.records;
    records[{1, 1}] =
        Record().add(0x57, track2Of(plan)).add(0x5F20, asBytes("CARDHOLDER/TEST")).whole();
    records[{2, 1}] = authenticated.whole();
    records[{2, 2}] = riskRecord(application).whole();
    records[{2, 3}] = Record()
                          .add(0x8F, keyIndex)
                          .add(0x90, issuer.certificate)
                          .add(0x92, issuer.remainder)
                          .add(0x9F32, issuer.key->publicKey.exponent)
                          .whole();
    records[{2, 4}] = authentication.whole();
    return {};
}

Result<void> addKeys(ApplicationProfile& application, const CardPlan& plan, const Issuer& issuer,
                     const crypto::RsaPrivateKey& iccKey) {
    TAPPAY_TRY(keyAc, cardKey(issuer.tdes.ac, plan.pan, plan.panSequence));
    TAPPAY_TRY(keyMac, cardKey(issuer.tdes.mac, plan.pan, plan.panSequence));
    TAPPAY_TRY(keyEnc, cardKey(issuer.tdes.enc, plan.pan, plan.panSequence));
    application.keyAc = std::move(keyAc);
    application.keyMac = std::move(keyMac);
    application.keyEnc = std::move(keyEnc);
    if (!hasSdaOnly(application.aip))
        application.icc = crypto::RsaPrivateKey{iccKey.publicKey, SecretBytes(iccKey.der.view())};
    return {};
}

Result<ApplicationProfile> makeApplication(const CardPlan& plan, const Issuer& issuer,
                                           const crypto::RsaPrivateKey& iccKey, Random& random) {
    ApplicationProfile application;
    application.aid = octetsOf(plan.aid);
    application.label = plan.label;
    application.preferredName = plan.preferredName;
    application.preferredNameTable = 1;
    application.priority = plan.priority;
    if (plan.pdol) application.pdol = octetsOf(plan.national ? kNationalPdol : kPdol);
    application.aip = octetsOf(plan.aip);
    application.afl = octetsOf(kAfl);
    application.cdol1 = octetsOf(kCdol1);
    application.cdol2 = concat({octetsOf("8A02"), application.cdol1});
    application.ddol = octetsOf(kDdol);
    application.logFormat = octetsOf(kLogFormat);
    application.templateAnswers = plan.templateAnswers;
    application.data = dataObjects();
    application.pin = kPin;
    application.pinTries = plan.pinTries;
    application.blocked = plan.applicationBlocked;
    application.alwaysDeclines = plan.alwaysDeclines;
    TAPPAY_CHECK(addContactRecords(application, plan, issuer, iccKey.publicKey));
    TAPPAY_CHECK(addKeys(application, plan, issuer, iccKey));
    if (plan.tap) TAPPAY_CHECK(addContactless(application, plan, issuer, iccKey.publicKey));
    if (plan.national) TAPPAY_CHECK(addNational(application, plan, issuer, random));
    return application;
}

}  // namespace

Record authenticatedRecord(const CardPlan& plan) {
    Record record;
    record.addHex(0x5F25, "200101")
        .addHex(0x5F24, plan.expiry)
        .add(0x5A, packedDigits(plan.pan))
        .addHex(0x5F34, plan.panSequence)
        .addHex(0x9F07, "FF00")
        .addHex(0x8E, plan.cvmList)
        .addHex(0x9F0D, "DC4000A800")
        .addHex(0x9F0E, "0010000000")
        .addHex(0x9F0F, "DC4004F800")
        .addHex(0x5F28, "0156")
        .addHex(0x9F4A, "82");
    return record;
}

Record riskRecord(const ApplicationProfile& application) {
    Record record;
    record.add(0x8C, application.cdol1)
        .add(0x8D, application.cdol2)
        .addHex(0x9F08, kApplicationVersion)
        .addHex(0x5F30, "0220")
        .addHex(0x9F42, "0156")
        .addHex(0x9F63, kProduct);
    return record;
}

Bytes track2Of(const CardPlan& plan) {
    return packedDigits(plan.pan + "D" + plan.expiry.substr(0, 4) + "220" + "0000000");
}

Result<CardProfile> makeCard(const CardPlan& plan, const Institutions& institutions,
                             const crypto::RsaPrivateKey& iccKey, Random& random) {
    CardProfile card;
    card.name = plan.name;
    card.contact = plan.contact;
    card.contactless = plan.tap.has_value();
    card.byteProtocol = plan.byteProtocol;
    card.atr = atrOf(plan.byteProtocol);
    if (card.contactless) card.contactlessAtr = contactlessAtr();
    card.blocked = plan.cardBlocked;
    card.directory = plan.directory;
    TAPPAY_TRY(first, makeApplication(plan, institutions.issuerOf(plan.aid), iccKey, random));
    card.applications.push_back(std::move(first));
    for (const auto& other : plan.others) {
        TAPPAY_TRY(next, makeApplication(other, institutions.issuerOf(other.aid), iccKey, random));
        card.applications.push_back(std::move(next));
    }
    return card;
}

}  // namespace tappay::simulator
