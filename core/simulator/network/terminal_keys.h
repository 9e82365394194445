#pragma once

#include <map>

#include "base/random.h"
#include "simulator/network/bank.h"

namespace tappay::simulator::network {

// Under which keys the network hears a terminal: those it was given at its last sign-on, and only
// those; the keys of the files when it never signed on.
class TerminalKeys {
public:
    struct Keys {
        SecretBytes pik, mak;
    };

    // References outlive this.
    TerminalKeys(const NetworkConfig& config, Random& random);

    // Fresh ones, as field 62 has them. They are in the file of given keys, still enciphered,
    // before this returns, so that they outlive the program; without a ledger they don't.
    // StorageFull, JournalUnavailable.
    Result<Bytes> give(const std::string& terminalId);

    // Field 64.
    [[nodiscard]] Result<Bytes> mac(const std::string& terminalId, ByteView data) const;
    [[nodiscard]] ByteView pik(const std::string& terminalId) const;

    // Where given keys are, a line each: terminal and field 62. The last of a terminal counts.
    static QString fileFor(const NetworkConfig& config);

private:
    void load();
    Result<void> keep(const std::string& terminalId, ByteView field62) const;

    const NetworkConfig& m_config;
    Random& m_random;
    std::map<std::string, Keys> m_given;
};

}  // namespace tappay::simulator::network
