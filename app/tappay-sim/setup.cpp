#include "simulator/perso/setup.h"

#include <iostream>

#include "commands.h"
#include "crypto/random.h"
#include "options.h"

namespace tappay::sim {

int setup(Arguments arguments) {
    const auto options = readOptions(arguments, {"dir"});
    if (!options || !options->contains("dir")) {
        std::cerr << "usage: tappay-sim setup --dir DIRECTORY\n";
        return 2;
    }
    crypto::SystemRandom random;
    const auto done = simulator::setUpWorld(options->at("dir"), random);
    if (done) return 0;
    std::cerr << "tappay-sim setup: " << describe(done.error().code).happened << " ("
              << done.error().detail << ")\n";
    return 1;
}

}  // namespace tappay::sim
