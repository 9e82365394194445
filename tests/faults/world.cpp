#include "faults/world.h"

#include <future>
#include <random>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "backend/operator_commands.h"
#include "crypto/hash.h"
#include "link/back_end_link.h"
#include "store/database.h"

namespace tappay::faults {

// Repeatable, and as unpredictable as a run needs it.
class World::SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : m_engine(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        const std::lock_guard lock(m_mutex);
        for (auto& octet : bytes)
            octet = static_cast<std::uint8_t>(m_engine());
    }

private:
    std::mutex m_mutex;
    std::mt19937_64 m_engine;
};

World::World(const Setting& setting, Fate& fate, Screen screen)
    : m_fate(fate),
      m_screen(std::move(screen)),
      m_directory(makeDirectory("faults")),
      m_chance(setting.seed),
      m_random(std::make_unique<SeededRandom>(setting.seed)),
      m_log("", LogLevel::Info, [&fate](LogLevel, std::string_view line) { fate.note(line); }),
      m_networkConfig(Setup::shared().network()) {
    m_standing.set = Setup::shared().parameters();
    m_standing.who = Setup::shared().identity();
    m_standing.keys->pinKey = SecretBytes(ByteView(pinKey()));
    m_standing.keys->pinFormat = terminal::PinFormat::Format0;
    if (setting.listed)
        m_standing.set.exceptionFile.insert(
            toHex(crypto::sha256(Setup::shared().cardNumber(setting.card))));
    std::filesystem::create_directory(terminalDirectory());
    std::filesystem::create_directory(records().parent_path());
    m_journalDisk =
        std::make_unique<Disk>(terminalDirectory(), fate, Part::Terminal,
                               Disk::Points{Point::JournalWrite, Point::JournalWritten});
    m_recordsDisk = std::make_unique<Disk>(records().parent_path(), fate, Part::BackEnd,
                                           Disk::Points{Point::RecordWrite, Point::RecordWritten});
    m_card = std::make_unique<CardSide>(Setup::shared().card(setting.card), *m_random, fate);
    m_network =
        std::make_unique<NetworkSide>(m_networkConfig, ledger(), setting.network, *m_random, fate);
    m_backEndConfig =
        std::make_unique<backend::Config>(Setup::shared().backEnd(records(), m_network->port()));
    if (setting.shop) openShop();
    startBackEnd();
    startTerminal();
}

void World::openShop() {
    m_backEndConfig->orders = Setup::orders();
    const std::array<std::string, 4> words{"shop", ShopSide::kMerchantId, "Tea House",
                                           ShopSide::kOrigin};
    auto said = backend::runCommand(*m_backEndConfig, words, "faults", m_clock, *m_random);
    if (!said) throw std::runtime_error("shop: " + said.error().detail);
    std::istringstream lines(*said);
    std::string label, key;
    lines >> label >> key;
    m_shop = std::make_unique<ShopSide>(
        key, [this](backend::HttpRequest request) { return ask(std::move(request)); });
}

// Who loses the power doesn't answer any more.
std::optional<backend::HttpResponse> World::ask(backend::HttpRequest request) {
    const auto promise = std::make_shared<std::promise<backend::HttpResponse>>();
    auto answer = promise->get_future();
    const unsigned life = m_fate.lives(Part::BackEnd);
    if (!deliver(request, [promise](backend::HttpResponse response) {
            promise->set_value(std::move(response));
        }))
        return std::nullopt;
    constexpr std::chrono::milliseconds kLook{5};
    while (answer.wait_for(kLook) != std::future_status::ready)
        if (!m_fate.on(Part::BackEnd) || m_fate.lives(Part::BackEnd) != life) return std::nullopt;
    return answer.get();
}

World::~World() {
    end();
    m_network.reset();
    std::error_code ignored;
    std::filesystem::remove_all(m_directory, ignored);
}

void World::end() {
    m_terminal.reset();
    m_link.reset();
    dropBackEnd();
}

std::filesystem::path World::terminalDirectory() const {
    return m_directory / "terminal";
}

std::filesystem::path World::records() const {
    return m_directory / "back-end" / "backend.db";
}

std::filesystem::path World::ledger() const {
    return m_directory / "ledger.jsonl";
}

