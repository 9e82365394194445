#include "simulator/card/card_box.h"

#include <algorithm>
#include <filesystem>

namespace tappay::simulator {

CardBox::CardBox(std::string directory, std::string readerSocket, Random& random, const Log& log)
    : m_directory(std::move(directory)),
      m_readerSocket(std::move(readerSocket)),
      m_random(random),
      m_log(log),
      m_follower([this](const std::stop_token& stop) { followFaults(stop); }) {}

CardBox::~CardBox() {
    m_follower.request_stop();
    m_follower.join();
    remove();
}

Result<void> CardBox::insert(const std::string& card) {
    const std::scoped_lock lock(m_mutex);
    return insertLocked(card);
}

Result<void> CardBox::insertLocked(const std::string& card) {
    const bool isPath = card.ends_with(".json");
    if (!isPath && card.find('/') != std::string::npos)
        return fail(FailureCode::NotFound, "no card " + card);
    const auto path = isPath ? card : m_directory + "/" + card + ".json";
    TAPPAY_TRY(loaded, loadProfile(path));
    if (loaded.applications.empty()) return fail(FailureCode::InputMalformed, "applications");
    const auto profile = std::make_shared<const CardProfile>(std::move(loaded));
    const auto statePath = statePathOf(path);
    // The old card goes first: it may be the same one, with newer state.
    removeLocked();
    TAPPAY_TRY(state, loadState(*profile, statePath));
    const auto persist = [this, statePath](const CardState& changed) {
        if (const auto saved = saveState(changed, statePath); !saved)
            m_log.failure("card", saved.error());
    };
    Insertion::Events events{[this](unsigned count) { return takeFaults(count); },
                             [this, generation = ++m_generation](const std::string& next) {
                                 const std::scoped_lock lock(m_faultMutex);
                                 m_left.emplace(generation, next);
                                 m_leftByFault.notify_all();
                             }};
    auto virtualCard = std::make_unique<VirtualCard>(profile, std::move(state), m_random, persist);
    TAPPAY_TRY(insertion,
               Insertion::begin(m_readerSocket, std::move(virtualCard), std::move(events)));
    m_insertion = std::move(insertion);
    m_name = card;
    m_log.info("card", "inserted " + card);
    return {};
}

void CardBox::remove() {
    const std::scoped_lock lock(m_mutex);
    if (m_insertion) m_log.info("card", "removed " + m_name);
    removeLocked();
}

void CardBox::removeLocked() {
    m_insertion.reset();
    m_name.clear();
}

Result<void> CardBox::addFault(std::string_view spec) {
    TAPPAY_TRY(fault, parseFault(spec));
    const std::scoped_lock lock(m_faultMutex);
    m_faults.push_back(std::move(fault));
    return {};
}

void CardBox::clearFaults() {
    const std::scoped_lock lock(m_faultMutex);
    m_faults.clear();
}

std::vector<Fault> CardBox::takeFaults(unsigned count) {
    const std::scoped_lock lock(m_faultMutex);
    return takeDue(m_faults, count);
}

void CardBox::followFaults(const std::stop_token& stop) {
    while (true) {
        std::pair<unsigned, std::string> left;
        {
            std::unique_lock lock(m_faultMutex);
            if (!m_leftByFault.wait(lock, stop, [this] { return m_left.has_value(); })) return;
            left = *std::exchange(m_left, std::nullopt);
        }
        const std::scoped_lock lock(m_mutex);
        // Somebody may have inserted another card meanwhile.
        if (left.first != m_generation) continue;
        m_log.info("card", "a fault pulled out " + m_name);
        removeLocked();
        if (left.second.empty()) continue;
        if (const auto swapped = insertLocked(left.second); !swapped)
            m_log.failure("card", swapped.error());
    }
}

std::string CardBox::inserted() const {
    const std::scoped_lock lock(m_mutex);
    return m_insertion && m_insertion->connected() ? m_name : std::string();
}

std::vector<std::string> CardBox::cards() const {
    std::vector<std::string> result;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(m_directory, error))
        if (entry.path().extension() == ".json") result.push_back(entry.path().stem().string());
    std::ranges::sort(result);
    return result;
}

}  // namespace tappay::simulator
