#pragma once

#include <chrono>
#include <vector>

#include "base/log.h"
#include "simulator/network/issuer.h"

namespace tappay::simulator::network {

// What the line should carry after one received frame.
struct Outcome {
    std::vector<Bytes> answers = {};  // whole frames with their length header; usually one
    std::chrono::milliseconds delay{0};
    bool cut = false;  // close the connection, without any answer
};

// The acquirer network: takes 0200 (also transfers, field 3 400000; 60.1 36 for what a card
// approved by itself, 01 for a balance inquiry), 0220 (refunds), 0400, 0800 and 0820 in the CUPS
// dialect, asks the issuer, and answers; other types get response code 40. Messages whose field 64
// does not fit get A0 and leave no trace in the ledger.
class Switch {
public:
    // All references outlive the switch.
    Switch(const NetworkConfig& config, Ledger& ledger, const Clock& clock, Random& random,
           const Log& log, std::vector<Fault> faults);

    // `frame` without the length header. A frame that can't be decoded cuts the connection.
    Outcome handle(ByteView frame);

private:
    Result<Outcome> purchase(const iso8583::Message& request, ByteView frame);
    Result<Outcome> inquiry(const iso8583::Message& request, ByteView frame);
    Result<Outcome> refund(const iso8583::Message& request, ByteView frame);
    Result<Outcome> reversal(const iso8583::Message& request, ByteView frame);
    // With the working keys, where the network has a master key for its terminals.
    Result<Outcome> signOn(const iso8583::Message& request);
    [[nodiscard]] Result<Outcome> simple(const iso8583::Message& request, std::string_view code,
                                         bool withMac) const;
    [[nodiscard]] iso8583::Message replyWith(const iso8583::Message& request,
                                             const Decision& decision) const;
    [[nodiscard]] iso8583::Message replyTo(const iso8583::Message& request) const;
    [[nodiscard]] Result<Bytes> sealed(const iso8583::Message& answer) const;
    [[nodiscard]] bool macFits(const iso8583::Message& request, ByteView frame) const;

    const NetworkConfig& m_config;
    TerminalKeys m_keys;
    Issuer m_issuer;
    const Clock& m_clock;
    const Log& m_log;
    std::vector<Fault> m_faults;
    unsigned m_purchases = 0, m_reversals = 0;
};

}  // namespace tappay::simulator::network
