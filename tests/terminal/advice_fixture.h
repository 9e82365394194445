#pragma once

#include <fstream>
#include <sstream>

#include "terminal/sale_fixture.h"

namespace tappay::terminal::testing {

inline emv::Outcome payFromCard(const emv::Transaction& transaction, emv::Surroundings& world,
                                emv::CardInterface interface) {
    for (const auto step : {emv::Step::Selecting, emv::Step::Reading, emv::Step::CardRead})
        world.cardholder.progress(step);
    auto request = hostRequest(transaction);
    request.interface = interface;
    const auto kept = world.host.keepOfflineApproval(std::move(request));
    auto outcome = outcomeOf(kept ? emv::Decision::ApprovedOffline : emv::Decision::Ended);
    if (!kept) outcome.reason = kept.error();
    return outcome;
}

inline emv::Outcome tappedCard(const emv::Transaction& transaction, emv::Surroundings& world) {
    return payFromCard(transaction, world, emv::CardInterface::Contactless);
}

class AdviceTest : public SaleTest {
protected:
    AdviceTest() { kernelCourse() = tappedCard; }

    // A sale that is paid from the card while the bank can't be reached.
    std::string payUnreached() {
        world.backEnd.setReachable(false);
        RunningTerminal terminal(world, config);
        world.readers.insert();
        const auto id = start(terminal);
        terminal.waitForState(id, State::AdvicePending);
        terminal.waitFor(id, [](const auto& shown) { return shown.nextAttempt.has_value(); });
        return id;
    }
    std::string filesOfDirectory() const {
        std::string everything;
        for (const auto& file : std::filesystem::directory_iterator(directory.path())) {
            std::ostringstream contents;
            contents << std::ifstream(file.path()).rdbuf();
            everything += contents.str();
        }
        return everything;
    }
};

}  // namespace tappay::terminal::testing
