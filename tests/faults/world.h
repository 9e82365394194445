#pragma once

#include <memory>
#include <set>
#include <shared_mutex>
#include <string>
#include <vector>

#include "backend/payment_service.h"
#include "faults/card_side.h"
#include "faults/disk.h"
#include "faults/line.h"
#include "faults/network_side.h"
#include "faults/setup.h"
#include "faults/shop_side.h"
#include "link/back_end.h"
#include "support/fixed_standing.h"
#include "support/key_chip.h"
#include "terminal/terminal.h"

namespace tappay::faults {

// Card, terminal, back end, card network and issuer of one run, each with its own files, in one
// process. Parts that lost their power are started again from what is on their disks.
class World final : public Counter {
public:
    struct Setting {
        std::string card = "debit";
        NetworkSide::Misbehaviour network;
        std::uint64_t seed = 1;
        bool listed = false;  // the card, on the terminal's exception file
        bool shop = false;    // the back end has a web shop
    };
    using Screen = std::function<void(const terminal::TransactionSnapshot&)>;

    // `screen` sees what a person sees, and nothing while the terminal is dark.
    World(const Setting& setting, Fate& fate, Screen screen);
    ~World();

    // The part named in the cut comes back.
    void recover(const Cut& cut);
    // Requests that a line had held back arrive now.
    bool deliverStragglers();
    // Ends terminal and back end in good order.
    void end();

    [[nodiscard]] terminal::Terminal* terminal() { return m_terminal.get(); }
    CardSide& card() { return *m_card; }
    // Where there is one.
    ShopSide& shop() { return *m_shop; }
    // The end of this payment is in the journal's file, not only in the terminal's memory.
    [[nodiscard]] bool journalHasItsEnd(const std::string& id);
    // Nothing is open at the back end.
    [[nodiscard]] bool backEndIsAtRest();

    [[nodiscard]] std::filesystem::path terminalDirectory() const;
    [[nodiscard]] std::filesystem::path records() const;
    [[nodiscard]] std::filesystem::path ledger() const;

private:
    class SeededRandom;

    bool deliver(const backend::HttpRequest& request, backend::HttpReply reply) override;
    void deliverLate(backend::HttpRequest request) override;
    void openShop();
    std::optional<backend::HttpResponse> ask(backend::HttpRequest request);
    void startTerminal();
    void startBackEnd();
    void dropBackEnd();

    Fate& m_fate;
    Screen m_screen;
    std::filesystem::path m_directory;
    std::mt19937_64 m_chance;
    std::unique_ptr<SeededRandom> m_random;
    SystemClock m_clock;
    Log m_log;
    test::KeyChip m_chip{Setup::shared().terminalKey()};
    test::FixedStanding m_standing;
    simulator::network::NetworkConfig m_networkConfig;
    std::unique_ptr<Disk> m_journalDisk, m_recordsDisk;
    std::unique_ptr<CardSide> m_card;
    std::unique_ptr<NetworkSide> m_network;
    std::unique_ptr<ShopSide> m_shop;
    std::unique_ptr<backend::Config> m_backEndConfig;
    std::shared_mutex m_serviceMutex;
    std::unique_ptr<backend::PaymentService> m_service;
    std::mutex m_lateMutex;
    std::vector<backend::HttpRequest> m_late;
    std::mutex m_shownMutex;
    std::set<std::string> m_shown;  // by the terminal itself, in this life
    std::unique_ptr<link::BackEnd> m_link;
    std::unique_ptr<terminal::Terminal> m_terminal;
};

}  // namespace tappay::faults
