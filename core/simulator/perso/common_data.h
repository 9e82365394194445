#pragma once

#include "simulator/perso/card_plan.h"
#include "simulator/perso/record.h"

// What stands in the records for contacts, for tapping, and for the second set of keys alike.
namespace tappay::simulator {

inline constexpr const char* kApplicationVersion = "0030";
inline constexpr const char* kProduct = "3132333400000000000000000000FFFF";

// The data that offline data authentication protects.
Record authenticatedRecord(const CardPlan& plan);
// Data object lists and what else the terminal needs for the cryptogram.
Record riskRecord(const ApplicationProfile& application);
Bytes track2Of(const CardPlan& plan);

}  // namespace tappay::simulator
