#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What happens to the parts of one run: where power or lines are cut, and what had happened before.
namespace tappay::faults {

// Lines and the card are only interrupted; the others lose their power and have to be started
// again.
enum class Part : std::uint8_t {
    Card,
    Terminal,
    JournalDisk,  // one failed write, the power stays
    Line,         // terminal and back end
    BackEnd,
    NetworkLine,  // back end and card network
    Network,      // with the issuer behind it
};
inline constexpr std::size_t kPartCount = 7;

// Every place where something is about to be, or has just been, sent, answered or written.
enum class Point : std::uint8_t {
    CardAsked,       // a command is on its way to the card
    CardAnswered,    // the card has done it; the answer is on its way
    JournalWrite,    // written, not yet flushed
    JournalWritten,  // on the disk; nobody has been told
    RequestOut,      // terminal to back end: not there yet
    RequestIn,       // the back end has it
    AnswerBack,      // the back end has answered; not read yet
    RecordWrite,
    RecordWritten,
    FrameOut,       // back end to network: not there yet
    FrameBooked,    // in the issuer's books; not answered
    FrameAnswered,  // the answer has left
};
inline constexpr std::size_t kPointCount = 12;

std::string_view nameOf(Part part);
std::string_view nameOf(Point point);
std::optional<Part> partByName(std::string_view name);
std::optional<Point> pointByName(std::string_view name);

// What becomes of a request that is cut off on the line.
enum class Way : std::uint8_t {
    Lost,
    Late,     // delivered when everything else is over
    Doubled,  // delivered twice at once
};

struct Cut {
    Part part = Part::Terminal;
    Point point = Point::JournalWrite;
    unsigned nth = 1;  // time this point is reached
    Way way = Way::Lost;
    std::chrono::milliseconds darkness{0};  // until the part is started again
};

// Whether something can happen to this part at this point.
bool concerns(Part part, Point point);
std::string describe(const Cut& cut);  // "terminal at journal-write 3"

// Thread-safe.
class Fate {
public:
    explicit Fate(std::vector<Cut> cuts) : m_cuts(std::move(cuts)) {}

    // Points count and cuts happen from now on.
    void arm() { m_armed = true; }
    void disarm();
    // Called by a part that has come to this point; returns the cut that happens here, if any. A
    // part that loses its power has lost it when this returns.
    std::optional<Cut> reach(Point point, std::string_view what);
    [[nodiscard]] unsigned timesReached(Point point) const;

    [[nodiscard]] bool on(Part part) const { return m_on[static_cast<std::size_t>(part)]; }
    void restore(Part part);
    // How often the part was started again; what an earlier life owed is never paid.
    [[nodiscard]] unsigned lives(Part part) const {
        return m_lives[static_cast<std::size_t>(part)];
    }
    // Those without power, in the order they lost it.
    [[nodiscard]] std::vector<Cut> dark() const;

    // One line for the history of the run.
    void note(std::string_view line);
    [[nodiscard]] std::vector<std::string> history() const;

    // Wakes everybody who waits for news.
    void news();
    [[nodiscard]] std::uint64_t newsCount() const;
    // Until there is more news than `seen`; false when `until` came first.
    bool waitForNews(std::uint64_t seen, std::chrono::steady_clock::time_point until);

private:
    void write(std::string_view line);

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Cut> m_cuts;  // those still to come
    std::vector<Cut> m_dark;
    std::array<unsigned, kPointCount> m_reached{};
    std::array<std::atomic<bool>, kPartCount> m_on{true, true, true, true, true, true, true};
    std::array<std::atomic<unsigned>, kPartCount> m_lives{};
    std::atomic<bool> m_armed = false;
    std::uint64_t m_news = 0;
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    std::vector<std::string> m_history;
};

}  // namespace tappay::faults
