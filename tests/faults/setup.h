#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "backend/config.h"
#include "link/back_end.h"
#include "simulator/card/profile.h"
#include "simulator/network/bank.h"
#include "terminal/terminal.h"

namespace tappay::faults {

// Keys, cards and configurations, made once for all runs of the process: finding primes takes
// longer than a run.
class Setup {
public:
    static const Setup& shared();

    [[nodiscard]] std::shared_ptr<const simulator::CardProfile> card(const std::string& name) const;
    [[nodiscard]] simulator::network::NetworkConfig network() const;
    [[nodiscard]] backend::Config backEnd(const std::filesystem::path& database,
                                          std::uint16_t networkPort) const;
    // For back ends with web shops.
    [[nodiscard]] static backend::OrdersConfig orders();
    [[nodiscard]] link::TerminalIdentity identity() const;
    [[nodiscard]] terminal::Parameters parameters() const;
    // ASCII digits.
    [[nodiscard]] Bytes cardNumber(const std::string& name) const;
    [[nodiscard]] static terminal::Config terminal(const std::filesystem::path& directory);
    [[nodiscard]] const crypto::EcPrivateKey& terminalKey() const { return m_terminalKey; }

private:
    Setup();
    ~Setup();

    std::filesystem::path m_directory;
    crypto::EcPrivateKey m_terminalKey, m_sealKey, m_answerKey;
};

// A directory that is gone at the end.
std::filesystem::path makeDirectory(const char* what);
Bytes pinKey();
Money yuan(std::int64_t fen);

}  // namespace tappay::faults
