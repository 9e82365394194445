#include "simulator/card/card_box.h"

#include <algorithm>
#include <filesystem>

namespace tappay::simulator {
namespace {

constexpr const char* wordFor(Interface reader) {
    return reader == Interface::Contact ? "inserted " : "tapped ";
}

}  // namespace

CardBox::CardBox(std::string directory, std::string readerSocket, Random& random, const Log& log,
                 std::string contactlessSocket)
    : m_directory(std::move(directory)),
      m_random(random),
      m_log(log),
      m_follower([this](const std::stop_token& stop) { followFaults(stop); }) {
    const std::scoped_lock lock(m_mutex);
    at(Interface::Contact).socket = std::move(readerSocket);
    at(Interface::Contactless).socket = std::move(contactlessSocket);
}

CardBox::~CardBox() {
    m_follower.request_stop();
    m_follower.join();
    remove();
}

Result<void> CardBox::bring(const std::string& card, Interface reader,
                            std::optional<bool> confirmed) {
    const std::scoped_lock lock(m_mutex);
    return bringLocked(card, reader, confirmed);
}

Result<void> CardBox::bringLocked(const std::string& card, Interface reader,
                                  std::optional<bool> confirmed) {
    const bool isPath = card.ends_with(".json");
    if (!isPath && card.find('/') != std::string::npos)
        return fail(FailureCode::NotFound, "no card " + card);
    const auto path = isPath ? card : m_directory + "/" + card + ".json";
    TAPPAY_TRY(loaded, loadProfile(path));
    if (loaded.applications.empty()) return fail(FailureCode::InputMalformed, "applications");
    if (!has(loaded, reader))
        return fail(FailureCode::InputMalformed,
                    card + (reader == Interface::Contact ? " has no contacts" : " has no antenna"));
    auto& place = at(reader);
    if (place.socket.empty()) return fail(FailureCode::ReaderMissing, "no contactless reader");
    const auto profile = std::make_shared<const CardProfile>(std::move(loaded));
    const auto statePath = statePathOf(path);
    // The old card goes first: it may be the same one, with newer state.
    removeLocked(place);
    for (auto& other : m_readers)
        if (other.path == path) removeLocked(other);
    TAPPAY_TRY(state, loadState(*profile, statePath));
    if (reader == Interface::Contactless)
        for (auto& [aid, application] : state.applications)
            application.deviceConfirmed = confirmed.value_or(application.deviceAsked);
    const auto persist = [this, statePath](const CardState& changed) {
        if (const auto saved = saveState(changed, statePath); !saved)
            m_log.failure("card", saved.error());
    };
    Insertion::Events events{[this](unsigned count) { return takeFaults(count); },
                             [this, reader, generation = ++m_generation](const std::string& next) {
                                 const std::scoped_lock lock(m_faultMutex);
                                 m_departures.push_back({reader, generation, next});
                                 m_departed.notify_all();
                             },
                             [this, reader] { return m_slow && reader == Interface::Contactless; }};
    auto virtualCard =
        std::make_unique<VirtualCard>(profile, std::move(state), m_random, persist, reader);
    TAPPAY_TRY(insertion,
               Insertion::begin(place.socket, std::move(virtualCard), std::move(events)));
    place.insertion = std::move(insertion);
    place.name = card;
    place.path = path;
    place.generation = m_generation;
    m_log.info("card", wordFor(reader) + card);
    return {};
}

void CardBox::remove() {
    remove(Interface::Contact);
    remove(Interface::Contactless);
}

void CardBox::remove(Interface reader) {
    const std::scoped_lock lock(m_mutex);
    auto& place = at(reader);
    if (place.insertion) m_log.info("card", "removed " + place.name);
    removeLocked(place);
}

void CardBox::removeLocked(Reader& reader) {
    reader.insertion.reset();
    reader.name.clear();
    reader.path.clear();
    reader.generation = 0;
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

Result<void> CardBox::press(std::optional<std::string> digits) {
    constexpr std::size_t most = 16;
    if (digits &&
        (digits->size() > most || digits->find_first_not_of("0123456789") != std::string::npos))
        return fail(FailureCode::InputMalformed, "digits");
    const std::scoped_lock lock(m_mutex);
    auto& place = at(Interface::Contact);
    if (!place.insertion) return fail(FailureCode::NotFound, "no card is in the reader");
    place.insertion->press(std::move(digits));
    return {};
}

std::vector<Fault> CardBox::takeFaults(unsigned count) {
    const std::scoped_lock lock(m_faultMutex);
    return takeDue(m_faults, count);
}

void CardBox::followFaults(const std::stop_token& stop) {
    while (true) {
        Departure left;
        {
            std::unique_lock lock(m_faultMutex);
            if (!m_departed.wait(lock, stop, [this] { return !m_departures.empty(); })) return;
            left = std::move(m_departures.front());
            m_departures.erase(m_departures.begin());
        }
        const std::scoped_lock lock(m_mutex);
        auto& place = at(left.reader);
        // Somebody may have brought another card meanwhile.
        if (left.generation != place.generation) continue;
        m_log.info("card", "a fault pulled out " + place.name);
        removeLocked(place);
        if (left.next.empty()) continue;
        if (const auto swapped = bringLocked(left.next, left.reader); !swapped)
            m_log.failure("card", swapped.error());
    }
}

std::string CardBox::nameAt(Interface reader) const {
    const std::scoped_lock lock(m_mutex);
    const auto& place = m_readers[static_cast<std::size_t>(reader)];
    return place.insertion && place.insertion->connected() ? place.name : std::string();
}

std::vector<std::string> CardBox::cards() const {
    std::vector<std::string> result;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(m_directory, error))
        if (entry.path().extension() == ".json") result.push_back(entry.path().stem().string());
    std::ranges::sort(result);
    return result;
}

std::vector<std::string> CardBox::cards(Interface interface) const {
    auto result = cards();
    std::erase_if(result, [&](const std::string& name) {
        const auto profile = loadProfile(m_directory + "/" + name + ".json");
        return !profile || !has(*profile, interface);
    });
    return result;
}

}  // namespace tappay::simulator
