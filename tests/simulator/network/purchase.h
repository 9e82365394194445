#pragma once

#include <QTemporaryDir>

#include "base/clock.h"
#include "crypto/random.h"
#include "iso8583/message.h"
#include "simulator/network/switch.h"

// One bank, one account, one card, and requests as the back end sends them.
namespace tappay::simulator::network::test {

constexpr auto kPan = "6228480012345678901";
constexpr auto kPin = "123456";

NetworkConfig makeConfig();

struct Purchase {
    std::int64_t minor = 1234;
    std::string stan = "000001";
    std::uint16_t atc = 3;
    std::string pin = {};  // empty: none
    std::string pan = kPan;
    std::string expiry = "3012";
    bool genuine = true;   // cryptogram
    bool offline = false;  // a TC, and transaction type 36
    bool sm4 = false;
    std::string panSequence = "01";  // empty: the card has none
    const char* tvr = "0000000000";
    bool inquiry = false;         // of nothing, transaction type 01
    bool electronicCash = false;  // with the card's authorisation code (9F74)
};

// Frames without their length header, with field 64.
Bytes request(const NetworkConfig& config, const Purchase& purchase);
Bytes reversal(const NetworkConfig& config, const Purchase& purchase,
               const std::string& reason = "98");
Bytes framed(const NetworkConfig& config, const iso8583::Message& message);
iso8583::Message requestMessage(const NetworkConfig& config, const Purchase& purchase);

// A switch with its ledger in a directory that goes away.
class Lines {
public:
    explicit Lines(std::vector<Fault> faults = {});
    Outcome handle(const Bytes& frame) { return network->handle(frame); }
    // The only answer, decoded.
    iso8583::Message answer(const Bytes& frame);
    static iso8583::Message decoded(const Bytes& whole);

    QTemporaryDir directory;
    NetworkConfig config = makeConfig();
    SystemClock clock;
    crypto::SystemRandom random;
    Log log{"test", LogLevel::Error, [](LogLevel, std::string_view) {}};
    std::unique_ptr<Ledger> ledger;
    std::unique_ptr<Switch> network;
};

}  // namespace tappay::simulator::network::test
