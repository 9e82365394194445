#include "simulator/perso/contactless_data.h"

#include "simulator/perso/certification.h"

namespace tappay::simulator {
namespace {

constexpr const char* kPdol = "9F66049F02069F03069F1A0295055F2A029A039C019F3704";
constexpr const char* kNationalPdol = "9F66049F02069F03069F1A0295055F2A029A039C019F3704DF6901";
// DDA, cardholder verification, risk management, issuer authentication.
constexpr const char* kAip = "3C00";
// File 3 records 1 to 4, of which the first is signed.
constexpr const char* kAfl = "18010401";
constexpr const char* kBalanceCeiling = "1000.00";

// "12.34" as 000000001234.
Bytes amountOf(const std::string& text) {
    std::string digits;
    for (const char c : text)
        if (c != '.') digits += c;
    digits.insert(0, 12 - digits.size(), '0');
    return octetsOf(digits);
}

void addRiskData(ApplicationProfile& application, const TapPlan& tap) {
    auto& data = application.data;
    data[0x9F68] = octetsOf(tap.processing);
    data[0x9F6C] = octetsOf(tap.qualifiers);
    data[0x9F6B] = amountOf(tap.cvmLimit);
    if (tap.balance.empty()) return;
    data[0x9F77] = amountOf(kBalanceCeiling);
    data[0x9F78] = amountOf(tap.singleLimit);
    data[0x9F79] = amountOf(tap.balance);
    data[0x9F6D] = amountOf(tap.resetThreshold);
}

std::map<std::uint16_t, Bytes> onlineData(const CardPlan& plan) {
    std::map<std::uint16_t, Bytes> data{{0x57, track2Of(plan)}, {0x9F63, octetsOf(kProduct)}};
    if (!plan.panSequence.empty()) data[0x5F34] = octetsOf(plan.panSequence);
    return data;
}

}  // namespace

// An authorisation code of the issuer makes it a payment from the electronic cash.
Bytes lastRecordOf(const CardPlan& plan) {
    return plan.tap->balance.empty() ? Bytes() : tlv::encode(0x9F74, asBytes("ECC001"));
}

Result<void> addContactless(ApplicationProfile& application, const CardPlan& plan,
                            const Issuer& issuer, const crypto::RsaPublicKey& iccKey) {
    const auto& tap = *plan.tap;
    ContactlessProfile contactless;
    contactless.pdol = octetsOf(plan.national ? kNationalPdol : kPdol);
    contactless.aip = octetsOf(kAip);
    contactless.afl = octetsOf(kAfl);
    contactless.onlineData = onlineData(plan);
    contactless.lastRecord = lastRecordOf(plan);
    contactless.signatureInRecord = tap.signatureInRecord;
    contactless.confirmsOnDevice = tap.confirmsOnDevice;
    addRiskData(application, tap);

    const auto authenticated = authenticatedRecord(plan);
    TAPPAY_TRY(certificate, certifyCard(*issuer.key, iccKey, plan.pan, plan.certificateExpiry,
                                        concat({authenticated.content(), contactless.aip})));
    const Bytes keyIndex{kAuthorityKeyIndex};
    auto& records = application.records;
    records[{3, 1}] = authenticated.whole();
    records[{3, 2}] = Record()
                          .add(0x8F, keyIndex)
                          .add(0x90, issuer.certificate)
                          .add(0x92, issuer.remainder)
                          .add(0x9F32, issuer.key->publicKey.exponent)
                          .whole();
    records[{3, 3}] = Record()
                          .add(0x9F46, certificate.certificate)
                          .add(0x9F47, iccKey.exponent)
                          .add(0x9F48, certificate.remainder)
                          .add(0x57, track2Of(plan))
                          .addHex(0x9F08, kApplicationVersion)
                          .whole();
    if (!tap.signatureInRecord) records[{3, 4}] = tlv::encode(0x70, contactless.lastRecord);
    application.contactless = std::move(contactless);
    return {};
}

}  // namespace tappay::simulator
