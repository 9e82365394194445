#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "faults/run.h"
#include "faults/shop_side.h"
#include "simulator/card/state.h"

namespace tappay::faults {

// What was wanted of the world, and where it wrote what it did.
struct BooksOf {
    std::map<std::string, std::int64_t> payments;    // id, amount; amounts differ
    std::map<std::int64_t, ShopSide::Order> orders;  // by amount; all payments of one have it
    std::filesystem::path journal, records, ledger;
    simulator::CardState card;
    std::shared_ptr<const simulator::CardProfile> profile;
    bool tapped = false;
};

// Card, journal, back end and issuer against each other, after everything has come to its end.
void compareBooks(const BooksOf& books, Verdict& verdict);

}  // namespace tappay::faults
