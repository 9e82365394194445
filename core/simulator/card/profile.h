#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "crypto/rsa.h"

// What a card is when it leaves the issuer: everything that personalisation wrote into it.
namespace tappay::simulator {

// How a card and a reader are in touch.
enum class Interface : std::uint8_t { Contact, Contactless };

// Short file identifier and record number.
using RecordAddress = std::pair<std::uint8_t, std::uint8_t>;

// A card's own keys, 16 octets each.
struct CardKeys {
    Bytes keyAc, keyMac, keyEnc;
};

// What is different when an application is tapped (qPBOC, JR/T 0025.12).
struct ContactlessProfile {
    Bytes pdol, aip;
    Bytes afl;                                  // of an offline approval
    std::map<std::uint16_t, Bytes> onlineData;  // in the answer when the issuer is to decide
    Bytes lastRecord;               // what stands beside the signature in the last record
    bool signatureInRecord = true;  // else in the answer to GET PROCESSING OPTIONS
    std::uint8_t fddaVersion = 1;
    bool confirmsOnDevice = false;  // a phone that asks its owner before each payment
};

// The second set of data and keys, for terminals with SM2, SM3 and SM4 (JR/T 0025.17).
struct NationalProfile : CardKeys {
    Bytes aip, afl, contactlessAip, contactlessAfl;
    Bytes iccScalar;  // the card's SM2 key
};

struct ApplicationProfile : CardKeys {
    Bytes aid;
    std::string label;
    std::string preferredName;
    std::uint8_t preferredNameTable = 0;  // tag 9F11; 0 when there is no preferred name
    std::uint8_t priority = 1;
    std::string language = "zh";
    Bytes pdol, aip, afl, cdol1, cdol2, ddol, logFormat;
    bool templateAnswers = true;               // format 2 (77), else format 1 (80)
    std::map<RecordAddress, Bytes> records;    // whole records, template 70 included
    std::map<std::uint16_t, Bytes> data;       // GET DATA objects and card risk parameters
    std::uint8_t keyIndex = 1;                 // DKI of 9F10
    std::optional<crypto::RsaPrivateKey> icc;  // nothing: no DDA, no CDA
    std::string pin;
    std::uint8_t pinTries = 3;  // 0: blocked from the start
    bool blocked = false;       // from the start
    bool alwaysDeclines = false;
    std::optional<ContactlessProfile> contactless;  // nothing: can't be tapped
    std::optional<NationalProfile> national;
};

struct CardProfile {
    std::string name;
    bool contact = true, contactless = false;  // what it can be used with; at least one
    Bytes atr;
    bool byteProtocol = false;  // T=0 with contacts: the card answers 61xx and 6Cxx
    Bytes contactlessAtr;       // what a contactless reader makes of it (PC/SC part 3, 3.1.3.2.3)
    bool blocked = false;       // from the start
    bool directory = true;      // 1PAY.SYS.DDF01 or 2PAY.SYS.DDF01
    std::vector<ApplicationProfile> applications;
};

[[nodiscard]] inline bool has(const CardProfile& card, Interface interface) {
    return interface == Interface::Contact ? card.contact : card.contactless;
}

// InputMalformed with the name of the member that is missing or wrong; NotFound for the file.
Result<CardProfile> loadProfile(const std::string& path);
Result<void> saveProfile(const CardProfile& profile, const std::string& path);

}  // namespace tappay::simulator
