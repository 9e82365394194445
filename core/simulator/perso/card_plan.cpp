#include "simulator/perso/card_plan.h"

namespace tappay::simulator {
namespace {

constexpr const char* kDebit = "A000000333010101";
constexpr const char* kCredit = "A000000333010102";

// CVM lists (EMV Book 3, 10.5); the first amount is 1000.00.
constexpr const char* kNothingBelowThenPin = "000186A0000000001F060200";
constexpr const char* kNothingBelowThenSignature = "000186A0000000001F061E00";
constexpr const char* kAlwaysPin = "00000000000000000200";
// Enciphered offline PIN, then in plain text, then online; each where the terminal can.
constexpr const char* kOfflinePin = "0000000000000000440341030203";
constexpr const char* kPlainPin = "00000000000000000100";

// Application interchange profiles: cardholder verification, risk management, issuer
// authentication, and SDA, DDA, or DDA with CDA.
constexpr const char* kWithCda = "3D00";
constexpr const char* kWithDda = "3C00";
constexpr const char* kWithSda = "5C00";

// Card additional processing: from the balance while it lasts, shown and logged, else online with a
// PIN, or a signature where there is no PIN.
constexpr const char* kElectronicCash = "81109000";
constexpr const char* kOnlineWithSignature = "00001000";
constexpr const char* kOnlineWithPin = "00008000";
// Card transaction qualifiers: online when data authentication failed or the card is out of date.
constexpr const char* kOnlineInDoubt = "2800";
constexpr const char* kNoWish = "0000";

CardPlan debitPlan() {
    return {.name = "debit",
            .aid = kDebit,
            .label = "UnionPay Debit",
            .preferredName = "Test Bank Debit",
            .pan = "6228480012345600014",
            .expiry = "301231",
            .certificateExpiry = "1230",
            .cvmList = kNothingBelowThenPin,
            .aip = kWithCda,
            .balance = "100000.00",
            .singleLimit = "50000.00"};
}

CardPlan creditPlan() {
    auto credit = debitPlan();
    credit.name = "credit";
    credit.aid = kCredit;
    credit.label = "UnionPay Credit";
    credit.preferredName = "Test Bank Credit";
    credit.pan = "6228480012345600022";
    credit.cvmList = kNothingBelowThenSignature;
    credit.aip = kWithDda;
    credit.byteProtocol = true;
    credit.templateAnswers = false;
    credit.pdol = false;
    credit.balance = "20000.00";
    credit.singleLimit = "20000.00";
    return credit;
}

// A debit card of another name and number.
CardPlan likeDebit(const char* name, const char* pan) {
    auto plan = debitPlan();
    plan.name = name;
    plan.pan = pan;
    return plan;
}

void addDamagedCards(std::vector<CardPlan>& plans) {
    // Its certificate outlives it, so that it's the date that refuses it and not the signature.
    auto expired = likeDebit("expired", "6228480012345600030");
    expired.expiry = "201231";
    expired.accountStatus = "expired";

    auto pinLocked = likeDebit("pin-locked", "6228480012345600048");
    pinLocked.cvmList = kAlwaysPin;
    pinLocked.pinTries = 0;
    pinLocked.wrongPins = 3;

    auto broken = likeDebit("broken-certificate", "6228480012345600055");
    broken.damagedCertificate = true;

    auto blockedApplication = likeDebit("blocked-application", "6228480012345600063");
    blockedApplication.applicationBlocked = true;

    auto blockedCard = likeDebit("blocked-card", "6228480012345600071");
    blockedCard.cardBlocked = true;

    auto declines = likeDebit("declines-offline", "6228480012345600089");
    declines.alwaysDeclines = true;
    declines.tap = TapPlan{.processing = kElectronicCash, .qualifiers = kNoWish};

    plans.insert(plans.end(),
                 {expired, pinLocked, broken, blockedApplication, blockedCard, declines});
}

void addContactlessCards(std::vector<CardPlan>& plans) {
    auto contactless = likeDebit("contactless", "6228480012345600097");
    contactless.tap =
        TapPlan{.processing = kElectronicCash, .qualifiers = kOnlineInDoubt, .balance = "1000.00"};

    auto credit = creditPlan();
    credit.name = "contactless-credit";
    credit.pan = "6228480012345600105";
    credit.byteProtocol = false;
    credit.tap = TapPlan{.processing = kOnlineWithSignature, .qualifiers = kNoWish};

    auto empty = contactless;
    empty.name = "empty-ecash";
    empty.pan = "6228480012345600113";
    empty.tap->balance = "0.00";

    auto only = contactless;
    only.name = "contactless-only";
    only.pan = "6228480012345600121";
    only.contact = false;
    only.tap->signatureInRecord = false;

    auto phone = likeDebit("phone", "6228480012345600139");
    phone.contact = false;
    phone.tap =
        TapPlan{.processing = kOnlineWithPin, .qualifiers = kNoWish, .confirmsOnDevice = true};

    plans.insert(plans.end(), {contactless, credit, empty, only, phone});
}

void addAuthenticationCards(std::vector<CardPlan>& plans) {
    auto sda = likeDebit("sda", "6228480012345600147");
    sda.aip = kWithSda;
    auto dda = likeDebit("dda", "6228480012345600154");
    dda.aip = kWithDda;
    auto national = likeDebit("sm", "6228480012345600162");
    national.aip = kWithDda;
    national.national = true;
    national.tap =
        TapPlan{.processing = kElectronicCash, .qualifiers = kOnlineInDoubt, .balance = "1000.00"};
    plans.insert(plans.end(), {sda, dda, likeDebit("cda", "6228480012345600170"), national});
}

void addPinCards(std::vector<CardPlan>& plans) {
    auto offlinePin = likeDebit("offline-pin", "6228480012345600188");
    offlinePin.cvmList = kOfflinePin;
    auto plainPin = likeDebit("plain-pin", "6228480012345600196");
    plainPin.cvmList = kPlainPin;
    plainPin.byteProtocol = true;
    plans.insert(plans.end(), {offlinePin, plainPin});
}

void addOtherApplications(std::vector<CardPlan>& plans) {
    auto two = likeDebit("two-applications", "6228480012345600204");
    auto second = creditPlan();
    second.pan = "6228480012345600212";
    second.priority = 0x81;  // as high as the other, but wants to be confirmed
    second.byteProtocol = false;
    two.others.push_back(second);

    auto noSequence = likeDebit("no-psn", "6228480012345600220");
    noSequence.panSequence.clear();

    auto visa = likeDebit("visa-like", "4000001234560019");
    visa.aid = "A0000000031010";
    visa.label = "TEST CREDIT V";
    visa.preferredName = "Test card V";
    auto mastercard = likeDebit("mastercard-like", "5200001234560014");
    mastercard.aid = "A0000000041010";
    mastercard.label = "TEST CREDIT M";
    mastercard.preferredName = "Test card M";

    auto transit = likeDebit("transit", "6228480012345600238");
    transit.aid = "A000000632010105";
    transit.label = "CITY TRANSIT";
    transit.preferredName = "City Transit";
    transit.directory = false;
    transit.tap = TapPlan{.processing = kNoWish, .qualifiers = kNoWish};
    transit.balance.clear();

    plans.insert(plans.end(), {two, noSequence, visa, mastercard, transit});
}

std::vector<CardPlan> makePlans() {
    std::vector<CardPlan> plans{debitPlan(), creditPlan()};
    addDamagedCards(plans);
    addContactlessCards(plans);
    addAuthenticationCards(plans);
    addPinCards(plans);
    addOtherApplications(plans);
    return plans;
}

}  // namespace

std::span<const CardPlan> cardPlans() {
    static const auto plans = makePlans();
    return plans;
}

}  // namespace tappay::simulator
