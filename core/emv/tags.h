#pragma once

#include "tlv/tlv.h"

// The data objects the kernel names itself (EMV Book 3, Annex A; JR/T 0025.5).
namespace tappay::emv::tag {

using tlv::Tag;

// Application selection (Book 1, 11 and 12)
inline constexpr Tag kAdfName = 0x4F;
inline constexpr Tag kApplicationLabel = 0x50;
inline constexpr Tag kApplicationTemplate = 0x61;
inline constexpr Tag kFci = 0x6F;
inline constexpr Tag kDfName = 0x84;
inline constexpr Tag kApplicationPriority = 0x87;
inline constexpr Tag kDirectorySfi = 0x88;
inline constexpr Tag kDdfName = 0x9D;
inline constexpr Tag kFciProprietary = 0xA5;
inline constexpr Tag kIssuerCodeTable = 0x9F11;
inline constexpr Tag kPreferredName = 0x9F12;
inline constexpr Tag kPdol = 0x9F38;

// Templates of answers
inline constexpr Tag kRecord = 0x70;
inline constexpr Tag kFormat2 = 0x77;
inline constexpr Tag kFormat1 = 0x80;

// Application data
inline constexpr Tag kTrack2 = 0x57;
inline constexpr Tag kPan = 0x5A;
inline constexpr Tag kExpiry = 0x5F24;
inline constexpr Tag kEffective = 0x5F25;
inline constexpr Tag kIssuerCountry = 0x5F28;
inline constexpr Tag kPanSequence = 0x5F34;
inline constexpr Tag kAip = 0x82;
inline constexpr Tag kCdol1 = 0x8C;
inline constexpr Tag kCdol2 = 0x8D;
inline constexpr Tag kCvmList = 0x8E;
inline constexpr Tag kAfl = 0x94;
inline constexpr Tag kTdol = 0x97;
inline constexpr Tag kAuc = 0x9F07;
inline constexpr Tag kCardVersion = 0x9F08;
inline constexpr Tag kIacDefault = 0x9F0D;
inline constexpr Tag kIacDenial = 0x9F0E;
inline constexpr Tag kIacOnline = 0x9F0F;
inline constexpr Tag kLastOnlineAtc = 0x9F13;
inline constexpr Tag kLowerConsecutiveLimit = 0x9F14;
inline constexpr Tag kPinTryCounter = 0x9F17;
inline constexpr Tag kUpperConsecutiveLimit = 0x9F23;
inline constexpr Tag kApplicationCurrency = 0x9F42;
inline constexpr Tag kElectronicCash = 0x9F74;         // JR/T 0025.5: the issuer's authorisation
inline constexpr Tag kProductIdentification = 0x9F63;  // JR/T 0025.5

// Contactless (JR/T 0025.12)
inline constexpr Tag kFciDiscretionary = 0xBF0C;
inline constexpr Tag kAvailableOfflineAmount = 0x9F5D;
inline constexpr Tag kTerminalQualifiers = 0x9F66;  // TTQ
inline constexpr Tag kCardAuthenticationData = 0x9F69;
inline constexpr Tag kCardQualifiers = 0x9F6C;  // CTQ

// Offline data authentication (Book 2)
inline constexpr Tag kCaKeyIndex = 0x8F;
inline constexpr Tag kIssuerCertificate = 0x90;
inline constexpr Tag kIssuerRemainder = 0x92;
inline constexpr Tag kSignedStaticData = 0x93;
inline constexpr Tag kIssuerExponent = 0x9F32;
inline constexpr Tag kDataAuthenticationCode = 0x9F45;
inline constexpr Tag kPinCertificate = 0x9F2D;
inline constexpr Tag kPinExponent = 0x9F2E;
inline constexpr Tag kPinRemainder = 0x9F2F;
inline constexpr Tag kIccCertificate = 0x9F46;
inline constexpr Tag kIccExponent = 0x9F47;
inline constexpr Tag kIccRemainder = 0x9F48;
inline constexpr Tag kDdol = 0x9F49;
inline constexpr Tag kStaticDataTagList = 0x9F4A;
inline constexpr Tag kSignedDynamicData = 0x9F4B;
inline constexpr Tag kIccDynamicNumber = 0x9F4C;

// Cryptograms and the issuer's answer
inline constexpr Tag kScriptBeforeFinalAc = 0x71;
inline constexpr Tag kScriptAfterFinalAc = 0x72;
inline constexpr Tag kScriptCommand = 0x86;
inline constexpr Tag kResponseCode = 0x8A;
inline constexpr Tag kIssuerAuthenticationData = 0x91;
inline constexpr Tag kTcHash = 0x98;
inline constexpr Tag kIad = 0x9F10;
inline constexpr Tag kScriptIdentifier = 0x9F18;
inline constexpr Tag kCryptogram = 0x9F26;
inline constexpr Tag kCid = 0x9F27;
inline constexpr Tag kAtc = 0x9F36;

// The terminal's own
inline constexpr Tag kCurrency = 0x5F2A;
inline constexpr Tag kCurrencyExponent = 0x5F36;
inline constexpr Tag kAmountBinary = 0x81;
inline constexpr Tag kTvr = 0x95;
inline constexpr Tag kDate = 0x9A;
inline constexpr Tag kTsi = 0x9B;
inline constexpr Tag kType = 0x9C;
inline constexpr Tag kAcquirer = 0x9F01;
inline constexpr Tag kAmount = 0x9F02;
inline constexpr Tag kAmountOther = 0x9F03;
inline constexpr Tag kAmountOtherBinary = 0x9F04;
inline constexpr Tag kAid = 0x9F06;
inline constexpr Tag kTerminalVersion = 0x9F09;
inline constexpr Tag kMerchantCategory = 0x9F15;
inline constexpr Tag kMerchant = 0x9F16;
inline constexpr Tag kCountry = 0x9F1A;
inline constexpr Tag kFloorLimit = 0x9F1B;
inline constexpr Tag kTerminalId = 0x9F1C;
inline constexpr Tag kIfdSerial = 0x9F1E;
inline constexpr Tag kTime = 0x9F21;
inline constexpr Tag kTerminalCaKeyIndex = 0x9F22;
inline constexpr Tag kCapabilities = 0x9F33;
inline constexpr Tag kCvmResults = 0x9F34;
inline constexpr Tag kTerminalType = 0x9F35;
inline constexpr Tag kUnpredictableNumber = 0x9F37;
inline constexpr Tag kEntryMode = 0x9F39;
inline constexpr Tag kAdditionalCapabilities = 0x9F40;
inline constexpr Tag kSequence = 0x9F41;
inline constexpr Tag kMerchantName = 0x9F4E;
inline constexpr Tag kSm2Support = 0xDF69;  // JR/T 0025.17

}  // namespace tappay::emv::tag
