#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "crypto/ec.h"

// Phones that wait at WebSockets, in a process of their own.
namespace tappay::bench {

struct WaitingPhone {
    std::string id;
    crypto::EcPrivateKey key;
};

// The first message of a phone.
std::string firstQuestion(const WaitingPhone& phone);

void writePhones(const std::string& file, const std::vector<WaitingPhone>& phones);

// The whole of that process: connects all phones of the file, says "ready", and the time of each
// phone's next message as it comes (nanoseconds of the steady clock), a line each.
int runPhones(std::uint16_t port, const std::string& file);

}  // namespace tappay::bench
