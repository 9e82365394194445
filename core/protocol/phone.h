#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// Phones that confirm payments: docs/protocol.md, "Phones".
namespace tappay::protocol {

constexpr std::size_t kLongestPhoneName = 40;  // characters
constexpr std::size_t kMostPhones = 10;        // of a holder that are paired
constexpr std::size_t kMostListedPhones = 50;  // those that were, as well

// Whose payments are confirmed: those of the cardholder's account of a computer, or of the shop
// whose terminal it is. The numbers are stored.
enum class HolderKind : std::uint8_t { Cardholder = 1, Shop = 2 };
std::string_view nameOf(HolderKind kind);

// The numbers are stored.
enum class PhoneStanding : std::uint8_t {
    Paired = 1,
    Revoked = 2,  // by a computer of the holder
    Cloned = 3,   // its key is in two places
    Left = 4,     // by itself
};
std::string_view nameOf(PhoneStanding standing);

struct Phone {
    std::string id;  // UUIDv7, the kid of its messages
    std::string name;
    std::string since, lastSeen;
    PhoneStanding standing = PhoneStanding::Paired;
};

enum class PhoneWish : std::uint8_t { List, Rename, Revoke };
std::string_view nameOf(PhoneWish wish);

struct PhoneQuestion {
    std::string terminalId;
    HolderKind holder = HolderKind::Cardholder;
    PhoneWish wish = PhoneWish::List;
    std::string time;
    std::string phone = {};  // Rename, Revoke: its id
    std::string name = {};   // Rename
};

struct Phones {
    std::string terminalId;
    HolderKind holder = HolderKind::Cardholder;
    std::vector<Phone> phones;  // oldest first
    std::string time, asked;
};

// What every message of a paired phone says of itself.
struct PhoneSender {
    std::string phone;
    std::uint32_t sequence = 0;  // above that of each message before it
    std::string time;
};

struct PhoneLeave {
    PhoneSender from;
};
struct PhoneLeft {
    std::string phone;
    std::string time, asked;
};

bool isPhoneName(std::string_view text);

std::string encode(const PhoneQuestion& question);
std::string encode(const Phones& phones);
std::string encode(const PhoneLeave& leave);
std::string encode(const PhoneLeft& left);
Result<PhoneQuestion> decodePhoneQuestion(std::string_view json);
Result<Phones> decodePhones(std::string_view json);
Result<PhoneLeave> decodePhoneLeave(std::string_view json);
Result<PhoneLeft> decodePhoneLeft(std::string_view json);
// Of whatever message of a phone.
Result<PhoneSender> decodePhoneSender(std::string_view json);

}  // namespace tappay::protocol
