#include "simulator/perso/card_plan.h"

#include <vector>

namespace tappay::simulator {
namespace {

constexpr const char* kDebit = "A000000333010101";
constexpr const char* kCredit = "A000000333010102";

// CVM lists (EMV Book 3, 10.5); the first amount is 1000.00.
constexpr const char* kNothingBelowThenPin = "000186A0000000001F060200";
constexpr const char* kNothingBelowThenSignature = "000186A0000000001F061E00";
constexpr const char* kAlwaysPin = "00000000000000000200";

// Application interchange profiles: cardholder verification, risk management, issuer
// authentication, and DDA with or without CDA.
constexpr const char* kWithCda = "3D00";
constexpr const char* kWithDda = "3C00";

std::vector<CardPlan> makePlans() {
    CardPlan debit{.name = "debit",
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

    auto credit = debit;
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

    // Its certificate outlives it, so that it's the date that refuses it and not the signature.
    auto expired = debit;
    expired.name = "expired";
    expired.pan = "6228480012345600030";
    expired.expiry = "201231";
    expired.accountStatus = "expired";

    auto pinLocked = debit;
    pinLocked.name = "pin-locked";
    pinLocked.pan = "6228480012345600048";
    pinLocked.cvmList = kAlwaysPin;
    pinLocked.pinTries = 0;
    pinLocked.wrongPins = 3;

    auto broken = debit;
    broken.name = "broken-certificate";
    broken.pan = "6228480012345600055";
    broken.damagedCertificate = true;

    return {debit, credit, expired, pinLocked, broken};
}

}  // namespace

std::span<const CardPlan> cardPlans() {
    static const auto plans = makePlans();
    return plans;
}

}  // namespace tappay::simulator
