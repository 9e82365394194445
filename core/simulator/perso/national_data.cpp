#include "simulator/perso/national_data.h"

#include "simulator/card/keys.h"

namespace tappay::simulator {
namespace {

// File 1 record 1, then records 1 to 4 of file 4; when tapped those of file 5. The first of the
// four is signed.
constexpr const char* kAfl = "0801010020010401";
constexpr const char* kContactlessAfl = "28010401";
constexpr std::uint8_t kFile = 4, kContactlessFile = 5;

Result<void> addCardKeys(NationalProfile& national, const CardPlan& plan, const Issuer& issuer) {
    constexpr auto sm4 = KeyAlgorithm::Sm4;
    TAPPAY_TRY(keyAc, cardKey(issuer.sm4.ac, plan.pan, plan.panSequence, sm4));
    TAPPAY_TRY(keyMac, cardKey(issuer.sm4.mac, plan.pan, plan.panSequence, sm4));
    TAPPAY_TRY(keyEnc, cardKey(issuer.sm4.enc, plan.pan, plan.panSequence, sm4));
    national.keyAc = std::move(keyAc);
    national.keyMac = std::move(keyMac);
    national.keyEnc = std::move(keyEnc);
    return {};
}

}  // namespace

Result<void> addNational(ApplicationProfile& application, const CardPlan& plan,
                         const Issuer& issuer, Random& random) {
    TAPPAY_TRY(key, makeNationalKey(random));
    NationalProfile national;
    national.iccScalar = key.scalar;
    national.aip = application.aip;
    national.afl = octetsOf(kAfl);
    TAPPAY_CHECK(addCardKeys(national, plan, issuer));

    const auto authenticated = authenticatedRecord(plan);
    const auto certificateFor = [&](ByteView aip) {
        return certifyNationalCard(issuer.nationalKey, key.point, plan.pan, plan.certificateExpiry,
                                   concat({authenticated.content(), aip}));
    };
    const Bytes keyIndex{kNationalAuthorityKeyIndex};
    const auto issuerRecord =
        Record().add(0x8F, keyIndex).add(0x90, issuer.nationalCertificate).whole();
    auto& records = application.records;
    TAPPAY_TRY(certificate, certificateFor(national.aip));
    records[{kFile, 1}] = authenticated.whole();
    records[{kFile, 2}] = riskRecord(application).whole();
    records[{kFile, 3}] = issuerRecord;
    records[{kFile, 4}] = Record().add(0x9F46, certificate).add(0x9F49, application.ddol).whole();
    if (application.contactless) {
        national.contactlessAip = application.contactless->aip;
        national.contactlessAfl = octetsOf(kContactlessAfl);
        TAPPAY_TRY(tapped, certificateFor(national.contactlessAip));
        records[{kContactlessFile, 1}] = authenticated.whole();
        records[{kContactlessFile, 2}] = issuerRecord;
        records[{kContactlessFile, 3}] = Record()
                                             .add(0x9F46, tapped)
                                             .add(0x57, track2Of(plan))
                                             .addHex(0x9F08, kApplicationVersion)
                                             .whole();
    }
    application.national = std::move(national);
    return {};
}

}  // namespace tappay::simulator
