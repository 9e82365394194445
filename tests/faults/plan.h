#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "faults/fate.h"
#include "faults/network_side.h"

namespace tappay::faults {

// The card that pays, and how its holder proves to be it.
struct Profile {
    std::string_view name;
    std::string_view card;
    std::int64_t least, most;  // minor units
    bool asksPin = false;
    bool tapped = false;
    bool paysByItself = false;
    bool listed = false;  // on the terminal's exception file
};
const std::vector<Profile>& profiles();

// What would happen if nothing were cut.
enum class Course : std::uint8_t {
    Plain,
    CardRefuses,  // after the issuer has approved
    Declined,     // by the issuer
    Undone,       // by the shop, once it is approved
    Cancelled,    // by a person, before anything was sent
    NetworkErrs,  // the network misbehaves
    WebOrder,     // an order of a web shop is paid; the person tries twice
};
inline constexpr std::size_t kCourseCount = 7;
std::string_view nameOf(Course course);
std::optional<Course> courseByName(std::string_view name);

struct Plan {
    std::uint64_t seed = 0;  // none: made by hand
    Profile profile;
    Course course = Course::Plain;
    std::vector<std::int64_t> amounts;  // one sale after the other
    std::vector<simulator::network::Fault> networkFaults;
    std::vector<Cut> cuts;
};

// Everything about a run from one number.
Plan planFor(std::uint64_t seed);
// Whether cutting this one everywhere finds what the others do not.
bool isWorthASweep(const Profile& profile, Course course);
// Of the cuts that are made by hand.
inline constexpr std::chrono::milliseconds kDarkness{2};
// One sale with these cuts.
Plan planFor(const Profile& profile, Course course, std::vector<Cut> cuts);
std::string describe(const Plan& plan);

}  // namespace tappay::faults
