#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "simulator/card/profile.h"

// What a card keeps when its power goes: the contents of its EEPROM that change in use.
namespace tappay::simulator {

struct ApplicationState {
    std::uint16_t atc = 0;
    std::uint16_t lastOnlineAtc = 0;
    std::uint8_t pinTries = 0;
    std::string pin;
    bool blocked = false;
    bool onlineNotCompleted = false;
    bool issuerAuthenticationFailed = false;
    bool issuerAuthenticationMissing = false;
    bool scriptFailed = false;
    std::uint8_t scriptCommands = 0;
    std::uint8_t offlineTransactions = 0;
    std::int64_t offlineAmount = 0;  // minor units
    // A tapped device asked its owner; and its owner said yes.
    bool deviceAsked = false, deviceConfirmed = false;
    // What the last record answered when it was paid for, until the next transaction begins.
    Bytes paidRecord;
    RecordAddress paidAddress{};
    std::vector<Bytes> log;                  // newest first, at most 10
    std::map<std::uint16_t, Bytes> data;     // changed by PUT DATA
    std::map<RecordAddress, Bytes> records;  // changed by UPDATE RECORD
};

struct CardState {
    bool blocked = false;
    std::map<std::string, ApplicationState> applications;  // by AID in hexadecimal
};

// As the card leaves the issuer.
CardState freshState(const CardProfile& profile);

// A missing file is a fresh card. InputMalformed for one that can't be read, because guessing would
// let an ATC repeat.
Result<CardState> loadState(const CardProfile& profile, const std::string& path);
Result<void> saveState(const CardState& state, const std::string& path);

// Beside the profile: "debit.json" -> "debit.state".
std::string statePathOf(const std::string& profilePath);

}  // namespace tappay::simulator
