#pragma once

#include "confirm_runs/dice.h"
#include "confirm_runs/phone_side.h"

namespace tappay::test {

// What the dice say of one run before it begins.
struct Plan {
    explicit Plan(Dice& dice)
        : trouble(dice.pick(std::array{0U, 5U, 15U, 30U})),
          person(dice.inHundred(60) ? Person::Confirms
                                    : dice.pick(std::array{Person::Refuses, Person::SeesAnotherCode,
                                                           Person::Reports, Person::LooksAway})),
          withdrawnAt(dice.inHundred(25) ? dice.roll(12) : kNever),
          backEndRestartsAt(dice.inHundred(20) ? dice.roll(14) : kNever),
          computerRestartsAt(dice.inHundred(15) ? dice.roll(14) : kNever),
          phoneRestartsAt(dice.inHundred(15) ? dice.roll(14) : kNever),
          delayedAt(dice.inHundred(15) ? dice.roll(10) : kNever),
          device(dice.inHundred(70)
                     ? "none"
                     : dice.pick(std::array{"tear", "other-octets", "other-certificate"})),
          network(dice.inHundred(85) ? "00" : dice.pick(std::array{"51", "61", "05", ""})) {}

    static constexpr unsigned kNever = ~0U;
    unsigned trouble;  // of a hundred calls, how many meet some
    Person person;
    // At which round.
    unsigned withdrawnAt, backEndRestartsAt, computerRestartsAt, phoneRestartsAt;
    unsigned delayedAt;   // 90 seconds pass
    const char* device;   // a fault of its script
    const char* network;  // what it answers to a payment; empty: nothing
};

}  // namespace tappay::test
