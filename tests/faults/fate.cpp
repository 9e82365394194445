#include "faults/fate.h"

#include <algorithm>
#include <cstdio>

namespace tappay::faults {

namespace {

constexpr std::array<std::string_view, kPartCount> kParts{
    "card", "terminal", "journal-disk", "line", "back-end", "network-line", "network"};
constexpr std::array<std::string_view, kPointCount> kPoints{
    "card-asked",     "card-answered", "journal-write", "journal-written",
    "request-out",    "request-in",    "answer-back",   "record-write",
    "record-written", "frame-out",     "frame-booked",  "frame-answered"};

template <typename Enum, std::size_t N>
std::optional<Enum> byName(const std::array<std::string_view, N>& names, std::string_view name) {
    const auto* found = std::ranges::find(names, name);
    if (found == names.end()) return std::nullopt;
    return static_cast<Enum>(found - names.begin());
}

bool hasPower(Part part) {
    return part == Part::Terminal || part == Part::BackEnd || part == Part::Network;
}

std::string_view nameOf(Way way) {
    switch (way) {
        case Way::Lost:
            return "";
        case Way::Late:
            return ", delivered late";
        case Way::Doubled:
            return ", delivered twice";
    }
    return "";
}

}  // namespace

std::string_view nameOf(Part part) {
    return kParts.at(static_cast<std::size_t>(part));
}

std::string_view nameOf(Point point) {
    return kPoints.at(static_cast<std::size_t>(point));
}

std::optional<Part> partByName(std::string_view name) {
    return byName<Part>(kParts, name);
}

std::optional<Point> pointByName(std::string_view name) {
    return byName<Point>(kPoints, name);
}

bool concerns(Part part, Point point) {
    using enum Point;
    switch (part) {
        case Part::Card:
            return point == CardAsked || point == CardAnswered;
        case Part::Terminal:
            return point <= AnswerBack;
        case Part::JournalDisk:
            return point == JournalWrite;
        case Part::Line:
            return point == RequestOut || point == RequestIn || point == AnswerBack;
        case Part::BackEnd:
            return point >= RequestOut;
        case Part::NetworkLine:
        case Part::Network:
            return point == FrameOut || point == FrameBooked || point == FrameAnswered;
    }
    return false;
}

std::string describe(const Cut& cut) {
    std::string text(nameOf(cut.part));
    text.append(" at ").append(nameOf(cut.point)).append(" ").append(std::to_string(cut.nth));
    text.append(nameOf(cut.way));
    if (hasPower(cut.part)) text += ", dark for " + std::to_string(cut.darkness.count()) + " ms";
    return text;
}

void Fate::disarm() {
    const std::lock_guard lock(m_mutex);
    m_armed = false;
}

std::optional<Cut> Fate::reach(Point point, std::string_view what) {
    const std::lock_guard lock(m_mutex);
    if (!m_armed) return std::nullopt;
    const unsigned count = ++m_reached[static_cast<std::size_t>(point)];
    write(std::string(nameOf(point)) + " " + std::to_string(count) + " " + std::string(what));
    ++m_news;
    m_changed.notify_all();
    const auto found = std::ranges::find_if(m_cuts, [&](const Cut& cut) {
        return cut.point == point && cut.nth == count && on(cut.part);
    });
    if (found == m_cuts.end()) return std::nullopt;
    const Cut cut = *found;
    m_cuts.erase(found);
    write("=== cut: " + describe(cut));
    if (hasPower(cut.part)) {
        m_on[static_cast<std::size_t>(cut.part)] = false;
        m_dark.push_back(cut);
    }
    return cut;
}

unsigned Fate::timesReached(Point point) const {
    const std::lock_guard lock(m_mutex);
    return m_reached[static_cast<std::size_t>(point)];
}

void Fate::restore(Part part) {
    const std::lock_guard lock(m_mutex);
    write("=== power is back: " + std::string(nameOf(part)));
    std::erase_if(m_dark, [part](const Cut& cut) { return cut.part == part; });
    ++m_lives[static_cast<std::size_t>(part)];
    m_on[static_cast<std::size_t>(part)] = true;
    ++m_news;
    m_changed.notify_all();
}

std::vector<Cut> Fate::dark() const {
    const std::lock_guard lock(m_mutex);
    return m_dark;
}

void Fate::note(std::string_view line) {
    const std::lock_guard lock(m_mutex);
    write(line);
}

std::vector<std::string> Fate::history() const {
    const std::lock_guard lock(m_mutex);
    return m_history;
}

void Fate::news() {
    const std::lock_guard lock(m_mutex);
    ++m_news;
    m_changed.notify_all();
}

std::uint64_t Fate::newsCount() const {
    const std::lock_guard lock(m_mutex);
    return m_news;
}

bool Fate::waitForNews(std::uint64_t seen, std::chrono::steady_clock::time_point until) {
    std::unique_lock lock(m_mutex);
    return m_changed.wait_until(lock, until, [&] { return m_news != seen; });
}

void Fate::write(std::string_view line) {
    const std::chrono::duration<double, std::milli> since =
        std::chrono::steady_clock::now() - m_begun;
    char time[24];
    std::snprintf(time, sizeof time, "%8.2f ms ", since.count());
    m_history.push_back(std::string(time).append(line));
}

}  // namespace tappay::faults
