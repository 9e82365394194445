#include "faults/plan.h"

#include <algorithm>
#include <array>
#include <random>

#include "faults/setup.h"

namespace tappay::faults {

namespace sim = simulator::network;
using std::chrono::milliseconds;

namespace {

constexpr std::array<std::string_view, kCourseCount> kCourses{
    "plain", "card-refuses", "declined", "undone", "cancelled", "network-errs", "web-order"};

// How often each point is usually passed in a run; a cut beyond the end is a run without it.
constexpr std::array<unsigned, kPointCount> kUsual{15, 15, 9, 9, 3, 3, 3, 5, 5, 2, 2, 2};

class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_engine(seed * 0x9E3779B97F4A7C15ULL + 1) {}
    std::uint64_t below(std::uint64_t limit) { return m_engine() % limit; }
    bool percent(unsigned share) { return below(100) < share; }
    template <typename Container>
    const auto& of(const Container& choices) {
        return choices[below(choices.size())];
    }

private:
    std::mt19937_64 m_engine;
};

Cut someCut(Dice& dice) {
    Cut cut;
    do {
        cut.part = static_cast<Part>(dice.below(kPartCount));
        cut.point = static_cast<Point>(dice.below(kPointCount));
    } while (!concerns(cut.part, cut.point));
    cut.nth = 1 + static_cast<unsigned>(dice.below(kUsual.at(static_cast<std::size_t>(cut.point))));
    if (cut.part == Part::Line && cut.point == Point::RequestOut)
        cut.way = static_cast<Way>(dice.below(3));
    static constexpr std::array kWaits{milliseconds(0), milliseconds(3), milliseconds(15)};
    cut.darkness = dice.of(kWaits);
    return cut;
}

sim::Fault someFault(Dice& dice) {
    using enum sim::FaultKind;
    static const std::vector<sim::Fault> kFaults{
        {.kind = NoAnswer},
        {.kind = Late, .delay = milliseconds(250)},
        {.kind = Twice},
        {.kind = WrongMac},
        {.kind = WrongField, .field = "type"},
        {.kind = WrongField, .field = "3"},
        {.kind = WrongField, .field = "4"},
        {.kind = WrongField, .field = "11"},
        {.kind = WrongField, .field = "41"},
        {.kind = WrongField, .field = "42"},
        {.kind = CutBefore},
        {.kind = CutAfter},
        {.kind = Script71},
        {.kind = Script72},
    };
    return dice.of(kFaults);
}

// The sandbox lets some amounts misbehave; here that is the plan's business.
std::int64_t amountFor(const Profile& profile, Dice& dice) {
    for (;;) {
        const auto span = static_cast<std::uint64_t>(profile.most - profile.least);
        const auto amount = profile.least + static_cast<std::int64_t>(dice.below(span));
        if (!sim::faultOfAmount(amount)) return amount;
    }
}

std::vector<sim::Fault> faultsOf(Course course, Dice& dice) {
    using enum sim::FaultKind;
    if (course == Course::Declined) return {{.kind = Code, .code = "51"}};
    if (course != Course::NetworkErrs) return {};
    std::vector<sim::Fault> faults{someFault(dice)};
    faults.front().at = 1;
    // The undo that follows may have a hard time too.
    if (dice.percent(40)) faults.push_back({.kind = ReversalNoAnswer, .at = 1});
    if (dice.percent(20)) faults.push_back({.kind = ReversalCode, .at = 1, .code = "96"});
    return faults;
}

}  // namespace

const std::vector<Profile>& profiles() {
    static const std::vector<Profile> kProfiles{
        {"debit", "debit", 100, 90'000},
        {"debit-pin", "debit", 110'000, 400'000, true},
        {"credit-t0", "credit", 110'000, 400'000},
        {.name = "cash-tap",
         .card = "contactless",
         .least = 100,
         .most = 9'000,
         .tapped = true,
         .paysByItself = true},
        {.name = "credit-tap",
         .card = "contactless-credit",
         .least = 100,
         .most = 90'000,
         .tapped = true},
        {.name = "cash-tap-refused",
         .card = "contactless",
         .least = 100,
         .most = 9'000,
         .tapped = true,
         .paysByItself = true,
         .listed = true},
        {.name = "cash-tap-sm",
         .card = "sm",
         .least = 100,
         .most = 9'000,
         .tapped = true,
         .paysByItself = true},
        {.name = "phone-tap", .card = "phone", .least = 100, .most = 90'000, .tapped = true},
        {"sm", "sm", 100, 90'000},
        {"offline-pin", "offline-pin", 100, 90'000, true},
        {"bad-card", "broken-certificate", 100, 90'000},
    };
    return kProfiles;
}

std::string_view nameOf(Course course) {
    return kCourses.at(static_cast<std::size_t>(course));
}

std::optional<Course> courseByName(std::string_view name) {
    const auto* found = std::ranges::find(kCourses, name);
    if (found == kCourses.end()) return std::nullopt;
    return static_cast<Course>(found - kCourses.begin());
}

Plan planFor(std::uint64_t seed) {
    Dice dice(seed);
    Plan plan;
    plan.seed = seed;
    plan.profile = dice.of(profiles());
    static constexpr std::array kWeighted{
        Course::Plain,    Course::Plain,   Course::Plain,     Course::CardRefuses,
        Course::Declined, Course::Undone,  Course::Cancelled, Course::NetworkErrs,
        Course::WebOrder, Course::WebOrder};
    plan.course = dice.of(kWeighted);
    plan.amounts.push_back(amountFor(plan.profile, dice));
    // Another card holder in the queue: everything has to go on afterwards.
    if (dice.percent(25)) plan.amounts.push_back(plan.amounts.front() + 100);
    plan.networkFaults = faultsOf(plan.course, dice);
    const auto cuts = dice.percent(5) ? 0U : dice.percent(60) ? 1U : 2U;
    while (plan.cuts.size() < cuts)
        plan.cuts.push_back(someCut(dice));
    return plan;
}

bool isWorthASweep(const Profile& profile, Course course) {
    if (course == Course::NetworkErrs) return false;  // itself a matter of chance
    if (course == Course::WebOrder)
        return profile.name == "debit" || profile.name == "debit-pin" ||
               profile.name == "credit-tap";
    return profile.name == "debit" || course == Course::Plain ||
           (profile.tapped && course == Course::Declined) ||
           (profile.asksPin && course == Course::Cancelled);
}

Plan planFor(const Profile& profile, Course course, std::vector<Cut> cuts) {
    Dice dice(1);
    Plan plan;
    plan.profile = profile;
    plan.course = course;
    plan.amounts.push_back(amountFor(profile, dice));
    plan.networkFaults = faultsOf(course, dice);
    plan.cuts = std::move(cuts);
    return plan;
}

std::string describe(const Plan& plan) {
    std::string text(plan.profile.name);
    text.append(", ").append(nameOf(plan.course));
    for (const auto amount : plan.amounts)
        text.append(", ").append(formatMoney(yuan(amount)));
    for (const auto& cut : plan.cuts)
        text.append("; ").append(describe(cut));
    return text;
}

}  // namespace tappay::faults
