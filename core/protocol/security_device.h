#pragma once

#include <vector>

#include "base/bytes.h"
#include "protocol/phone.h"

// External security devices, as the back end knows them: docs/protocol.md, "Devices".
namespace tappay::protocol {

constexpr std::size_t kDeviceChallenge = 32;    // octets
constexpr std::size_t kLongestSignature = 512;  // octets
constexpr std::size_t kMostDevices = 10;        // of a holder that can sign
constexpr std::size_t kMostListedDevices = 50;  // those that could, as well

// The numbers are stored.
enum class DeviceForm : std::uint8_t {
    Piv = 1,  // signs with the key of its certificate
};
// The numbers are stored.
enum class DeviceStanding : std::uint8_t {
    Offered = 1,  // by a phone; no computer has agreed yet
    Registered = 2,
    Revoked = 3,
};
std::string_view nameOf(DeviceForm form);
std::string_view nameOf(DeviceStanding standing);

struct SecurityDevice {
    std::string id;  // UUIDv7
    std::string name;
    DeviceForm form = DeviceForm::Piv;
    std::string key;  // SHA-256 of its certificate, in lower-case hexadecimal
    std::string since;
    DeviceStanding standing = DeviceStanding::Offered;
};

// By a phone.
struct DeviceChallengeQuestion {
    PhoneSender from;
};
struct DeviceChallenge {
    std::string phone;
    Bytes challenge;
    std::string expires;
    std::string time, asked;
};
struct DeviceOffer {
    PhoneSender from;
    Bytes challenge;
    std::string name;
    DeviceForm form = DeviceForm::Piv;
    std::vector<Bytes> certificates;  // the device's first
    Bytes signature;                  // over deviceStatement()
};
struct DeviceOffered {
    std::string phone;
    SecurityDevice device;
    std::string time, asked;
};
// What a device signs to show that it is there.
Bytes deviceStatement(ByteView challenge);

// By a computer.
enum class DeviceWish : std::uint8_t { List, Accept, Revoke };
std::string_view nameOf(DeviceWish wish);
struct DeviceQuestion {
    std::string terminalId;
    HolderKind holder = HolderKind::Cardholder;
    DeviceWish wish = DeviceWish::List;
    std::string time;
    std::string device = {};  // Accept, Revoke: its id
};
struct SecurityDevices {
    std::string terminalId;
    HolderKind holder = HolderKind::Cardholder;
    std::vector<SecurityDevice> devices;  // oldest first
    std::string time, asked;
};

std::string encode(const DeviceChallengeQuestion& question);
std::string encode(const DeviceChallenge& challenge);
std::string encode(const DeviceOffer& offer);
std::string encode(const DeviceOffered& offered);
std::string encode(const DeviceQuestion& question);
std::string encode(const SecurityDevices& devices);
Result<DeviceChallengeQuestion> decodeDeviceChallengeQuestion(std::string_view json);
Result<DeviceChallenge> decodeDeviceChallenge(std::string_view json);
Result<DeviceOffer> decodeDeviceOffer(std::string_view json);
Result<DeviceOffered> decodeDeviceOffered(std::string_view json);
Result<DeviceQuestion> decodeDeviceQuestion(std::string_view json);
Result<SecurityDevices> decodeSecurityDevices(std::string_view json);

}  // namespace tappay::protocol
