#include <iostream>
#include <string_view>
#include <vector>

#include "commands.h"

namespace {

struct Command {
    std::string_view name;
    std::string_view purpose;
    int (*run)(tappay::sim::Arguments);
};

// A sub-command is present when its .cmake file is.
constexpr Command kCommands[] = {
#ifdef TAPPAY_SIM_SETUP
    {"setup", "make keys, cards, accounts and terminal parameters", tappay::sim::setup},
#endif
#ifdef TAPPAY_SIM_CARD
    {"card", "serve virtual cards, insert, remove, break them", tappay::sim::card},
#endif
#ifdef TAPPAY_SIM_NETWORK
    {"network", "serve the acquirer network and the issuers", tappay::sim::network},
#endif
#ifdef TAPPAY_SIM_SHOP
    {"shop", "serve a demo web shop that takes payments", tappay::sim::shop},
#endif
#ifdef TAPPAY_SIM_DEVICE
    {"device", "be a security device that signs confirmations", tappay::sim::device},
#endif
    {"help", "show this list", nullptr},
};

int usage(std::ostream& out, int status) {
    out << "usage: tappay-sim COMMAND [ARGUMENTS]\n";
    for (const auto& command : kCommands)
        out << "  " << command.name << std::string(10 - command.name.size(), ' ') << command.purpose
            << '\n';
    return status;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty()) return usage(std::cerr, 2);
    for (const auto& command : kCommands)
        if (command.run && words.front() == command.name)
            return command.run(std::span(words).subspan(1));
    const bool asked = words.front() == "help" || words.front() == "--help";
    return asked ? usage(std::cout, 0) : usage(std::cerr, 2);
}