void World::startTerminal() {
    m_link = link::connectOver(std::make_unique<Line>(*this, m_fate), "https://localhost", m_chip,
                               *m_random, m_log);
    m_link->identify(Setup::shared().identity()).value();
    auto config = Setup::shared().terminal(terminalDirectory());
    auto started = terminal::startTerminal(
        std::move(config), {m_chip, m_standing, *m_card, *m_link, m_clock, *m_random, m_log});
    if (!started) {
        // Dark again before it was up.
        if (!m_fate.on(Part::Terminal)) return;
        throw std::runtime_error("terminal: " + started.error().detail);
    }
    m_terminal = std::move(*started);
    {
        const std::lock_guard lock(m_shownMutex);
        m_shown.clear();
    }
    m_terminal->onTransaction([this](const terminal::TransactionSnapshot& snapshot) {
        const std::lock_guard lock(m_shownMutex);
        m_shown.insert(snapshot.id);
        if (m_fate.on(Part::Terminal)) m_screen(snapshot);
    });
    // A person sees as well when nobody works on a payment any more.
    m_terminal->onStatus([this](const terminal::Status&) { m_fate.news(); });
    // What was published before anybody listened; what has come since is newer.
    if (const auto open = m_terminal->transactions(10))
        for (const auto& snapshot : *open) {
            const std::lock_guard lock(m_shownMutex);
            if (m_fate.on(Part::Terminal) && !m_shown.contains(snapshot.id)) m_screen(snapshot);
        }
}

void World::startBackEnd() {
    auto service = backend::PaymentService::start(*m_backEndConfig, m_clock, m_log);
    if (!service) {
        if (!m_fate.on(Part::BackEnd)) return;
        throw std::runtime_error("back end: " + service.error().detail);
    }
    (*service)->setReady(true);
    const std::unique_lock lock(m_serviceMutex);
    m_service = std::move(*service);
}

void World::dropBackEnd() {
    std::unique_ptr<backend::PaymentService> dropped;
    {
        const std::unique_lock lock(m_serviceMutex);
        dropped = std::exchange(m_service, nullptr);
    }
}

void World::recover(const Cut& cut) {
    switch (cut.part) {
        case Part::Terminal:
            m_terminal.reset();
            m_link.reset();
            m_journalDisk->settle(m_chance);
            m_fate.restore(Part::Terminal);
            return startTerminal();
        case Part::BackEnd:
            dropBackEnd();
            m_recordsDisk->settle(m_chance);
            m_fate.restore(Part::BackEnd);
            return startBackEnd();
        case Part::Network:
            m_fate.restore(Part::Network);
            return m_network->powerUp(cut.point == Point::FrameOut);
        default:
            return;
    }
}

bool World::deliver(const backend::HttpRequest& request, backend::HttpReply reply) {
    const std::shared_lock lock(m_serviceMutex);
    if (!m_service || !m_fate.on(Part::BackEnd)) return false;
    m_service->handle(request, std::move(reply));
    return true;
}

void World::deliverLate(backend::HttpRequest request) {
    const std::lock_guard lock(m_lateMutex);
    m_late.push_back(std::move(request));
}

bool World::deliverStragglers() {
    std::vector<backend::HttpRequest> late;
    {
        const std::lock_guard lock(m_lateMutex);
        late.swap(m_late);
    }
    for (const auto& request : late) {
        m_fate.note("=== arrives late: " + request.target);
        (void)deliver(request, [this](const backend::HttpResponse& response) {
            m_fate.note("    answered " + std::to_string(response.status));
            m_fate.news();
        });
    }
    return !late.empty();
}

bool World::journalHasItsEnd(const std::string& id) {
    auto database = store::Database::open(terminalDirectory() / "journal.db");
    if (!database) return false;
    auto last =
        database->prepare("SELECT state FROM entries WHERE id = ?1 ORDER BY number DESC LIMIT 1");
    if (!last) return false;
    const auto row = last->bind(1, id).step();
    if (!row || !*row) return false;
    const auto state = terminal::stateByName(last->text(0));
    return state && isFinal(*state);
}

bool World::backEndIsAtRest() {
    auto database = store::Database::open(records());
    if (!database) return false;
    using enum protocol::PaymentState;
    auto open = database->prepare(
        "SELECT (SELECT count(*) FROM payments WHERE state IN (?1, ?2)) + "
        "(SELECT count(*) FROM reversals WHERE finished IS NULL)");
    if (!open) return false;
    open->bind(1, static_cast<std::int64_t>(Pending)).bind(2, static_cast<std::int64_t>(Undoing));
    const auto row = open->step();
    return row && *row && open->integer(0) == 0;
}

}  // namespace tappay::faults
